import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Reader, Tx } from '../database/transaction.ts'
import { openFor, sealFor } from '../encryption/subject-keys.ts'
import type { EncryptionTables } from '../encryption/tables.ts'
import { DRAFT_HOURS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import type { RawForm } from './form/raw-form.ts'

type DraftTables = SessionTables & EncryptionTables
type Keeper = Pick<Context, 'db' | 'tenantId' | 'keys' | 'clock'>

/** What someone had typed into a page's form, and the version of the record they were looking at. */
export interface Draft {
  readonly raw: RawForm
  readonly version?: number | undefined
}

/** Most drafts of one account: the oldest makes room. */
const MOST_DRAFTS = 30
const LOCATION = { table: 'core.form_draft', column: 'sealed' } as const

/** A page's address can hold what was searched for, so only a keyed hash of it is stored. */
const pageIndex = (ctx: Pick<Context, 'keys' | 'tenantId'>, accountId: string, path: string): Buffer =>
  ctx.keys.blindIndex('form-draft', `${ctx.tenantId}|${accountId}|${path}`)

const rowId = (accountId: string, index: Buffer): string => `${accountId} ${index.toString('hex')}`

/** Keeps what someone typed. Sealed for that account; a newer draft of the page replaces it. */
export async function keepDraft(ctx: Keeper, accountId: string, path: string, draft: Draft): Promise<void> {
  const index = pageIndex(ctx, accountId, path)
  await inTenant<DraftTables, void>(ctx, async (tx) => {
    const place = { ...LOCATION, rowId: rowId(accountId, index) }
    const sealed = await sealFor(tx, ctx, { subjectId: accountId, class: 'draft' }, place, JSON.stringify(draft))
    const saved = { sealed, saved_at: ctx.clock.now() }
    await tx
      .insertInto('core.form_draft')
      .values({ tenant_id: ctx.tenantId, account_id: accountId, page_index: index, ...saved })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'account_id', 'page_index']).doUpdateSet(saved))
      .execute()
    await dropOldest(tx, ctx.tenantId, accountId)
  })
}

async function dropOldest(tx: Tx<DraftTables>, tenantId: string, accountId: string): Promise<void> {
  const kept = tx
    .selectFrom('core.form_draft')
    .select('page_index')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .orderBy('saved_at', 'desc')
    .limit(MOST_DRAFTS)
  await tx
    .deleteFrom('core.form_draft')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .where('page_index', 'not in', kept)
    .execute()
}

/** What this account typed on this page and has not sent. It stays until it is sent, forgotten or too old. */
export async function findDraft(
  tx: Reader<DraftTables>,
  ctx: Pick<Context, 'tenantId' | 'keys' | 'clock'>,
  accountId: string,
  path: string,
): Promise<Draft | undefined> {
  const index = pageIndex(ctx, accountId, path)
  const row = await tx
    .selectFrom('core.form_draft')
    .select('sealed')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('page_index', '=', index)
    .where('saved_at', '>', new Date(ctx.clock.now().getTime() - DRAFT_HOURS * 3_600_000))
    .executeTakeFirst()
  if (!row) return undefined
  const place = { ...LOCATION, rowId: rowId(accountId, index) }
  const text = await openFor(tx as Tx<DraftTables>, ctx, { subjectId: accountId, class: 'draft' }, place, row.sealed)
  return text === undefined ? undefined : (JSON.parse(text) as Draft)
}

/** Forgets a draft whose form has been sent, or that its author does not want. */
export async function dropDraft(tx: Tx<DraftTables>, ctx: Keeper, accountId: string, path: string): Promise<void> {
  await tx
    .deleteFrom('core.form_draft')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('page_index', '=', pageIndex(ctx, accountId, path))
    .execute()
}
