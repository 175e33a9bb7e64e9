import { sql } from 'kysely'
import type { Platform, Visitor } from '../../../context.ts'
import { columnsOf } from '../../../database/columns-of.ts'
import { onPlatform } from '../../../database/in-tenant.ts'
import type { Tx } from '../../../database/transaction.ts'
import { newUuid } from '../../../values/uuid.ts'
import { addressIndex, browserIndex } from '../indexes.ts'
import { isLocked, LOCK_OUT, withAttempt, type Attempts, type LockOutKind } from '../lock-out.ts'
import { forgetBrowsers, isKnownBrowser } from './known-browser.ts'
import { accountDataMap, type AccountTables } from '../tables.ts'

/** What an attempt is counted against. */
export interface Counted {
  readonly kind: LockOutKind
  readonly index: Buffer
}

/** An attempt that has been counted as wrong; give it back when it was right. */
export interface Taken {
  readonly counted: readonly (Counted & { readonly after: Attempts })[]
}

/**
 * Counts an attempt before anything is compared, so that a hundred at once are a hundred, in any number of processes.
 * Refuses while any of the keys must wait; a refused attempt is not counted, so that waiting does not grow by waiting.
 */
export async function takeAttempt(platform: Platform, visitor: Visitor, about: Counted): Promise<Taken | 'locked'> {
  const now = platform.clock.now()
  return await onPlatform<AccountTables, Taken | 'locked'>(platform, async (tx) => {
    const own = await countedFor(tx, platform, visitor, about)
    const keys: Counted[] = [own, { kind: 'address', index: addressIndex(platform.keys, visitor.address) }]
    const rows = await lockedRows(tx, keys, now)
    const known = keys.map((key) => {
      const row = rows.find(({ kind, key_index }) => kind === key.kind && key_index.equals(key.index))
      return row && { attempts: row.attempts, countedAt: row.counted_at, lockedUntil: row.locked_until }
    })
    if (known.some((attempts) => isLocked(attempts, now))) return 'locked'
    const counted = keys.map((key, at) => ({ ...key, after: withAttempt(LOCK_OUT[key.kind], known[at], now) }))
    for (const key of counted) await write(tx, key, key.after)
    return { counted }
  })
}

/**
 * Where someone has signed in under a name before, wrong passwords are counted for that browser and that name alone: what
 * strangers do elsewhere does not make it wait, and what is tried in it makes it wait just as long.
 */
async function countedFor(tx: Tx<AccountTables>, { keys, clock }: Platform, visitor: Visitor, about: Counted) {
  const { browserHash } = visitor
  if (about.kind !== 'email' || !browserHash) return about
  return (await isKnownBrowser(tx, visitor, about.index, clock.now()))
    ? ({ kind: 'browser', index: browserIndex(keys, browserHash, about.index) } as const)
    : about
}

/** The rows of these keys, made where they are missing and locked in one order, so that two attempts cannot block each other. */
async function lockedRows(tx: Tx<AccountTables>, keys: readonly Counted[], now: Date) {
  const inOrder = [...keys].sort((a, b) => a.kind.localeCompare(b.kind) || a.index.compare(b.index))
  await tx
    .insertInto('core.sign_in_delay')
    .values(
      inOrder.map(({ kind, index }) => ({
        kind,
        key_index: index,
        attempts: 0,
        counted_at: now,
        locked_until: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return await tx
    .selectFrom('core.sign_in_delay')
    .select(columnsOf(accountDataMap, 'core.sign_in_delay'))
    .where((eb) =>
      eb.or(inOrder.map(({ kind, index }) => eb.and([eb('kind', '=', kind), eb('key_index', '=', index)]))),
    )
    .orderBy('kind')
    .orderBy('key_index')
    .forUpdate()
    .execute()
}

async function write(tx: Tx<AccountTables>, { kind, index }: Counted, to: Attempts): Promise<void> {
  await tx
    .updateTable('core.sign_in_delay')
    .set({ attempts: to.attempts, counted_at: to.countedAt, locked_until: to.lockedUntil })
    .where('kind', '=', kind)
    .where('key_index', '=', index)
    .execute()
}

/** The attempt was right: the account starts afresh, and the network address is given this one back, not the wrong ones of others. */
export async function giveBack(platform: Platform, { counted }: Taken): Promise<void> {
  await onPlatform<AccountTables, void>(platform, async (tx) => {
    for (const { kind, index, after } of counted) {
      await tx
        .updateTable('core.sign_in_delay')
        .set((eb) => ({
          attempts: kind === 'address' ? eb.fn<number>('greatest', [eb('attempts', '-', 1), eb.lit(0)]) : 0,
          locked_until: sql<Date | null>`case when locked_until is not distinct from ${after.lockedUntil} then null else locked_until end`,
        }))
        .where('kind', '=', kind)
        .where('key_index', '=', index)
        .execute()
    }
  })
}

/** Forgets the wrong attempts at an e-mail address or account, and the browsers known for it: its password was set anew by its owner. */
export async function forgetAttempts(tx: Tx<AccountTables>, keys: readonly Counted[]): Promise<void> {
  for (const { kind, index } of keys) {
    await tx.deleteFrom('core.sign_in_delay').where('kind', '=', kind).where('key_index', '=', index).execute()
    if (kind === 'email') await forgetBrowsers(tx, index)
  }
}

/** Writes an attempt to the platform's security log. Who and from where are keyed hashes. */
export async function logAttempt(
  platform: Platform,
  attempt: {
    readonly visitor: Visitor
    readonly emailIndex?: Buffer
    readonly outcome: string
    readonly requestId: string
  },
): Promise<void> {
  const at = platform.clock.now()
  await onPlatform<AccountTables, void>(platform, async (tx) => {
    await tx
      .insertInto('core.sign_in_attempt')
      .values({
        attempt_id: newUuid(at),
        at,
        address_index: addressIndex(platform.keys, attempt.visitor.address),
        email_index: attempt.emailIndex ?? null,
        outcome: attempt.outcome,
        request_id: attempt.requestId,
      })
      .execute()
  })
}
