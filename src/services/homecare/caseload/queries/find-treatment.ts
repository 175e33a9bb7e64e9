import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import { findMedicine, type MedicineTables } from '../../../../core/medicines/index.ts'
import { findProduct } from '../../prescriptions/queries/find-product.ts'
import { type Product, productRefusals } from '../../prescriptions/product.ts'
import type { CaseloadField } from '../columns.ts'

/** What a medicine and a brand of a row mean together. */
export interface Treatment {
  readonly vtmId: string
  readonly medicine: string
  readonly product: Product
}
export type TreatmentAnswer =
  | { readonly treatment: Treatment }
  | { readonly field: Extract<CaseloadField, 'medicine' | 'brand'>; readonly reason: string }

type Tables = Reader<MedicineTables>

/** The product that a row names, by identifier or exact name: the brand where it names one. */
export async function findTreatment(tx: Tables, medicine: string, brand: string | undefined): Promise<TreatmentAnswer> {
  const ids = /^\d{6,18}$/.test(medicine) ? [medicine] : await idsOfName(tx, medicine)
  if (ids.length > 1)
    return no('medicine', 'Several entries of the dictionary have this name: use the dm+d identifier.')
  const found = ids[0] === undefined ? undefined : await findMedicine(tx, ids[0])
  if (found === undefined)
    return no('medicine', 'This is not in the dictionary: use a dm+d identifier or the exact name.')
  const { entry } = found
  if (entry.level === 'vmpp' || entry.level === 'ampp')
    return no('medicine', 'This is a pack: use the identifier of the product.')
  if (entry.level === 'vtm' && brand === undefined)
    return no('medicine', 'This is a substance: use the product, or add the brand, so that units can be counted.')
  const product = await findProduct(tx, brand ?? entry.id)
  if (product === undefined || (brand !== undefined && product.ampId === undefined))
    return no('brand', 'This is not a brand in the dictionary: use its dm+d identifier (AMP).')
  const isOther =
    entry.level === 'vtm'
      ? product.vtmId !== entry.id
      : product.vmpId !== entry.genericId || isOtherBrand(entry, product)
  if (isOther) return no('brand', 'This brand is not of the medicine that the row names.')
  if (product.vtmId === undefined)
    return no('medicine', 'This has no substance in the dictionary: a second supply of it could not be seen.')
  const [refusal] = productRefusals(product, product.vtmId)
  // A treatment goes on when its product is no longer made; what was taken out of the dictionary cannot be trusted at all.
  if (refusal && refusal.name !== 'discontinued' && refusal.name !== 'not-available')
    return no(brand === undefined && refusal.name !== 'brand-needed' ? 'medicine' : 'brand', `${refusal.sentence}.`)
  const substance = await findMedicine(tx, product.vtmId)
  if (substance === undefined) return no('medicine', 'Its substance is not in the dictionary.')
  return { treatment: { vtmId: product.vtmId, medicine: substance.entry.name, product } }
}

const isOtherBrand = (entry: { readonly brandId: string | undefined }, { ampId }: Product): boolean =>
  entry.brandId !== undefined && ampId !== undefined && entry.brandId !== ampId

const no = (field: 'medicine' | 'brand', reason: string): TreatmentAnswer => ({ field, reason })

/** Live entries of a name, whatever its capital letters. */
async function idsOfName(tx: Tables, name: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select vtm_id as id from core.dmd_vtm where lower(name) = lower(${name}) and not is_invalid and gone_since is null
    union all
    select vmp_id from core.dmd_vmp where lower(name) = lower(${name}) and not is_invalid and gone_since is null
    union all
    select amp_id from core.dmd_amp where lower(description) = lower(${name}) and not is_invalid and gone_since is null
    limit 2`.execute(tx)
  return rows.map(({ id }) => id)
}
