import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { currentId, isLive, type Level, type MedicineEntry } from '../medicine.ts'
import type { MedicineTables } from '../tables.ts'

export interface FoundMedicine {
  /** What was asked for, byte for byte. */
  readonly asked: string
  /** The entry of that identifier; when none is held, the one it gave way to. */
  readonly entry: MedicineEntry
  /** The live entry it stands for now; undefined when there is none, or more than one and a person must choose. */
  readonly current: MedicineEntry | undefined
}

/** A substance, product or pack by its identifier, following identifiers that changed. */
export async function findMedicine(tx: Reader<MedicineTables>, id: string): Promise<FoundMedicine | undefined> {
  const steps = await stepsFrom(tx, id)
  const entries = await listEntries(tx, [id, ...steps.map(({ to }) => to)])
  const now = currentId(id, steps, (each) => {
    const entry = entries.get(each)
    return entry !== undefined && isLive(entry)
  })
  const current = now === undefined ? undefined : entries.get(now)
  const entry = entries.get(id) ?? current
  return entry && { asked: id, entry, current }
}

/** As `findMedicine`. Throws `NotFoundError`. */
export async function getMedicine(tx: Reader<MedicineTables>, id: string): Promise<FoundMedicine> {
  const found = await findMedicine(tx, id)
  if (!found) throw new NotFoundError('Medicine')
  return found
}

/** Identifiers that gave way to this one, newest first; directly or through others. */
export async function listPreviousIds(
  tx: Reader<MedicineTables>,
  id: string,
): Promise<readonly { readonly id: string; readonly changedOn: CivilDate | undefined }[]> {
  const { rows } = await sql<{ id: string; changed_on: string | null }>`
    with recursive earlier as (
      select previous_id, changed_on from core.dmd_previous_id where current_id = ${id}
      union
      select p.previous_id, p.changed_on from core.dmd_previous_id p join earlier e on p.current_id = e.previous_id
    ) select previous_id as id, changed_on from earlier where previous_id <> ${id}
      order by changed_on desc nulls last, previous_id`.execute(tx)
  return rows.map((row) => ({ id: row.id, changedOn: row.changed_on ?? undefined }))
}

async function stepsFrom(tx: Reader<MedicineTables>, id: string): Promise<{ from: string; to: string }[]> {
  const { rows } = await sql<{ from: string; to: string }>`
    with recursive onward as (
      select previous_id, current_id from core.dmd_previous_id where previous_id = ${id}
      union
      select p.previous_id, p.current_id from core.dmd_previous_id p join onward o on p.previous_id = o.current_id
    ) select previous_id as "from", current_id as "to" from onward`.execute(tx)
  return rows
}

interface EntryRow {
  id: string
  level: Level
  name: string
  vtm_id: string | null
  vmp_id: string | null
  amp_id: string | null
  vmpp_id: string | null
  is_invalid: boolean
  is_discontinued: boolean
  gone_since: string | null
  is_sample: boolean
}

/** Entries of any level by identifier; those that are not held are left out. */
export async function listEntries(
  tx: Reader<MedicineTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MedicineEntry>> {
  const { rows } = await sql<EntryRow>`
    select vtm_id as id, 'vtm' as level, name, vtm_id, null as vmp_id, null as amp_id, null as vmpp_id,
           is_invalid, false as is_discontinued, gone_since, is_sample
      from core.dmd_vtm where vtm_id = any(${ids})
    union all
    select vmp_id, 'vmp', name, vtm_id, vmp_id, null, null, is_invalid, false, gone_since, is_sample
      from core.dmd_vmp where vmp_id = any(${ids})
    union all
    select a.amp_id, 'amp', a.description, p.vtm_id, a.vmp_id, a.amp_id, null, a.is_invalid,
           exists (select from core.dmd_ampp k where k.amp_id = a.amp_id
                   having count(*) > 0 and bool_and(k.is_discontinued or k.is_invalid)), a.gone_since, a.is_sample
      from core.dmd_amp a join core.dmd_vmp p on p.vmp_id = a.vmp_id where a.amp_id = any(${ids})
    union all
    select k.vmpp_id, 'vmpp', k.name, p.vtm_id, k.vmp_id, null, k.vmpp_id, k.is_invalid, false, k.gone_since, k.is_sample
      from core.dmd_vmpp k join core.dmd_vmp p on p.vmp_id = k.vmp_id where k.vmpp_id = any(${ids})
    union all
    select k.ampp_id, 'ampp', k.name, p.vtm_id, a.vmp_id, k.amp_id, k.vmpp_id, k.is_invalid, k.is_discontinued,
           k.gone_since, k.is_sample
      from core.dmd_ampp k join core.dmd_amp a on a.amp_id = k.amp_id join core.dmd_vmp p on p.vmp_id = a.vmp_id
     where k.ampp_id = any(${ids})`.execute(tx)
  return new Map(rows.map((row) => [row.id, entryOf(row)]))
}

const entryOf = (row: EntryRow): MedicineEntry => ({
  id: row.id,
  level: row.level,
  name: row.name,
  substanceId: row.vtm_id ?? undefined,
  genericId: row.vmp_id ?? undefined,
  brandId: row.amp_id ?? undefined,
  packSizeId: row.vmpp_id ?? undefined,
  isInvalid: row.is_invalid,
  isDiscontinued: row.is_discontinued,
  goneSince: row.gone_since ?? undefined,
  isSample: row.is_sample,
})
