import type { Reader } from '../../../../core/database/transaction.ts'
import { type Brand, listBrands, listGenericProducts } from '../../../../core/medicines/index.ts'
import type { MedicineTables } from '../../../../core/medicines/tables.ts'

/** Brands of a substance that the dictionary still has, by name. */
export async function listBrandsOfSubstance(tx: Reader<MedicineTables>, vtmId: string): Promise<readonly Brand[]> {
  const brands: Brand[] = []
  for (const { genericId } of await listGenericProducts(tx, vtmId)) brands.push(...(await listBrands(tx, genericId)))
  return brands
    .filter(({ isLive }) => isLive)
    .sort((one, other) => one.description.localeCompare(other.description, 'en'))
}
