import { sql } from 'kysely'
import type { Reader } from '../database/transaction.ts'
import { TILE_HEIGHT } from './append.ts'
import type { Range } from './proof.ts'
import type { LedgerTables } from './tables.ts'
import { nodeHash } from './tree.ts'

/** A full subtree: the `index`th of 2^height leaves. */
interface Place {
  readonly height: number
  readonly index: number
}

/** The hash of each part of an organisation's tree, from at most 128 stored hashes for each of its full subtrees. */
export async function hashesOf(
  tx: Reader<LedgerTables>,
  tenantId: string,
  ranges: readonly Range[],
): Promise<Buffer[]> {
  const places = ranges.map(fullSubtrees)
  const stored = await readStored(tx, tenantId, places.flat())
  return places.map((parts) =>
    parts.map((place) => fold(stored(place))).reduceRight((right, left) => nodeHash(left, right)),
  )
}

/** A range of RFC 6962 begins at the start of a subtree, so it is full subtrees that become smaller. */
function fullSubtrees({ from, to }: Range): Place[] {
  const places: Place[] = []
  for (let at = from; at < to;) {
    let height = 0
    while (at % 2 ** (height + 1) === 0 && at + 2 ** (height + 1) <= to) height += 1
    places.push({ height, index: at / 2 ** height })
    at += 2 ** height
  }
  return places
}

/** The root over a power of two of hashes. */
function fold(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 1) return hashes[0]!
  return fold(
    Array.from({ length: hashes.length / 2 }, (_none, pair) => nodeHash(hashes[pair * 2]!, hashes[pair * 2 + 1]!)),
  )
}

async function readStored(
  tx: Reader<LedgerTables>,
  tenantId: string,
  places: readonly Place[],
): Promise<(place: Place) => readonly Buffer[]> {
  const wanted = places.map(({ height, index }) => {
    const level = Math.floor(height / TILE_HEIGHT)
    const width = 2 ** (height % TILE_HEIGHT)
    return { level, from: index * width, width }
  })
  const part = (isLeaf: boolean) => wanted.filter(({ level }) => (level === 0) === isLeaf)
  const of = (parts: typeof wanted, key: 'level' | 'from' | 'width') => parts.map((each) => each[key])
  const [leaves, above] = [part(true), part(false)]
  const { rows } = await sql<{ level: number; position: number; hash: Buffer }>`
    select 0 as level, l.position, l.hash
    from unnest(${of(leaves, 'from')}::bigint[], ${of(leaves, 'width')}::bigint[]) as part (start, width)
    join core.audit_leaf l on l.tenant_id = ${tenantId} and l.position >= part.start and l.position < part.start + part.width
    union all
    select s.level, s.position, s.hash
    from unnest(${of(above, 'level')}::integer[], ${of(above, 'from')}::bigint[], ${of(above, 'width')}::bigint[]) as part (level, start, width)
    join core.audit_subtree s on s.tenant_id = ${tenantId} and s.level = part.level
      and s.position >= part.start and s.position < part.start + part.width`.execute(tx)
  const known = new Map(rows.map(({ level, position, hash }) => [`${level}/${position}`, hash]))
  const wantedOf = new Map(places.map((place, at) => [place, wanted[at]!]))
  return (place) => {
    const { level, from, width } = wantedOf.get(place)!
    return Array.from({ length: width }, (_none, at) => {
      const hash = known.get(`${level}/${from + at}`)
      if (!hash) throw new Error('A hash of the audit log is not stored')
      return hash
    })
  }
}
