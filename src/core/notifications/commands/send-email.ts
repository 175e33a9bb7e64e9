import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import type { Tx } from '../../database/transaction.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { newUuid } from '../../values/uuid.ts'
import type { EmailTemplate } from '../email-template.ts'
import { SEND_EMAIL } from '../job-names.ts'
import type { NotificationTables } from '../tables.ts'

export interface NewEmail<Data> {
  /** A member of staff, or an address that was given for one purpose; `subjectId` is whose key seals it. */
  readonly to: { readonly accountId: string } | { readonly address: string; readonly subjectId: string }
  readonly template: EmailTemplate<Data>
  readonly data: Data
  readonly notBefore?: Date | undefined
  /** While an e-mail with this key waits, another one is not added. */
  readonly waitingKey?: string | undefined
}

/** What is sealed in a row until the e-mail is settled. */
export interface SealedEmail {
  /** Left out for a member of staff: their address is read when it is sent. */
  readonly to?: string
  readonly subject: string
  readonly text: string
}

/** Puts an e-mail in the outbox, in the caller's transaction: it goes if and only if the change happens. Returns its id. */
export async function sendEmail<Data>(anyTx: AnyTx, ctx: Context, asked: NewEmail<Data>): Promise<string> {
  const { to, template, data, notBefore, waitingKey } = asked
  const tx = asTx<NotificationTables & EncryptionTables>(anyTx)
  const now = ctx.clock.now()
  const emailId = newUuid(now)
  const subjectId = 'accountId' in to ? to.accountId : to.subjectId
  const email: SealedEmail = {
    ...('address' in to ? { to: to.address } : {}),
    subject: template.subject,
    text: template.text(data),
  }
  const added = await tx
    .insertInto('core.outgoing_email')
    .values({
      tenant_id: ctx.tenantId,
      email_id: emailId,
      account_id: 'accountId' in to ? to.accountId : null,
      subject_id: subjectId,
      template: template.name,
      sealed: await sealFor(tx, ctx, { subjectId, class: 'message-body' }, emailPlace(emailId), JSON.stringify(email)),
      state: 'queued',
      queued_at: now,
      not_before: notBefore ?? null,
      attempted_at: null,
      settled_at: null,
      problem: null,
      waiting_key: waitingKey ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const isNew = added.numInsertedOrUpdatedRows === 1n
  const waits = isNew
    ? { emailId, notBefore: notBefore ?? null }
    : await findWaiting(tx, ctx.tenantId, waitingKey ?? '')
  // It left between the two statements: then this one waits.
  if (!waits) return await sendEmail(tx, ctx, asked)
  await ctx.jobs.send(
    tx as never,
    ctx.tenantId,
    SEND_EMAIL,
    { emailId: waits.emailId },
    {
      ...(waits.notBefore && waits.notBefore > now ? { startAfter: waits.notBefore } : {}),
      // Sent again for one that waits, in case its job is gone: as long as it is there, this adds none.
      ...(waitingKey === undefined ? {} : { singletonKey: waits.emailId }),
    },
  )
  return waits.emailId
}

/** Where the sealed text of an e-mail lives. */
export const emailPlace = (emailId: string) => ({ table: 'core.outgoing_email', column: 'sealed', rowId: emailId })

async function findWaiting(
  tx: Tx<NotificationTables>,
  tenantId: string,
  waitingKey: string,
): Promise<{ readonly emailId: string; readonly notBefore: Date | null } | undefined> {
  return await tx
    .selectFrom('core.outgoing_email')
    .select(['email_id as emailId', 'not_before as notBefore'])
    .where('tenant_id', '=', tenantId)
    .where('waiting_key', '=', waitingKey)
    .where('state', '=', 'queued')
    .executeTakeFirst()
}
