import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { gtinKey, parseGtin } from '../../values/gtin.ts'
import { barcodeOn, type BarcodeAnswer } from '../barcode.ts'
import type { MedicineTables } from '../tables.ts'

export interface Barcode {
  readonly gtin: string
  readonly startsOn: CivilDate
  readonly endsOn: CivilDate | undefined
}
export interface Pack {
  readonly packId: string
  readonly packSizeId: string
  readonly brandId: string
  readonly name: string
  readonly quantity: string | undefined
  readonly quantityUnit: string | undefined
  readonly subPack: string | undefined
  readonly legalCategory: { readonly code: string; readonly words: string }
  readonly isDiscontinued: boolean
  readonly discontinuedOn: CivilDate | undefined
  readonly isInvalid: boolean
  readonly goneSince: CivilDate | undefined
  readonly isCombination: boolean
  /** Only sold inside a combination pack. */
  readonly isComponentOnly: boolean
  /** For a combination pack: the packs inside it. */
  readonly contents: readonly { readonly packId: string; readonly name: string }[]
  readonly barcodes: readonly Barcode[]
}

/** dm+d COMBINATION_PACK_IND. */
const COMBINATION = { pack: '0001', componentOnly: '0002' } as const

/** The packs of a brand, smallest first, with their barcode numbers; every one that was ever held. */
export async function listPacks(tx: Reader<MedicineTables>, brandId: string): Promise<readonly Pack[]> {
  const packs = await tx
    .selectFrom('core.dmd_ampp as pack')
    .innerJoin('core.dmd_vmpp as size', 'size.vmpp_id', 'pack.vmpp_id')
    .leftJoin('core.dmd_lookup as unit', (join) =>
      join.onRef('unit.code', '=', 'size.quantity_unit').on('unit.list', '=', 'UNIT_OF_MEASURE'),
    )
    .leftJoin('core.dmd_lookup as legal', (join) =>
      join.onRef('legal.code', '=', 'pack.legal_category').on('legal.list', '=', 'LEGAL_CATEGORY'),
    )
    .where('pack.amp_id', '=', brandId)
    .select([
      'pack.ampp_id',
      'pack.vmpp_id',
      'pack.amp_id',
      'pack.name',
      'size.quantity',
      'unit.description as unit',
      'pack.sub_pack',
      'pack.legal_category',
      'legal.description as legal',
      'pack.is_discontinued',
      'pack.discontinued_on',
      'pack.is_invalid',
      'pack.gone_since',
      'pack.combination',
    ])
    .orderBy('size.quantity')
    .orderBy('pack.ampp_id')
    .execute()
  const ids = packs.map((pack) => pack.ampp_id)
  const barcodes = Map.groupBy(await barcodesOf(tx, ids), ({ packId }) => packId)
  const contents = Map.groupBy(await contentsOf(tx, ids), ({ of }) => of)
  return packs.map((pack) => ({
    packId: pack.ampp_id,
    packSizeId: pack.vmpp_id,
    brandId: pack.amp_id,
    name: pack.name,
    quantity: pack.quantity ?? undefined,
    quantityUnit: pack.unit ?? undefined,
    subPack: pack.sub_pack ?? undefined,
    legalCategory: { code: pack.legal_category, words: legalWords(pack.legal_category, pack.legal) },
    isDiscontinued: pack.is_discontinued,
    discontinuedOn: pack.discontinued_on ?? undefined,
    isInvalid: pack.is_invalid,
    goneSince: pack.gone_since ?? undefined,
    isCombination: pack.combination === COMBINATION.pack,
    isComponentOnly: pack.combination === COMBINATION.componentOnly,
    contents: (contents.get(pack.ampp_id) ?? []).map(({ packId, name }) => ({ packId, name })),
    barcodes: (barcodes.get(pack.ampp_id) ?? []).map(({ gtin, startsOn, endsOn }) => ({ gtin, startsOn, endsOn })),
  }))
}

/** Human Medicines Regulations 2012 reg 5, by dm+d LEGAL_CATEGORY. */
const LEGAL: Readonly<Record<string, string>> = {
  '0001': 'General sale list medicine (GSL)',
  '0002': 'Pharmacy medicine (P)',
  '0003': 'Prescription-only medicine (POM)',
  '0004': 'No legal category applies',
}
const legalWords = (code: string, description: string | null): string => LEGAL[code] ?? description ?? `Code ${code}`

async function barcodesOf(tx: Reader<MedicineTables>, packIds: readonly string[]) {
  if (packIds.length === 0) return []
  const rows = await tx
    .selectFrom('core.dmd_gtin')
    .where('ampp_id', 'in', packIds)
    .select(['ampp_id', 'gtin', 'starts_on', 'ends_on'])
    .orderBy('starts_on')
    .orderBy('gtin')
    .execute()
  return rows.map((row) => ({
    packId: row.ampp_id,
    gtin: row.gtin,
    startsOn: row.starts_on,
    endsOn: row.ends_on ?? undefined,
  }))
}

async function contentsOf(tx: Reader<MedicineTables>, packIds: readonly string[]) {
  if (packIds.length === 0) return []
  const rows = await tx
    .selectFrom('core.dmd_ampp_content as content')
    .innerJoin('core.dmd_ampp as inside', 'inside.ampp_id', 'content.content_id')
    .where('content.ampp_id', 'in', packIds)
    .select(['content.ampp_id', 'inside.ampp_id as inside_id', 'inside.name'])
    .orderBy('inside.name')
    .execute()
  return rows.map((row) => ({ of: row.ampp_id, packId: row.inside_id, name: row.name }))
}

/** Which packs a scanned or typed barcode number stands for on a day. A combination pack has a number of its own. */
export async function findPacksByBarcode(
  tx: Reader<MedicineTables>,
  typed: string,
  on: CivilDate,
): Promise<BarcodeAnswer> {
  const gtin = parseGtin(typed)
  if (gtin === undefined) return { state: 'not-a-gtin' }
  const rows = await tx
    .selectFrom('core.dmd_gtin')
    .where('gtin_key', '=', gtinKey(gtin))
    .select(['ampp_id', 'starts_on', 'ends_on'])
    .execute()
  return barcodeOn(
    rows.map((row) => ({ packId: row.ampp_id, startsOn: row.starts_on, endsOn: row.ends_on ?? undefined })),
    on,
  )
}

export interface PackSize {
  readonly packSizeId: string
  readonly name: string
  readonly quantity: string | undefined
  readonly quantityUnit: string | undefined
  readonly isLive: boolean
  readonly contents: readonly string[]
}

/** The pack sizes of a generic product, smallest first. */
export async function listPackSizes(tx: Reader<MedicineTables>, genericId: string): Promise<readonly PackSize[]> {
  const { rows } = await sql<{
    vmpp_id: string
    name: string
    quantity: string | null
    unit: string | null
    is_live: boolean
    contents: string[]
  }>`
    select k.vmpp_id, k.name, k.quantity, u.description as unit, not k.is_invalid and k.gone_since is null as is_live,
           array(select i.name from core.dmd_vmpp_content c join core.dmd_vmpp i on i.vmpp_id = c.content_id
                  where c.vmpp_id = k.vmpp_id order by i.name) as contents
      from core.dmd_vmpp k left join core.dmd_lookup u on u.list = 'UNIT_OF_MEASURE' and u.code = k.quantity_unit
     where k.vmp_id = ${genericId} order by k.quantity, k.vmpp_id`.execute(tx)
  return rows.map((row) => ({
    packSizeId: row.vmpp_id,
    name: row.name,
    quantity: row.quantity ?? undefined,
    quantityUnit: row.unit ?? undefined,
    isLive: row.is_live,
    contents: row.contents,
  }))
}
