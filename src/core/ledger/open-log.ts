import type { KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Reader, Tx } from '../database/transaction.ts'
import { openFor, sealFor } from '../encryption/subject-keys.ts'
import type { EncryptionTables } from '../encryption/tables.ts'
import { newLogKey, privateKeyOf, type LogKey } from './checkpoint.ts'
import type { LedgerTables } from './tables.ts'
import { splitHashes } from './tree.ts'

/** How far a log is. */
export interface LogHead extends LogKey {
  readonly size: number
  /** Complete subtrees, largest first. */
  readonly edge: readonly Buffer[]
  /** The newest event in it: those committed later come after. */
  readonly last: { readonly xid: string; readonly eventId: string }
  readonly sealedKey: Buffer
}

type Owner = Pick<Context, 'keys' | 'tenantId'>
export type LogWriter = Tx<LedgerTables & EncryptionTables>

/** The log of the organisation, undefined when nothing was ever put in it. With `held`, nobody else appends meanwhile. */
export async function findLog(
  tx: Reader<LedgerTables>,
  tenantId: string,
  how: 'seen' | 'held' = 'seen',
): Promise<LogHead | 'nothing to do' | undefined> {
  const find = sql<Row>`
    select origin, public_key as "publicKey", sealed_key as "sealedKey", size, edge, last_xid::text as xid, last_event as "eventId"
    from core.audit_log where tenant_id = ${tenantId}`
  const { rows } = await (how === 'held' ? sql<Row>`${find} for update skip locked` : find).execute(tx)
  const [row] = rows
  if (!row) {
    if (how === 'seen') return undefined
    return (await findLog(tx, tenantId)) === undefined ? undefined : 'nothing to do'
  }
  const { xid, eventId, edge, ...rest } = row
  return { ...rest, edge: splitHashes(edge), last: { xid, eventId } }
}

interface Row extends Omit<LogHead, 'edge' | 'last'> {
  readonly edge: Buffer
  readonly xid: string
  readonly eventId: string
}

/** Begins the log of the organisation, with a key of its own. Two that begin at once begin one. */
export async function beginLog(tx: LogWriter, owner: Owner, at: Date): Promise<void> {
  const { publicKey, privateKey } = newLogKey()
  const { subject, column } = keyPlace(owner.tenantId)
  await tx
    .insertInto('core.audit_log')
    .values({
      tenant_id: owner.tenantId,
      origin: `troth/audit/${owner.tenantId}`,
      public_key: publicKey,
      sealed_key: await sealFor(tx, owner, subject, column, privateKey.toString('base64')),
      created_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The key that signs; `undefined` when it was destroyed. Throws when what is stored is not what was sealed. */
export async function openLogKey(
  tx: Reader<EncryptionTables>,
  owner: Owner,
  sealedKey: Buffer,
): Promise<KeyObject | undefined> {
  const { subject, column } = keyPlace(owner.tenantId)
  const text = await openFor(tx, owner, subject, column, sealedKey)
  return text === undefined ? undefined : privateKeyOf(Buffer.from(text, 'base64'))
}

/** Where the signing key is sealed: under the organisation itself. */
const keyPlace = (tenantId: string) => ({
  subject: { subjectId: tenantId, class: 'credential' as const },
  column: { table: 'core.audit_log', column: 'sealed_key', rowId: tenantId },
})
