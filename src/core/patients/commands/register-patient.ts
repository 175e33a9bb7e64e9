import { command } from '../../command.ts'
import { newUuid } from '../../values/uuid.ts'
import { patientDetails, hasNhsNumber, type NewPatient } from '../patient.ts'
import * as policy from '../policy.ts'
import { findIdsByNhsNumber } from '../queries.ts'
import { insertPatients } from './store.ts'
import type { PatientTables } from '../tables.ts'
import { refuseProblems, registered, type RegisterAnswer } from './register-patients.ts'

/** Registers one person. The NHS number must be free in this organisation. Bad details throw `BadRequestError`. */
export const registerPatient = command<PatientTables, NewPatient, undefined, RegisterAnswer>({
  action: 'patient.registered',
  policy: policy.registerPatient,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, input, note) {
    const details = patientDetails(input)
    refuseProblems(details, ctx.clock.today())
    const patientId = newUuid(ctx.clock.now())
    const added = await insertPatients(tx, ctx, [{ patientId, details, sensitive: false }])
    if (added.has(patientId)) {
      Object.assign(note, registered(patientId, details))
      return { patientId }
    }
    const number = hasNhsNumber(details.nhsNumber) ? details.nhsNumber.number : ''
    const holder = (await findIdsByNhsNumber(tx, ctx, [number])).get(number) ?? ''
    Object.assign(note, { outcome: 'refused', subjects: [holder] })
    return { refused: 'nhs-number-in-use', patientId: holder }
  },
})
