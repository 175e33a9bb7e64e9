import { command } from '../../../../core/command.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { expectVersion } from '../../prescriptions/commands/load-prescription.ts'
import type { HomecareWork } from '../../tables.ts'
import { planStop } from '../cascade.ts'
import { holdTreatment } from '../policy.ts'
import { loadSnapshot } from '../queries/load-snapshot.ts'
import { carryOut } from './carry-out.ts'
import { endTreatment } from './end-treatment.ts'
import { lockTherapy, type LockedTherapy } from './load-therapy.ts'
import { therapyStep } from './therapy-step.ts'

export interface ActOnTherapy {
  readonly therapyId: string
  readonly version: number
  readonly reason: string
}
export type TherapyAnswer = { readonly patientId: string } | { readonly refused: readonly Refusal[] }

/**
 * Stops a treatment: what is not signed is discarded, what is signed is asked to be cancelled, and every delivery that can still
 * arrive is asked back, all in one transaction.
 */
export const stopTherapy = command<HomecareWork & TenancyTables, ActOnTherapy, LockedTherapy, TherapyAnswer>({
  action: 'homecare.treatment.stopped',
  policy: holdTreatment,
  load: (tx, { therapyId }, ctx) => lockTherapy(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy, patientId, recordIds }, { therapyId, version, reason }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    expectVersion(therapy, version)
    const taken = await therapyStep(tx, ctx, therapy, 'stop', { reason })
    if (taken.refusals) {
      note.outcome = 'refused'
      return { refused: taken.refusals }
    }
    await carryOut(tx, ctx, planStop(await loadSnapshot(tx, ctx.tenantId, recordIds), therapyId), reason)
    await endTreatment(tx, ctx, therapyId, recordIds, reason)
    return { patientId }
  },
})
