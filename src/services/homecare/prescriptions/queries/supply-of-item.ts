import type { Reader } from '../../../../core/database/transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { UnitOfSupply } from '../../therapies/quantity.ts'
import type { ItemContent } from '../legal-content.ts'
import { amountPerUnit, isShared } from '../product.ts'
import { findProduct } from './find-product.ts'

/** What one unit of an item holds by the dictionary of now. Undefined when it does not say: the dose cannot then be counted. */
export async function supplyOfItem(
  tx: Reader<MedicineTables>,
  { ampId, vmpId, dose }: Pick<ItemContent, 'ampId' | 'vmpId' | 'dose'>,
): Promise<UnitOfSupply | undefined> {
  const product = await findProduct(tx, ampId ?? vmpId)
  const amount = product && amountPerUnit(product.unit, dose.unit)
  return product === undefined || amount === undefined || !(amount > 0)
    ? undefined
    : { amountPerUnit: amount, isShared: isShared(product.unit) }
}
