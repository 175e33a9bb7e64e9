import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { coded, type Coded } from '../coded.ts'
import type { MedicineTables } from '../tables.ts'

/** What is a brand’s own. */
export interface Brand {
  readonly brandId: string
  readonly genericId: string
  readonly name: string
  /** The name with the supplier. */
  readonly description: string
  readonly supplier: Coded
  readonly licensing: Coded
  readonly availability: Coded
  /** Additional monitoring: suspected side effects are all reported. */
  readonly isBlackTriangle: boolean
  readonly isParallelImport: boolean
  readonly previousName: string | undefined
  /** Ingredients besides the active ones, where the dictionary names them. It often does not: absence proves nothing. */
  readonly furtherIngredients: readonly { readonly ingredientId: string; readonly name: string }[]
  readonly licensedRoutes: readonly Coded[]
  readonly isLive: boolean
  readonly isSample: boolean
}

/** dm+d AVAILABILITY_RESTRICTION: no restriction, and hospital only. */
export const AVAILABILITY = { none: '0001', special: '0006', hospitalOnly: '0008', notAvailable: '0009' } as const

interface BrandRow {
  amp_id: string
  vmp_id: string
  name: string
  description: string
  previous_name: string | null
  supplier: string
  supplier_words: string | null
  licensing: string
  licensing_words: string | null
  availability: string
  availability_words: string | null
  is_black_triangle: boolean
  is_parallel_import: boolean
  is_live: boolean
  is_sample: boolean
  further: { ingredientId: string; name: string }[]
  routes: { code: string; words: string | null }[]
}

/** Brands by what they are of, or one by itself: current ones first, by name. */
async function brands(tx: Reader<MedicineTables>, by: 'amp_id' | 'vmp_id', id: string): Promise<Brand[]> {
  const { rows } = await sql<BrandRow>`
    select a.amp_id, a.vmp_id, a.name, a.description, a.previous_name, a.supplier, s.description as supplier_words, a.licensing,
           l.description as licensing_words, a.availability, r.description as availability_words, a.is_black_triangle,
           a.is_parallel_import, not a.is_invalid and a.gone_since is null as is_live, a.is_sample,
           (select coalesce(json_agg(json_build_object('ingredientId', x.ingredient_id, 'name', i.name) order by x.place), '[]')
              from core.dmd_amp_ingredient x join core.dmd_ingredient i on i.ingredient_id = x.ingredient_id
             where x.amp_id = a.amp_id) as further,
           (select coalesce(json_agg(json_build_object('code', x.code, 'words', w.description) order by x.code), '[]')
              from core.dmd_amp_route x left join core.dmd_lookup w on w.list = 'ROUTE' and w.code = x.code
             where x.amp_id = a.amp_id) as routes
      from core.dmd_amp a
      left join core.dmd_lookup s on s.list = 'SUPPLIER' and s.code = a.supplier
      left join core.dmd_lookup l on l.list = 'LICENSING_AUTHORITY' and l.code = a.licensing
      left join core.dmd_lookup r on r.list = 'AVAILABILITY_RESTRICTION' and r.code = a.availability
     where a.${sql.ref(by)} = ${id} order by a.is_invalid, a.gone_since is not null, a.description, a.amp_id`.execute(
    tx,
  )
  return rows.map((row) => ({
    brandId: row.amp_id,
    genericId: row.vmp_id,
    name: row.name,
    description: row.description,
    previousName: row.previous_name ?? undefined,
    supplier: coded(row.supplier, row.supplier_words),
    licensing: coded(row.licensing, row.licensing_words),
    availability: coded(row.availability, row.availability_words),
    isBlackTriangle: row.is_black_triangle,
    isParallelImport: row.is_parallel_import,
    furtherIngredients: row.further,
    licensedRoutes: row.routes.map(({ code, words }) => coded(code, words)),
    isLive: row.is_live,
    isSample: row.is_sample,
  }))
}

export const listBrands = (tx: Reader<MedicineTables>, genericId: string): Promise<readonly Brand[]> =>
  brands(tx, 'vmp_id', genericId)

/** Throws `NotFoundError`. */
export async function getBrand(tx: Reader<MedicineTables>, brandId: string): Promise<Brand> {
  const [brand] = await brands(tx, 'amp_id', brandId)
  if (!brand) throw new NotFoundError('Medicine')
  return brand
}
