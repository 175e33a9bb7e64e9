import type { Reader } from '../database/transaction.ts'
import { verifierKey } from './checkpoint.ts'
import type { LedgerTables } from './tables.ts'

/** The newest checkpoint of an organisation's log. */
export interface NewestCheckpoint {
  readonly size: number
  readonly root: Buffer
  readonly signedAt: Date
  /** The signed text, as it is kept elsewhere. */
  readonly note: string
  /** The key of the log in one line. */
  readonly verifierKey: string
}

/** Undefined until the first events are in the log. */
export async function findNewestCheckpoint(
  db: Reader<LedgerTables>,
  tenantId: string,
): Promise<NewestCheckpoint | undefined> {
  const row = await db
    .selectFrom('core.audit_checkpoint as c')
    .innerJoin('core.audit_log as l', 'l.tenant_id', 'c.tenant_id')
    .select(['c.size', 'c.root', 'c.signed_at as signedAt', 'c.note', 'l.origin', 'l.public_key as publicKey'])
    .where('c.tenant_id', '=', tenantId)
    .orderBy('c.size', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const { origin, publicKey, ...checkpoint } = row
  return { ...checkpoint, verifierKey: verifierKey({ origin, publicKey }) }
}
