import type { Reader } from '../../../../core/database/transaction.ts'
import {
  findMedicine,
  getBrand,
  getGenericProduct,
  isLive,
  listPacks,
  listPackSizes,
  type GenericProduct,
  type MedicineTables,
} from '../../../../core/medicines/index.ts'
import { supplyUnit, type Product, type StrengthFacts } from '../product.ts'

type Tables = Reader<MedicineTables>

/** A product by the identifier of itself or of its brand, as it stands. Undefined when the dictionary never had it. */
export async function findProduct(tx: Tables, id: string): Promise<Product | undefined> {
  const found = await findMedicine(tx, id)
  const entry = found?.entry
  if (entry === undefined || (entry.level !== 'vmp' && entry.level !== 'amp') || entry.genericId === undefined)
    return undefined
  const isBrand = entry.level === 'amp'
  const generic = await getGenericProduct(tx, entry.genericId)
  const parent = isBrand ? (await findMedicine(tx, entry.genericId))?.entry : entry
  return {
    vtmId: generic.substanceId,
    vmpId: entry.genericId,
    ampId: isBrand ? entry.id : undefined,
    name: isBrand ? (await getBrand(tx, entry.id)).description : generic.name,
    controlledDrug: generic.controlledDrug,
    isLive: isLive(entry) && parent !== undefined && isLive(parent),
    isDiscontinued: entry.isDiscontinued,
    isAvailable: generic.isAvailable,
    mayBeGeneric: generic.prescribingStatus.code === '0001',
    unit: supplyUnit(strengthFactsOf(generic)),
    packSizes: await packSizesOf(tx, entry.genericId, isBrand ? entry.id : undefined),
  }
}

/** What of the packs can be counted in whole units, smallest first; of the brand alone when one is named. */
async function packSizesOf(tx: Tables, vmpId: string, ampId: string | undefined): Promise<number[]> {
  const packs =
    ampId === undefined
      ? (await listPackSizes(tx, vmpId)).filter((size) => size.isLive)
      : (await listPacks(tx, ampId)).filter((pack) => isLive(pack) && !pack.isDiscontinued && !pack.isComponentOnly)
  const sizes = packs.map(({ quantity }) => Number(quantity)).filter((size) => Number.isInteger(size) && size > 0)
  return [...new Set(sizes)].sort((one, other) => one - other)
}

function strengthFactsOf({ name, unitDose, ingredients }: GenericProduct): StrengthFacts {
  const [only, another] = ingredients
  return {
    name,
    unitWords: unitDose.unit?.words ?? undefined,
    size: measured(unitDose.size, unitDose.sizeUnit?.words),
    strength: strengthOf(another === undefined ? only : undefined),
  }
}

function strengthOf(only: GenericProduct['ingredients'][number] | undefined): StrengthFacts['strength'] {
  const of = only && measured(only.numerator, only.numeratorUnit)
  return of && { ...of, per: measured(only.denominator, only.denominatorUnit) }
}

const measured = (amount: string | undefined, unit: string | null | undefined) =>
  amount === undefined || unit === undefined || unit === null ? undefined : { amount: Number(amount), unit }
