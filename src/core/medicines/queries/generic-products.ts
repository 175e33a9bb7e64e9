import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { coded, type Coded } from '../coded.ts'
import { controlledDrug, type ControlledDrug } from '../controlled-drug.ts'
import type { Strength } from '../strength.ts'
import type { MedicineTables } from '../tables.ts'

export interface Ingredient extends Strength {
  readonly ingredientId: string
  readonly name: string
  readonly baseName: string | undefined
}

/** What a generic product is, and so what every brand of it is. */
export interface GenericProduct {
  readonly genericId: string
  readonly substanceId: string | undefined
  readonly substanceName: string | undefined
  readonly name: string
  readonly previousName: string | undefined
  readonly renamedOn: CivilDate | undefined
  readonly prescribingStatus: Coded
  readonly controlledDrug: ControlledDrug
  readonly ingredients: readonly Ingredient[]
  readonly forms: readonly Coded[]
  readonly routes: readonly Coded[]
  /** One dose unit, such as a pen of 0.4 ml. */
  readonly unitDose: {
    readonly size: string | undefined
    readonly sizeUnit: Coded | undefined
    readonly unit: Coded | undefined
  }
  /** Counted (pens, tablets), measured (ml, g), or neither. */
  readonly doseForm: 'discrete' | 'continuous' | 'not-applicable' | undefined
  readonly isCombination: boolean
  readonly isAvailable: boolean
  readonly freeFrom: readonly string[]
}

const DOSE_FORMS: Readonly<Record<string, GenericProduct['doseForm']>> = {
  1: 'discrete',
  2: 'continuous',
  3: 'not-applicable',
}

interface GenericRow {
  vmp_id: string
  vtm_id: string | null
  substance: string | null
  name: string
  previous_name: string | null
  renamed_on: string | null
  prescribing_status: string
  prescribing_words: string | null
  category: string | null
  dose_form: string | null
  unit_dose_size: string | null
  size_unit: string | null
  size_unit_words: string | null
  dose_unit: string | null
  dose_unit_words: string | null
  combination: string | null
  not_available: string | null
  free_from: string[]
}

/** The facts of a generic product. Throws `NotFoundError`. */
export async function getGenericProduct(tx: Reader<MedicineTables>, genericId: string): Promise<GenericProduct> {
  const { rows } = await sql<GenericRow>`
    select p.vmp_id, p.vtm_id, v.name as substance, p.name, p.previous_name, p.renamed_on, p.prescribing_status,
           s.description as prescribing_words, c.category, p.dose_form, p.unit_dose_size, p.unit_dose_size_unit as size_unit,
           z.description as size_unit_words, p.unit_dose_unit as dose_unit, d.description as dose_unit_words, p.combination,
           p.not_available,
           array_remove(array[case when p.is_sugar_free then 'sugar' end, case when p.is_gluten_free then 'gluten' end,
             case when p.is_preservative_free then 'preservatives' end, case when p.is_cfc_free then 'CFCs' end], null) as free_from
      from core.dmd_vmp p
      left join core.dmd_vtm v on v.vtm_id = p.vtm_id
      left join core.dmd_controlled_drug c on c.vmp_id = p.vmp_id
      left join core.dmd_lookup s on s.list = 'VIRTUAL_PRODUCT_PRES_STATUS' and s.code = p.prescribing_status
      left join core.dmd_lookup z on z.list = 'UNIT_OF_MEASURE' and z.code = p.unit_dose_size_unit
      left join core.dmd_lookup d on d.list = 'UNIT_OF_MEASURE' and d.code = p.unit_dose_unit
     where p.vmp_id = ${genericId}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFoundError('Medicine')
  return {
    genericId: row.vmp_id,
    substanceId: row.vtm_id ?? undefined,
    substanceName: row.substance ?? undefined,
    name: row.name,
    previousName: row.previous_name ?? undefined,
    renamedOn: row.renamed_on ?? undefined,
    prescribingStatus: coded(row.prescribing_status, row.prescribing_words),
    controlledDrug: controlledDrug(row.category ?? undefined),
    ingredients: await listIngredients(tx, genericId),
    forms: await listCodes(tx, 'core.dmd_vmp_form', 'FORM', genericId),
    routes: await listCodes(tx, 'core.dmd_vmp_route', 'ROUTE', genericId),
    unitDose: {
      size: row.unit_dose_size ?? undefined,
      sizeUnit: row.size_unit === null ? undefined : coded(row.size_unit, row.size_unit_words),
      unit: row.dose_unit === null ? undefined : coded(row.dose_unit, row.dose_unit_words),
    },
    doseForm: row.dose_form === null ? undefined : DOSE_FORMS[row.dose_form],
    isCombination: row.combination === '0001',
    isAvailable: row.not_available !== '0001',
    freeFrom: row.free_from,
  }
}

async function listIngredients(tx: Reader<MedicineTables>, genericId: string): Promise<Ingredient[]> {
  const { rows } = await sql<{
    ingredient_id: string
    name: string
    base: string | null
    numerator: string | null
    numerator_unit: string | null
    denominator: string | null
    denominator_unit: string | null
  }>`
    select s.ingredient_id, i.name, b.name as base, s.numerator, n.description as numerator_unit, s.denominator,
           d.description as denominator_unit
      from core.dmd_vmp_ingredient s
      join core.dmd_ingredient i on i.ingredient_id = s.ingredient_id
      left join core.dmd_ingredient b on b.ingredient_id = s.base_id
      left join core.dmd_lookup n on n.list = 'UNIT_OF_MEASURE' and n.code = s.numerator_unit
      left join core.dmd_lookup d on d.list = 'UNIT_OF_MEASURE' and d.code = s.denominator_unit
     where s.vmp_id = ${genericId} order by s.place`.execute(tx)
  return rows.map((row) => ({
    ingredientId: row.ingredient_id,
    name: row.name,
    baseName: row.base ?? undefined,
    numerator: row.numerator ?? undefined,
    numeratorUnit: row.numerator_unit ?? undefined,
    denominator: row.denominator ?? undefined,
    denominatorUnit: row.denominator_unit ?? undefined,
  }))
}

async function listCodes(
  tx: Reader<MedicineTables>,
  table: 'core.dmd_vmp_form' | 'core.dmd_vmp_route',
  list: string,
  genericId: string,
): Promise<Coded[]> {
  const rows = await tx
    .selectFrom(table)
    .leftJoin('core.dmd_lookup as words', (join) =>
      join.onRef('words.code', '=', `${table}.code`).on('words.list', '=', list),
    )
    .where(`${table}.vmp_id`, '=', genericId)
    .select([`${table}.code`, 'words.description'])
    .orderBy('words.description')
    .execute()
  return rows.map(({ code, description }) => coded(code, description))
}

/** The generic products of a substance, live ones first. */
export async function listGenericProducts(
  tx: Reader<MedicineTables>,
  substanceId: string,
): Promise<readonly { readonly genericId: string; readonly name: string; readonly isLive: boolean }[]> {
  const rows = await tx
    .selectFrom('core.dmd_vmp')
    .where('vtm_id', '=', substanceId)
    .select(['vmp_id', 'name', 'is_invalid', 'gone_since'])
    .orderBy('name')
    .orderBy('vmp_id')
    .execute()
  return rows
    .map((row) => ({ genericId: row.vmp_id, name: row.name, isLive: !row.is_invalid && row.gone_since === null }))
    .sort((a, b) => Number(b.isLive) - Number(a.isLive))
}

/** Controlled drug category by any product or pack identifier, as it stands and not where it leads. Unknown is `not-stated`. */
export async function findControlledDrug(tx: Reader<MedicineTables>, id: string): Promise<ControlledDrug> {
  const { rows } = await sql<{ category: string }>`
    select c.category from core.dmd_controlled_drug c where c.vmp_id in (
      select vmp_id from core.dmd_vmp where vmp_id = ${id}
      union all select vmp_id from core.dmd_amp where amp_id = ${id}
      union all select vmp_id from core.dmd_vmpp where vmpp_id = ${id}
      union all select a.vmp_id from core.dmd_ampp k join core.dmd_amp a on a.amp_id = k.amp_id where k.ampp_id = ${id})`.execute(
    tx,
  )
  return controlledDrug(rows[0]?.category)
}
