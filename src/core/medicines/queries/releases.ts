import type { Reader } from '../../database/transaction.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import type { MedicineTables } from '../tables.ts'

export interface HeldRelease {
  readonly releasedOn: CivilDate
  readonly isSample: boolean
  readonly importedAt: Date
}

/** The release of the dictionary that is held, or else of the sample; nothing before the first import. */
export async function findHeldRelease(tx: Reader<MedicineTables>): Promise<HeldRelease | undefined> {
  const row = await tx
    .selectFrom('core.dmd_release')
    .select(['released_on', 'is_sample', 'imported_at'])
    .orderBy('is_sample')
    .orderBy('imported_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { releasedOn: row.released_on, isSample: row.is_sample, importedAt: row.imported_at }
}
