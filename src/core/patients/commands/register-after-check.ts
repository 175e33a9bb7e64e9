import { command } from '../../command.ts'
import { ConflictError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import { isSameRecord } from '../match.ts'
import { patientDetails, type NewPatient } from '../patient.ts'
import * as policy from '../policy.ts'
import { findDuplicates } from '../queries/find-duplicates.ts'
import type { PatientTables } from '../tables.ts'
import { refuseProblems, registered } from './register-patients.ts'
import { insertPatients } from './store.ts'

export interface RegisterAfterCheck {
  readonly patient: NewPatient
  /** The probable duplicates that were shown, and why none of them is this person. */
  readonly notTheSame?: { readonly patientIds: readonly string[]; readonly reason: string } | undefined
}

export type RegisterAfterCheckAnswer =
  | { readonly patientId: string }
  | { readonly refused: 'nhs-number-in-use'; readonly patientId: string }
  | { readonly refused: 'probable-duplicates'; readonly patientIds: readonly string[] }

/**
 * Registers one person at a desk. A record with the same NHS number refuses; one that is probably the same person refuses
 * until it has been looked at and a reason given. Bad details throw `BadRequestError`.
 */
export const registerAfterCheck = command<PatientTables, RegisterAfterCheck, undefined, RegisterAfterCheckAnswer>({
  action: 'patient.registered',
  policy: policy.registerAtDesk,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { patient, notTheSame }, note) {
    const details = patientDetails(patient)
    refuseProblems(details, ctx.clock.today())
    const duplicates = await findDuplicates(tx, ctx, details)
    const same = duplicates.find(isSameRecord)
    if (same) {
      Object.assign(note, { outcome: 'refused', subjects: [same.patient.patientId] })
      return { refused: 'nhs-number-in-use', patientId: same.patient.patientId }
    }
    const unseen = duplicates.filter(({ patient: { patientId } }) => !notTheSame?.patientIds.includes(patientId))
    if (unseen.length > 0) {
      const patientIds = duplicates.map((each) => each.patient.patientId)
      Object.assign(note, { outcome: 'refused', subjects: patientIds })
      return { refused: 'probable-duplicates', patientIds }
    }
    const patientId = newUuid(ctx.clock.now())
    const added = await insertPatients(tx, ctx, [{ patientId, details, sensitive: false }])
    // Somebody registered the number between the look and the write.
    if (!added.has(patientId)) throw new ConflictError('Another record has this NHS number')
    const { values, ...rest } = registered(patientId, details, false)
    Object.assign(note, rest, {
      values: { ...values, ...(notTheSame ? { notTheSame: notTheSame.patientIds, reason: notTheSame.reason } : {}) },
    })
    return { patientId }
  },
})
