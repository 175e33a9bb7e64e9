import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import type { HomecareWork } from '../../tables.ts'
import type { EnrolmentState } from '../enrolment.ts'
import type { Registration } from '../queries/registrations.ts'
import type { RegistrationAnswer } from '../sayings/answered.ts'
import { notAnswered, refusedByCompany } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'

const GOES_ON: readonly EnrolmentState[] = ['accepted', 'active', 'suspended', 'transferring']

/** Whether a company is only being asked whether it has this patient, as another system said. */
export const isAskedToConfirm = ({ details, state }: Pick<Registration, 'details' | 'state'>): boolean =>
  details.broughtIn !== undefined && GOES_ON.includes(state)

/**
 * In the trust's records: what a company says of a registration that was brought in. Its state does not change, because the
 * treatment goes on; a company that does not know the patient is a matter for whoever has them.
 */
export async function keepWord(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  body: RegistrationAnswer,
): Promise<void> {
  const { enrolmentId, patientId } = registration
  const said = JSON.stringify({ answer: body.answer, on: ctx.clock.today() })
  await asTx<HomecareWork>(tx)
    .updateTable('homecare.enrolment')
    .set((row) => ({
      details: sql<string>`jsonb_set(details, '{broughtIn,companySaid}', ${said}::jsonb)`,
      answer_by: null,
      ...(body.answer === 'accept' ? { account_reference: body.accountReference } : {}),
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .execute()
  await closeTasksOf(tx, ctx, { reason: notAnswered, key: enrolmentId, outcome: 'answered' })
  if (body.answer === 'accept') return
  await createTask(tx, ctx, {
    reason: refusedByCompany,
    owner: ownerOf(registration),
    patientId,
    entity: { type: 'homecare.enrolment', id: enrolmentId },
    key: enrolmentId,
    priority: 'urgent',
    note: body.reason,
  })
}
