import type { Platform } from '../../context.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import type { Reader } from '../../database/transaction.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { publicHalfOf, verifierKey } from '../checkpoint.ts'
import { findLog, openLogKey, type LogHead } from '../open-log.ts'
import type { LedgerTables } from '../tables.ts'
import { Edge } from '../tree.ts'
import { LogCheck, type CheckedLog } from './check-log.ts'
import { eventsOutside, eventsWaiting } from './events-outside.ts'
import type { Fault } from './fault.ts'
import { readStretches } from './read-stretches.ts'

/** What is true of the log of one organisation. It is good when there are no faults. */
export interface LogVerdict extends CheckedLog {
  /** Undefined when nothing was ever put in a log. */
  readonly verifierKey: string | undefined
  /** Events that were committed since and wait for the log. */
  readonly waiting: number
}

export interface VerifyOptions {
  /** Checkpoints that somebody kept outside. */
  readonly kept?: readonly string[]
  readonly onProgress?: (share: number) => void
}

type Doors = Pick<Platform, 'db' | 'keys'>

/** Recomputes the log of an organisation from the rows of the database: nothing that was stored about it is taken on trust. */
export async function verifyLog(
  platform: Doors,
  tenantId: string,
  { kept = [], onProgress }: VerifyOptions = {},
): Promise<LogVerdict> {
  const { log, ahead, isKeyRight } = await readHead(platform, tenantId)
  if (!log) {
    const check = new LogCheck({ origin: '', publicKey: Buffer.alloc(32) })
    if (kept.length > 0) check.faults.push({ kind: 'log-missing' })
    return { ...check.end(), verifierKey: undefined, waiting: await eventsWaiting(platform, tenantId) }
  }
  const check = new LogCheck(log, kept)
  if (!isKeyRight) check.faults.push({ kind: 'key-wrong' })
  for await (const stretch of readStretches(platform, tenantId, log.size)) {
    check.take(stretch)
    onProgress?.(((stretch.entries.at(-1)?.position ?? 0) + 1) / log.size)
  }
  for (const size of ahead) check.faults.push({ kind: 'checkpoint-ahead', detail: `checkpoint of ${size} entries` })
  const checked = check.end()
  const faults = [...checked.faults, ...headFaults(log, checked), ...(await eventsOutside(platform, tenantId, log))]
  const waiting = await eventsWaiting(platform, tenantId, log.last)
  return { ...checked, faults, verifierKey: verifierKey(log), waiting }
}

/** Read at one moment: entries are only ever added, so what is read after belongs to it. */
async function readHead({ db, keys }: Doors, tenantId: string) {
  return await readInTenant({ db, tenantId }, async (tx: Reader<LedgerTables & EncryptionTables>) => {
    const log = (await findLog(tx, tenantId)) as LogHead | undefined
    if (!log) return { log, ahead: [], isKeyRight: true }
    const ahead = await tx
      .selectFrom('core.audit_checkpoint')
      .select('size')
      .where('tenant_id', '=', tenantId)
      .where('size', '>', log.size)
      .execute()
    const key = await openLogKey(tx, { keys, tenantId }, log.sealedKey).catch(() => undefined)
    const isKeyRight = key !== undefined && publicHalfOf(key).equals(log.publicKey)
    return { log, ahead: ahead.map(({ size }) => size), isKeyRight }
  })
}

function headFaults(log: LogHead, { entries, root, lastEventId }: CheckedLog): Fault[] {
  if (entries !== log.size) return [{ kind: 'head-wrong', detail: `${log.size} entries said, ${entries} found` }]
  if (entries === 0) return []
  const isEdgeRight = hasRoot(log, root) && log.last.eventId === lastEventId
  return isEdgeRight ? [] : [{ kind: 'head-wrong' }]
}

function hasRoot({ size, edge }: LogHead, root: Buffer): boolean {
  try {
    return new Edge(size, edge).root().equals(root)
  } catch {
    return false
  }
}
