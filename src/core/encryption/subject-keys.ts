import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { SEALED_CLASSES } from '../database/data-map.ts'
import type { Reader, Tx } from '../database/transaction.ts'
import { randomBytes } from '../values/random-bytes.ts'
import { forget, remember, remembered } from './key-memory.ts'
import { open, seal } from './seal.ts'
import type { EncryptionTables } from './tables.ts'

export type SealedClass = (typeof SEALED_CLASSES)[number] | 'credential'

/** What a value is about: a patient, a member of staff, or the organisation itself (its tenant id). */
export interface Subject {
  readonly subjectId: string
  readonly class: SealedClass
}

/** Where in the tenant the sealed bytes will be stored. */
export interface Column {
  readonly table: string
  readonly column: string
  readonly rowId: string
}

type Keys = Pick<Context, 'keys' | 'tenantId'>

/** Seals a value under its subject's key, making the key on first use. */
export async function sealFor(
  tx: Tx<EncryptionTables>,
  ctx: Keys,
  subject: Subject,
  column: Column,
  plaintext: string | Buffer,
): Promise<Buffer> {
  const keys = await subjectKeys(tx, ctx, [subject.subjectId], subject.class)
  return seal(keys.get(subject.subjectId)!, { tenantId: ctx.tenantId, ...column }, plaintext)
}

/** Opens a sealed value; `undefined` when the subject's key has been destroyed. Throws when the bytes were tampered with. */
export async function openFor(
  tx: Reader<EncryptionTables>,
  ctx: Keys,
  subject: Subject,
  column: Column,
  sealed: Buffer,
): Promise<string | undefined> {
  const place = { tenantId: ctx.tenantId, ...column }
  const name = wrappingContext(ctx, subject)
  const known = remembered(ctx.keys, name)
  if (known) {
    try {
      return open(known, place, sealed).toString('utf8')
    } catch {
      // Destroyed meanwhile by another process, and made anew: what that sealed opens with the new key alone.
      forget(ctx.keys, name)
    }
  }
  const key = (await readSubjectKeys(tx, ctx, [subject.subjectId], subject.class, 'seen')).get(subject.subjectId)
  return key && open(key, place, sealed).toString('utf8')
}

/** Destroys a subject's keys: whatever they sealed can never be opened again, in backups without the key table included. */
export async function shredSubjectKeys(tx: Tx<EncryptionTables>, ctx: Keys, subjectId: string): Promise<void> {
  await tx
    .deleteFrom('core.subject_key')
    .where('tenant_id', '=', ctx.tenantId)
    .where('subject_id', '=', subjectId)
    .execute()
  forget(ctx.keys, `subject-key|${ctx.tenantId}|${subjectId}|`)
}

/**
 * The keys of many subjects to seal with, in at most three round trips; those that have none get one. They cannot be
 * destroyed before the transaction ends: what is sealed with a key that is gone already could never be read. Subjects that
 * came into being in this transaction are not looked for first.
 */
export async function subjectKeys(
  tx: Tx<EncryptionTables>,
  ctx: Keys,
  subjectIds: readonly string[],
  sealedClass: SealedClass,
  areNew = false,
): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(subjectIds)]
  const found = areNew ? new Map<string, Buffer>() : await readSubjectKeys(tx, ctx, wanted, sealedClass, 'held')
  const missing = wanted.filter((id) => !found.has(id))
  if (missing.length === 0) return found
  const made = await makeSubjectKeys(tx, ctx, missing, sealedClass)
  // Two writers may race; both must end with the key that was stored.
  const raced = missing.filter((subjectId) => !made.has(subjectId))
  const others =
    raced.length === 0 ? new Map<string, Buffer>() : await readSubjectKeys(tx, ctx, raced, sealedClass, 'held')
  if (others.size !== raced.length) throw new Error('A subject key was destroyed while it was being made')
  return new Map([...found, ...made, ...others])
}

/** Makes keys for those that have none; the others are left out of the answer. */
async function makeSubjectKeys(
  tx: Tx<EncryptionTables>,
  ctx: Keys,
  subjectIds: readonly string[],
  sealedClass: SealedClass,
): Promise<ReadonlyMap<string, Buffer>> {
  const fresh = subjectIds.map((subjectId) => {
    const key = randomBytes(32)
    return { subjectId, key, wrapped: ctx.keys.wrap(key, wrappingContext(ctx, { subjectId, class: sealedClass })) }
  })
  // One parameter a column, so that the server keeps one plan for any number of rows.
  const { rows } = await sql<{ subject_id: string }>`
    insert into core.subject_key (tenant_id, subject_id, class, wrapped)
    select ${ctx.tenantId}::uuid, subject_id, ${sealedClass}, wrapped
    from unnest(${fresh.map(({ subjectId }) => subjectId)}::uuid[], ${fresh.map(({ wrapped }) => wrapped)}::bytea[])
      as given (subject_id, wrapped)
    on conflict do nothing
    returning subject_id`.execute(tx)
  const stored = new Set(rows.map((row) => row.subject_id))
  return new Map(fresh.flatMap(({ subjectId, key }) => (stored.has(subjectId) ? [[subjectId, key]] : [])))
}

/** Reads keys from the database; `held` ones cannot be destroyed while the transaction lasts. */
async function readSubjectKeys(
  tx: Reader<EncryptionTables>,
  ctx: Keys,
  subjectIds: readonly string[],
  sealedClass: SealedClass,
  how: 'held' | 'seen',
): Promise<Map<string, Buffer>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('core.subject_key')
    .select(['subject_id', 'wrapped', isCommitted.as('is_committed')])
    .where('tenant_id', '=', ctx.tenantId)
    .where('subject_id', '=', sql<string>`any(${sql.val([...subjectIds])}::uuid[])`)
    .where('class', '=', sealedClass)
    .$if(how === 'held', (query) => query.forKeyShare())
    .execute()
  const found = new Map<string, Buffer>()
  for (const { subject_id: subjectId, wrapped, is_committed } of rows) {
    const name = wrappingContext(ctx, { subjectId, class: sealedClass })
    const key = ctx.keys.unwrap(wrapped, name)
    found.set(subjectId, key)
    if (is_committed) remember(ctx.keys, name, key)
  }
  return found
}

/** False for a key that this very transaction made: it could still be rolled back. */
const isCommitted = sql<boolean>`(xmin <> coalesce(pg_current_xact_id_if_assigned()::xid, '0'::xid))`

const wrappingContext = (ctx: Pick<Keys, 'tenantId'>, subject: Subject) =>
  `subject-key|${ctx.tenantId}|${subject.subjectId}|${subject.class}`
