import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { recordAll, type AuditedBy, type AuditEntry, type AuditWriter } from './record.ts'
import type { AuditTables } from './tables.ts'
import type { EncryptionTables } from '../encryption/tables.ts'

type By = AuditedBy & Pick<Context, 'db'>

interface Waiting {
  readonly by: By
  readonly entry: AuditEntry
  readonly done: () => void
  readonly failed: (reason: unknown) => void
}

/** Most events of one commit, so that none waits for a transaction that grows without end. */
const MOST_TOGETHER = 200

const lines = new WeakMap<object, Map<string, Waiting[]>>()

/**
 * Writes access events durably, after the read they are about. Those of one organisation that arrive while a commit is under
 * way share the next one. An answer is sent only when this has resolved.
 */
export async function recordTogether(by: By, entries: readonly AuditEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => new Promise<void>((done, failed) => enter({ by, entry, done, failed }))))
}

function enter(one: Waiting): void {
  const { db, tenantId } = one.by
  const ofDatabase = lines.get(db) ?? new Map<string, Waiting[]>()
  lines.set(db, ofDatabase)
  const line = ofDatabase.get(tenantId)
  if (line) return void line.push(one)
  const begun = [one]
  ofDatabase.set(tenantId, begun)
  void drain(begun, () => ofDatabase.delete(tenantId))
}

async function drain(line: Waiting[], close: () => void): Promise<void> {
  // What is asked in the same moment goes together.
  await Promise.resolve()
  while (line.length > 0) await write(line.splice(0, MOST_TOGETHER))
  close()
}

/** One event that cannot be written must not keep the others from their commit. */
async function write(together: readonly Waiting[]): Promise<void> {
  const [first] = together
  if (!first) return
  try {
    await inTenant<AuditTables & EncryptionTables, void>({ db: first.by.db, tenantId: first.by.tenantId }, (tx) =>
      recordAll(tx as AuditWriter, first.by, together),
    )
    for (const { done } of together) done()
  } catch (reason) {
    if (together.length === 1) return first.failed(reason)
    for (const one of together) await write([one])
  }
}
