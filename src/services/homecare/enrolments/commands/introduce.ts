import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { answerBy } from '../../companies/answer-by.ts'
import { say } from '../../exchange/commands/say.ts'
import { maySay } from '../../exchange/queries/may-say.ts'
import type { HomecareWork } from '../../tables.ts'
import { bodyOf } from '../queries/body-of.ts'
import { getRegistration } from '../queries/registrations.ts'
import { registrationSent } from '../sayings/sent.ts'
import { refusedByCompany } from '../task-reasons.ts'

/**
 * Tells a company that uses Troth of a registration that was brought in, before anything else is said about it: the company
 * has the patient, and has not seen the registration in Troth. It answers as it answers any other. Told once, and again after
 * it has refused. Answers whether the company may be told what follows. Call `lockHomecare` first.
 */
export async function introduce(
  anyTx: AnyTx,
  ctx: Context,
  enrolmentId: string,
): Promise<'may-follow' | 'not-a-recipient'> {
  const tx = asTx<HomecareWork & TenancyTables>(anyTx)
  const registration = await getRegistration(tx, ctx, enrolmentId)
  const { company, patientId, details } = registration
  const { broughtIn } = details
  const isTold = broughtIn?.toldOn !== undefined && broughtIn.companySaid?.answer !== 'reject'
  if (broughtIn === undefined || isTold || company?.recipientId === undefined) return 'may-follow'
  const to = company.recipientId
  if (!(await maySay(tx, ctx, registrationSent, to))) return 'not-a-recipient'
  const by = answerBy(ctx.clock.now(), company)
  const told = { ...broughtIn, toldOn: ctx.clock.today(), companySaid: undefined }
  // Only this part: whoever calls may have changed another in the same transaction.
  await tx
    .updateTable('homecare.enrolment')
    .set((row) => ({
      details: sql<string>`jsonb_set(details, '{broughtIn}', ${JSON.stringify(told)}::jsonb)`,
      answer_by: by,
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .execute()
  await closeTasksOf(tx, ctx, { reason: refusedByCompany, key: enrolmentId, outcome: 'corrected' })
  const body = await bodyOf(tx, ctx, registration, by, maySeeContact(ctx, registration))
  await say(tx, ctx, registrationSent, { to, about: enrolmentId, patientId, body })
  return 'may-follow'
}
