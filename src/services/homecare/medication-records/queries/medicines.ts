import type { Reader } from '../../../../core/database/transaction.ts'
import { findHeldRelease, isLive, listEntries, type MedicineTables } from '../../../../core/medicines/index.ts'
import type { DictionaryEntry } from '../dictionary-entry.ts'

/** Products and brands by their identifiers, in the order of the identifiers. */
export async function listDictionaryEntries(
  tx: Reader<MedicineTables>,
  ids: readonly string[],
): Promise<readonly DictionaryEntry[]> {
  const wanted = [...new Set(ids)].filter((id) => /^\d{6,18}$/.test(id)).sort()
  const release = wanted.length === 0 ? undefined : await findHeldRelease(tx)
  if (release === undefined) return []
  const entries = await listEntries(tx, wanted)
  return wanted.flatMap((id) => {
    const entry = entries.get(id)
    if (entry === undefined || (entry.level !== 'vmp' && entry.level !== 'amp')) return []
    const { releasedOn, importedAt } = release
    return [{ id, name: entry.name, isLive: isLive(entry), releasedOn, importedAt }]
  })
}
