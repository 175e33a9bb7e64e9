import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Tx } from '../database/transaction.ts'
import { openFor, sealFor } from '../encryption/subject-keys.ts'
import type { EncryptionTables } from '../encryption/tables.ts'
import { DRAFT_HOURS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import type { RawForm } from './form/raw-form.ts'

type DraftTables = SessionTables & EncryptionTables
type Keeper = Pick<Context, 'db' | 'tenantId' | 'keys'>
const LOCATION = { table: 'core.form_draft', column: 'sealed' } as const

/** Keeps what someone typed when their session had ended. Sealed for that account; a newer draft of the page replaces it. */
export async function keepDraft(ctx: Keeper, accountId: string, path: string, raw: RawForm): Promise<void> {
  await inTenant<DraftTables, void>(ctx, async (tx) => {
    const sealed = await sealFor(
      tx,
      ctx,
      { subjectId: accountId, class: 'draft' },
      { ...LOCATION, rowId: `${accountId} ${path}` },
      JSON.stringify(raw),
    )
    await tx
      .insertInto('core.form_draft')
      .values({ tenant_id: ctx.tenantId, account_id: accountId, path, sealed })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'account_id', 'path']).doUpdateSet({ sealed, saved_at: new Date() }),
      )
      .execute()
  })
}

/** Gives back what this account typed on this page, once. */
export async function takeDraft(
  tx: Tx<DraftTables>,
  ctx: Pick<Context, 'tenantId' | 'keys' | 'clock'>,
  accountId: string,
  path: string,
): Promise<RawForm | undefined> {
  const row = await tx
    .deleteFrom('core.form_draft')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('path', '=', path)
    .returning(['sealed', 'saved_at'])
    .executeTakeFirst()
  if (!row || ctx.clock.now().getTime() - row.saved_at.getTime() > DRAFT_HOURS * 3_600_000) return undefined
  const text = await openFor(
    tx,
    ctx,
    { subjectId: accountId, class: 'draft' },
    { ...LOCATION, rowId: `${accountId} ${path}` },
    row.sealed,
  )
  return text === undefined ? undefined : (JSON.parse(text) as RawForm)
}

/** Forgets a draft whose form has been sent. */
export async function dropDraft(ctx: Keeper, accountId: string, path: string): Promise<void> {
  await inTenant<DraftTables, void>(ctx, async (tx) => {
    await tx
      .deleteFrom('core.form_draft')
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', '=', accountId)
      .where('path', '=', path)
      .execute()
  })
}
