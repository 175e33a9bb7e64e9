import type { Context, Visitor } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { hashToken, newToken } from '../../sessions/token.ts'
import type { AccountTables } from '../tables.ts'
import { visitorOf } from './visitor-of.ts'

/** Days that a browser is known after someone last signed in with it. */
export const KNOWN_BROWSER_DAYS = 180

/** Whether someone has signed in under a name in the visitor's browser before. */
export async function isKnownBrowser(
  tx: Tx<AccountTables>,
  visitor: Visitor,
  nameIndex: Buffer,
  now: Date,
): Promise<boolean> {
  if (!visitor.browserHash) return false
  const row = await tx
    .selectFrom('core.known_browser')
    .select('token_hash')
    .where('token_hash', '=', visitor.browserHash)
    .where('name_index', '=', nameIndex)
    .where('used_at', '>', forgottenBefore(now))
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Remembers the browser of someone who has just proved who they are, beside the others who use it, and returns the token for
 * its cookie: a new one each time, so that one that was copied is of no use after the next sign-in.
 */
export async function rememberBrowser(
  tx: Tx<AccountTables>,
  ctx: Context,
  nameIndexes: readonly Buffer[],
): Promise<string> {
  const token = newToken()
  const now = ctx.clock.now()
  const { browserHash } = visitorOf(ctx)
  if (browserHash) {
    await tx
      .updateTable('core.known_browser')
      .set({ token_hash: hashToken(token) })
      .where('token_hash', '=', browserHash)
      .execute()
  }
  if (nameIndexes.length === 0) return token
  await tx
    .insertInto('core.known_browser')
    .values(nameIndexes.map((nameIndex) => ({ token_hash: hashToken(token), name_index: nameIndex, used_at: now })))
    .onConflict((conflict) => conflict.columns(['token_hash', 'name_index']).doUpdateSet({ used_at: now }))
    .execute()
  return token
}

/** No browser is known for a name any more: its password was set anew. */
export async function forgetBrowsers(tx: Tx<AccountTables>, nameIndex: Buffer): Promise<void> {
  await tx.deleteFrom('core.known_browser').where('name_index', '=', nameIndex).execute()
}

export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - KNOWN_BROWSER_DAYS * 86_400_000)
