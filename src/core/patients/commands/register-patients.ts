import { commandMany } from '../../command-many.ts'
import type { AuditNote } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import { BadRequestError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import { patientProblems } from '../patient-problems.ts'
import { hasNhsNumber, patientDetails, type NewPatient, type PatientDetails } from '../patient.ts'
import * as policy from '../policy.ts'
import { findIdsByNhsNumber } from '../queries.ts'
import { insertPatients, type RowToStore } from './store.ts'
import type { PatientTables } from '../tables.ts'

/** `patientId` beside a refusal is the live record that holds the number. */
export type RegisterAnswer =
  { readonly patientId: string } | { readonly refused: 'nhs-number-in-use'; readonly patientId: string }

/** Someone new. `sensitive` when the sender says that the record is restricted: then it is so from the first moment. */
export type Registration = NewPatient & { readonly sensitive?: boolean }

/** Registers up to 500 people at once: for imports, which have looked for duplicates themselves. Bad details throw. */
export const registerPatients = commandMany<PatientTables, Registration, undefined, RegisterAnswer>({
  action: 'patient.registered',
  policy: policy.registerPatient,
  load: (_tx, inputs) => Promise.resolve(inputs.map(() => undefined)),
  subjects: () => [],
  async run(tx, ctx, _subjects, inputs) {
    const now = ctx.clock.now()
    const rows = inputs.map(({ sensitive = false, ...known }): RowToStore => {
      const details = patientDetails(known)
      refuseProblems(details, ctx.clock.today())
      return { patientId: newUuid(now), details, sensitive }
    })
    const added = await insertPatients(tx, ctx, rows)
    const taken = rows.filter(({ patientId }) => !added.has(patientId)).map(({ details }) => numberOf(details))
    const holders = await findIdsByNhsNumber(tx, ctx, taken)
    return rows.map(({ patientId, details, sensitive }) => {
      if (added.has(patientId)) return { output: { patientId }, note: registered(patientId, details, sensitive) }
      const holder = holders.get(numberOf(details)) ?? ''
      const note: AuditNote = { outcome: 'refused', subjects: [holder] }
      return { output: { refused: 'nhs-number-in-use', patientId: holder }, note }
    })
  },
})

/** The audit note of a new record. */
export const registered = (patientId: string, details: PatientDetails, sensitive: boolean): AuditNote => ({
  subjects: [patientId],
  entity: { type: 'patient', id: patientId },
  values: { new: details as unknown as AuditValue, ...(sensitive ? { sensitive } : {}) },
})

/** Throws `BadRequestError` for the first problem: whoever typed or sent the details has been told of all before. */
export function refuseProblems(details: PatientDetails, today: string): void {
  const [problem] = patientProblems(details, today)
  if (problem) throw new BadRequestError(problem.text, problem.field)
}

const numberOf = ({ nhsNumber }: PatientDetails): string => (hasNhsNumber(nhsNumber) ? nhsNumber.number : '')
