import { command } from '../../../../core/command.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { mayPrescribe } from '../../enrolments/enrolment.ts'
import { insertDraft } from '../../prescriptions/commands/insert-draft.ts'
import { expectVersion } from '../../prescriptions/commands/load-prescription.ts'
import { BEING_WRITTEN } from '../../prescriptions/commands/begin-prescription.ts'
import { PRESCRIPTION } from '../../prescriptions/prescription.ts'
import { isInForce } from '../../prescriptions/prescription-state.ts'
import { listPrescriptionsOfTherapy } from '../../prescriptions/queries/prescriptions.ts'
import { findContent } from '../../prescriptions/queries/read-content.ts'
import { listRegistrations } from '../../prescriptions/queries/registrations.ts'
import { renewedDraft } from '../../prescriptions/renewed-draft.ts'
import type { HomecareWork } from '../../tables.ts'
import { changeDose as policy } from '../policy.ts'
import { listPauses } from '../queries/therapies.ts'
import { lockTherapy, type LockedTherapy } from './load-therapy.ts'
import type { ActOnTherapy } from './stop-therapy.ts'
import { therapyStep } from './therapy-step.ts'

export type ChangeDoseAnswer = { readonly prescriptionId: string } | { readonly refused: readonly Refusal[] }

/**
 * Begins a change of dose: a new prescription that takes the place of the one in force. The old one stays the only cover there
 * is until the company has accepted the new one.
 */
export const changeDose = command<HomecareWork & TenancyTables, ActOnTherapy, LockedTherapy, ChangeDoseAnswer>({
  action: 'homecare.treatment.dose-change-begun',
  policy,
  load: (tx, { therapyId }, ctx) => lockTherapy(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId, recordIds }, { therapyId, version, reason }, note) {
    const refuse = (refused: readonly Refusal[]): ChangeDoseAnswer => {
      note.outcome = 'refused'
      return { refused }
    }
    expectVersion(therapy, version)
    const prescriptions = await listPrescriptionsOfTherapy(tx, ctx.tenantId, therapyId)
    if (prescriptions.some(({ state }) => !isInForce(state) && !PRESCRIPTION.terminal.includes(state)))
      return refuse([BEING_WRITTEN])
    const current = prescriptions.find(({ state }) => isInForce(state))
    const registrations = await listRegistrations(tx, ctx.tenantId, recordIds)
    const registration =
      registrations.find(({ enrolmentId, state }) => enrolmentId === current?.enrolmentId && mayPrescribe(state)) ??
      registrations.find(({ vtmId, state }) => vtmId === therapy.vtmId && mayPrescribe(state))
    if (!registration) return refuse([NOT_REGISTERED])
    const taken = await therapyStep(tx, ctx, therapy, 'change-dose', { reason })
    if (taken.refusals) return refuse(taken.refusals)
    const stored = current && (await findContent(tx, ctx, current.prescriptionId))
    const pauses = await listPauses(tx, ctx.tenantId, therapyId)
    const made = await insertDraft(tx, ctx, {
      patientId,
      recordIds,
      therapyId,
      enrolmentId: registration.enrolmentId,
      replacesId: current?.prescriptionId,
      prescriberId: ctx.actor.id,
      draft:
        stored?.written === undefined
          ? {}
          : // The dates are those of the change, which only the prescriber knows.
            {
              ...renewedDraft({ ...stored, written: stored.written }, pauses, ctx.clock.today()),
              firstDoseOn: undefined,
            },
    })
    if ('refusals' in made) return refuse(made.refusals)
    note.entity = { type: 'homecare.prescription', id: made.prescriptionId }
    return made
  },
})

const NOT_REGISTERED: Refusal = {
  name: 'not-registered',
  sentence: 'Register the patient with a homecare company first',
}
