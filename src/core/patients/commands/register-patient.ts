import { command } from '../../command.ts'
import { newUuid } from '../../values/uuid.ts'
import { patientDetails, hasNhsNumber } from '../patient.ts'
import * as policy from '../policy.ts'
import { findIdsByNhsNumber } from '../queries.ts'
import { insertPatients } from './store.ts'
import type { PatientTables } from '../tables.ts'
import { refuseProblems, registered, type RegisterAnswer, type Registration } from './register-patients.ts'

/** Registers one person. The NHS number must be free in this organisation. Bad details throw `BadRequestError`. */
export const registerPatient = command<PatientTables, Registration, undefined, RegisterAnswer>({
  action: 'patient.registered',
  policy: policy.registerPatient,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { sensitive = false, ...known }, note) {
    const details = patientDetails(known)
    refuseProblems(details, ctx.clock.today())
    const patientId = newUuid(ctx.clock.now())
    const added = await insertPatients(tx, ctx, [{ patientId, details, sensitive }])
    if (added.has(patientId)) {
      Object.assign(note, registered(patientId, details, sensitive))
      return { patientId }
    }
    const number = hasNhsNumber(details.nhsNumber) ? details.nhsNumber.number : ''
    const holder = (await findIdsByNhsNumber(tx, ctx, [number])).get(number) ?? ''
    Object.assign(note, { outcome: 'refused', subjects: [holder] })
    return { refused: 'nhs-number-in-use', patientId: holder }
  },
})
