import type { ClientBase } from 'pg'
import { medicineKeys } from '../search-words.ts'
import { CopyBuffer } from './stage.ts'

/** A substance, generic product or brand with every word it is found by: a brand also by its generic product and substance. */
const WANTED = `
  select v.vtm_id as entry_id, 'vtm' as level, v.name, concat_ws(' ', v.name, v.short_name) as words,
         not v.is_invalid and v.gone_since is null as is_current
    from core.dmd_vtm v
  union all
  select p.vmp_id, 'vmp', p.name, concat_ws(' ', p.name, p.short_name, p.previous_name, v.name),
         not p.is_invalid and p.gone_since is null
    from core.dmd_vmp p left join core.dmd_vtm v on v.vtm_id = p.vtm_id
  union all
  select a.amp_id, 'amp', a.description, concat_ws(' ', a.description, a.short_name, a.previous_name, p.name, v.name),
         not a.is_invalid and a.gone_since is null and not exists (
           select from core.dmd_ampp k where k.amp_id = a.amp_id having count(*) > 0 and bool_and(k.is_discontinued or k.is_invalid))
    from core.dmd_amp a join core.dmd_vmp p on p.vmp_id = a.vmp_id left join core.dmd_vtm v on v.vtm_id = p.vtm_id`

const PAGE = 20_000

/** Makes the words that people search by follow what has just changed, and touches nothing else. */
export async function refreshSearch(client: ClientBase): Promise<void> {
  await client.query(
    `create temp table search_change on commit drop as
       select w.*, h.words is distinct from w.words as has_new_words
         from (${WANTED}) w left join core.dmd_search_entry h on h.entry_id = w.entry_id
        where (w.level, w.name, w.words, w.is_current) is distinct from (h.level, h.name, h.words, h.is_current);
     create index on search_change (entry_id);
     insert into core.dmd_search_entry as h (entry_id, level, name, words, is_current)
       select entry_id, level, name, words, is_current from search_change
       on conflict (entry_id) do update
         set level = excluded.level, name = excluded.name, words = excluded.words, is_current = excluded.is_current`,
  )
  for (let last = ''; ;) {
    const { rows } = await client.query<{ entry_id: string; words: string }>(
      `select entry_id, words from search_change where has_new_words and entry_id > $1 order by entry_id limit ${PAGE}`,
      [last],
    )
    if (rows.length === 0) break
    const keys = new CopyBuffer(client, 'stage_key', ['key', 'entry_id'])
    for (const { entry_id: entryId, words } of rows) {
      for (const key of medicineKeys(words)) keys.add([key, entryId])
      if (keys.isFull) await keys.flush()
    }
    await keys.flush()
    last = rows.at(-1)?.entry_id ?? ''
  }
  await client.query(
    `delete from core.dmd_search_key k using search_change c where c.has_new_words and c.entry_id = k.entry_id;
     insert into core.dmd_search_key (key, entry_id) select key, entry_id from stage_key;
     analyze core.dmd_search_entry; analyze core.dmd_search_key`,
  )
}
