import type { Reader } from '../../../../core/database/transaction.ts'
import { listBrands, listEntries, listGenericProducts, type MedicineTables } from '../../../../core/medicines/index.ts'

export interface ProductChoice {
  readonly id: string
  readonly genericId: string
  readonly name: string
  readonly isBrand: boolean
  readonly note: string | undefined
}

/** Products of a substance that are still made, those of the scheme first. A biologic is chosen by brand alone. */
export async function listProductChoices(
  tx: Reader<MedicineTables>,
  vtmId: string,
  isBiologic: boolean,
  inScheme: readonly string[],
): Promise<readonly ProductChoice[]> {
  const generics = (await listGenericProducts(tx, vtmId)).filter(({ isLive }) => isLive)
  const choices: ProductChoice[] = []
  for (const { genericId, name } of generics) {
    if (!isBiologic) choices.push({ id: genericId, genericId, name, isBrand: false, note: 'Any brand' })
    const brands = (await listBrands(tx, genericId)).filter(({ isLive }) => isLive)
    const entries = await listEntries(
      tx,
      brands.map(({ brandId }) => brandId),
    )
    for (const { brandId, description } of brands) {
      if (entries.get(brandId)?.isDiscontinued !== false) continue
      const note = inScheme.includes(brandId) ? 'In the scheme' : 'Not in the scheme: pharmacy will ask for a reason'
      choices.push({ id: brandId, genericId, name: description, isBrand: true, note })
    }
  }
  return choices.sort((one, other) => Number(inScheme.includes(other.id)) - Number(inScheme.includes(one.id)))
}
