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
 * The keys of many subjects to seal with; those that have none get one. In one round trip, unless two writers race. They
 * cannot be destroyed before the transaction ends: what is sealed with a key that is gone already could never be read.
 */
export async function subjectKeys(
  tx: Tx<EncryptionTables>,
  ctx: Keys,
  subjectIds: readonly string[],
  sealedClass: SealedClass,
): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(subjectIds)]
  if (wanted.length === 0) return new Map()
  const fresh = new Map(wanted.map((subjectId) => [subjectId, randomBytes(32)]))
  const wrapped = wanted.map((subjectId) =>
    ctx.keys.wrap(fresh.get(subjectId)!, wrappingContext(ctx, { subjectId, class: sealedClass })),
  )
  const { rows } = await sql<KeyRow>`
    with held as (${readKeys(ctx, wanted, sealedClass)} for key share), made as (
      insert into core.subject_key (tenant_id, subject_id, class, wrapped)
      select ${ctx.tenantId}::uuid, subject_id, ${sealedClass}, wrapped
      from unnest(${wanted}::uuid[], ${wrapped}::bytea[]) as given (subject_id, wrapped)
      where subject_id not in (select subject_id from held)
      on conflict do nothing
      returning subject_id
    )
    select * from held union all select subject_id, null, false from made`.execute(tx)
  const keys = new Map(
    rows.map((row) => [row.subject_id, row.wrapped ? opened(ctx, sealedClass, row) : fresh.get(row.subject_id)!]),
  )
  // Two writers may race; both must end with the key that was stored.
  const raced = wanted.filter((subjectId) => !keys.has(subjectId))
  const others = await readSubjectKeys(tx, ctx, raced, sealedClass, 'held')
  if (others.size !== raced.length) throw new Error('A subject key was destroyed while it was being made')
  return new Map([...keys, ...others])
}

/** The keys that there are, for opening what they sealed: whoever has none has nothing that can be opened. */
export const existingKeys = (
  tx: Reader<EncryptionTables>,
  ctx: Keys,
  subjectIds: readonly string[],
  sealedClass: SealedClass,
): Promise<ReadonlyMap<string, Buffer>> => readSubjectKeys(tx, ctx, [...new Set(subjectIds)], sealedClass, 'seen')

interface KeyRow {
  readonly subject_id: string
  /** Null for a key that was made just now. */
  readonly wrapped: Buffer | null
  readonly is_committed: boolean
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
  const read = readKeys(ctx, subjectIds, sealedClass)
  const { rows } = await (how === 'held' ? sql<KeyRow>`${read} for key share` : sql<KeyRow>`${read}`).execute(tx)
  return new Map(rows.map((row) => [row.subject_id, opened(ctx, sealedClass, row)]))
}

const readKeys = (ctx: Keys, subjectIds: readonly string[], sealedClass: SealedClass) => sql`
  select subject_id, wrapped, ${isCommitted} as is_committed from core.subject_key
  where tenant_id = ${ctx.tenantId} and subject_id = any(${[...subjectIds]}::uuid[]) and class = ${sealedClass}`

/** Opens a key and, when nothing can take it back, remembers it. */
function opened(ctx: Keys, sealedClass: SealedClass, { subject_id: subjectId, wrapped, is_committed }: KeyRow): Buffer {
  const name = wrappingContext(ctx, { subjectId, class: sealedClass })
  const key = ctx.keys.unwrap(wrapped!, name)
  if (is_committed) remember(ctx.keys, name, key)
  return key
}

/** False for a key that this very transaction made: it could still be rolled back. */
const isCommitted = sql<boolean>`(xmin <> coalesce(pg_current_xact_id_if_assigned()::xid, '0'::xid))`

const wrappingContext = (ctx: Pick<Keys, 'tenantId'>, subject: Subject) =>
  `subject-key|${ctx.tenantId}|${subject.subjectId}|${subject.class}`
