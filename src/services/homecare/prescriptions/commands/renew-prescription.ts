import { command } from '../../../../core/command.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { mayPrescribe } from '../../enrolments/enrolment.ts'
import type { HomecareWork } from '../../tables.ts'
import { listPauses } from '../../therapies/queries/therapies.ts'
import { mayPrescribeMedicines, writePrescription } from '../policy.ts'
import { PRESCRIPTION } from '../prescription.ts'
import { isInForce } from '../prescription-state.ts'
import { findPrescriber } from '../queries/prescribers.ts'
import { listPrescriptionsOfTherapy } from '../queries/prescriptions.ts'
import { findContent } from '../queries/read-content.ts'
import { listRegistrations } from '../queries/registrations.ts'
import { renewedDraft } from '../renewed-draft.ts'
import { BEING_WRITTEN } from './begin-prescription.ts'
import { insertDraft } from './insert-draft.ts'
import { expectVersion, lockPrescription, type LockedPrescription } from './load-prescription.ts'

export interface RenewPrescription {
  readonly prescriptionId: string
  readonly version: number
}
export type RenewAnswer = { readonly prescriptionId: string } | { readonly refused: readonly Refusal[] }
type Work = HomecareWork & TenancyTables & IdentityTables

/** A new draft from the last prescription: its dose without loading, its dates moved on from what it covers. */
export const renewPrescription = command<Work, RenewPrescription, LockedPrescription, RenewAnswer>({
  action: 'homecare.prescription.renewed',
  policy: writePrescription,
  load: (tx, { prescriptionId }, ctx) => lockPrescription(tx, ctx, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { prescription, therapy, patientId, recordIds }, { version }, note) {
    const refuse = (refused: Refusal): RenewAnswer => {
      note.outcome = 'refused'
      return { refused: [refused] }
    }
    expectVersion(prescription, version)
    const others = await listPrescriptionsOfTherapy(tx, ctx.tenantId, therapy.therapyId)
    if (others.some(({ state }) => !isInForce(state) && !PRESCRIPTION.terminal.includes(state)))
      return refuse(BEING_WRITTEN)
    if (others.some(({ replacesId, state }) => replacesId === prescription.prescriptionId && isInForce(state)))
      return refuse(RENEWED_ALREADY)
    const stored = await findContent(tx, ctx, prescription.prescriptionId)
    if (prescription.signedOn === undefined || stored?.written === undefined) return refuse(NOT_SIGNED)
    const registrations = await listRegistrations(tx, ctx.tenantId, recordIds)
    const registration =
      registrations.find(({ enrolmentId, state }) => enrolmentId === prescription.enrolmentId && mayPrescribe(state)) ??
      registrations.find(({ vtmId, state }) => vtmId === therapy.vtmId && mayPrescribe(state))
    if (!registration) return refuse(NOT_REGISTERED)
    const stayed = await findPrescriber(tx, ctx.tenantId, prescription.prescriberId)
    const prescriberId = mayPrescribeMedicines(ctx) ? ctx.actor.id : stayed?.accountId
    if (prescriberId === undefined) return refuse(PRESCRIBER_LEFT)
    const pauses = await listPauses(tx, ctx.tenantId, therapy.therapyId)
    const made = await insertDraft(tx, ctx, {
      patientId,
      recordIds,
      therapyId: therapy.therapyId,
      enrolmentId: registration.enrolmentId,
      replacesId: prescription.prescriptionId,
      prescriberId,
      draft: renewedDraft({ written: stored.written, draft: stored.draft }, pauses, ctx.clock.today()),
    })
    if ('refusals' in made) {
      note.outcome = 'refused'
      return { refused: made.refusals }
    }
    note.entity = { type: 'homecare.prescription', id: made.prescriptionId }
    return made
  },
})

const RENEWED_ALREADY: Refusal = {
  name: 'renewed-already',
  sentence: 'A newer prescription has taken the place of this one: renew that one',
}
const NOT_SIGNED: Refusal = {
  name: 'not-signed',
  sentence: 'This prescription was not signed here: write a new one in place of it',
}
const NOT_REGISTERED: Refusal = {
  name: 'not-registered',
  sentence: 'Register the patient with a homecare company first',
}
const PRESCRIBER_LEFT: Refusal = {
  name: 'no-prescriber',
  sentence: 'Whoever prescribed the last one no longer prescribes here: ask a prescriber to renew it',
}
