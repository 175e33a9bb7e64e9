import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { listRecordIds } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { eventsFrom } from '../../../../core/values/state-machine.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { planWithdrawal } from '../../therapies/cascade.ts'
import { carryOut } from '../../therapies/commands/carry-out.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { ENROLMENT } from '../enrolment.ts'
import { holdRegistration } from '../policy.ts'
import { getRegistration, livePatient } from '../queries/registrations.ts'
import { supplyWanted } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'
import { moveRegistration } from './move-registration.ts'
import { DONE, registrationCommand, type WhichRegistration } from './registration-command.ts'

/**
 * The patient leaves the company: what was not sent is discarded, the rest is asked back, and somebody must find another
 * supply, because the treatment goes on.
 */
export const withdrawRegistration = registrationCommand<WhichRegistration & { readonly reason: string }>({
  action: 'homecare.registration.withdrawn',
  policy: holdRegistration,
  async run(tx, ctx, registration, { reason }) {
    const { enrolmentId, patientId, recordIds } = registration
    const snapshot = await loadSnapshot(tx, ctx.tenantId, recordIds)
    const plan = planWithdrawal(snapshot, enrolmentId)
    const taken = await moveRegistration(tx, ctx, registration, 'withdraw', { known: { reason } })
    if ('refusals' in taken) return taken
    await carryOut(
      tx,
      ctx,
      plan.filter(({ on }) => on !== 'enrolment'),
      reason,
    )
    const supplied = snapshot.prescriptions.some((one) => one.enrolmentId === enrolmentId)
    if (supplied) {
      const entity = { type: 'homecare.enrolment', id: enrolmentId }
      const owner = ownerOf(registration)
      await createTask(tx, ctx, { reason: supplyWanted, owner, patientId, entity, key: enrolmentId })
    }
    return DONE
  },
})

/**
 * Closes every registration of a patient who has died and tells the companies, in the transaction in which the death is
 * recorded. Prescriptions and deliveries are ended by whoever carries out `planDeath`. Safe to call twice.
 */
export async function endOnDeath(anyTx: AnyTx, ctx: Context, patientId: string): Promise<void> {
  const tx = asTx<HomecareWork & TenancyTables>(anyTx)
  const patient = await livePatient(tx, ctx, patientId)
  await lockHomecare(tx, ctx, patient.patientId)
  const recordIds = await listRecordIds(tx as never, ctx, patient.patientId)
  const { enrolments } = await loadSnapshot(tx, ctx.tenantId, recordIds)
  for (const { id, state } of enrolments) {
    if (!eventsFrom(ENROLMENT, state, 'system').includes('record-death')) continue
    await moveRegistration(tx, ctx, await getRegistration(tx, ctx, id), 'record-death', { as: ['system'] })
  }
}
