import type { Context } from '../../src/core/context.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import type { MedicineTables } from '../../src/core/medicines/index.ts'
import { listBrandsOfSubstance } from '../../src/services/homecare/schemes/queries/brands-of-substance.ts'
import { every, type StructuredDose } from '../../src/services/homecare/therapies/dose.ts'

/** How a medicine of the demonstration is given: two units of the same strength, and how often. */
interface Treatment {
  readonly substance: string
  readonly brand: string
  readonly product: string
  readonly milligrams: number
  readonly everyWeeks: number
  readonly indication: string
}

export const TREATMENTS = {
  adalimumab: {
    substance: 'Adalimumab',
    brand: 'Humira 40mg/0.4ml solution for injection pre-filled pens',
    product: 'Adalimumab 40mg/0.4ml solution for injection pre-filled disposable devices',
    milligrams: 40,
    everyWeeks: 2,
    indication: 'Rheumatoid arthritis',
  },
  etanercept: {
    substance: 'Etanercept',
    brand: 'Benepali 50mg/1ml solution for injection pre-filled pens',
    product: 'Etanercept 50mg/1ml solution for injection pre-filled disposable devices',
    milligrams: 50,
    everyWeeks: 1,
    indication: 'Psoriatic arthritis',
  },
} as const satisfies Record<string, Treatment>
export type TreatmentName = keyof typeof TREATMENTS

/** What the sample of the dictionary calls a medicine of the demonstration. */
export interface Coded {
  readonly vtmId: string
  readonly vmpId: string
  readonly ampId: string
  readonly brandIds: readonly string[]
}

export const codesOf = (ctx: Context, { substance, product, brand }: Treatment): Promise<Coded> =>
  readInTenant<MedicineTables, Coded>(ctx, async (tx) => {
    const { vtm_id: vtmId } = await tx
      .selectFrom('core.dmd_vtm')
      .select('vtm_id')
      .where('name', '=', substance)
      .where('is_invalid', '=', false)
      .executeTakeFirstOrThrow()
    const { vmp_id: vmpId } = await tx
      .selectFrom('core.dmd_vmp')
      .select('vmp_id')
      .where('name', '=', product)
      .executeTakeFirstOrThrow()
    const brands = await listBrandsOfSubstance(tx, vtmId)
    const chosen = brands.find(({ description }) => description.startsWith(brand))
    if (!chosen) throw new Error(`The sample has no ${brand}`)
    return { vtmId, vmpId, ampId: chosen.brandId, brandIds: brands.map(({ brandId }) => brandId) }
  })

/** The dose without loading: by injection under the skin, until it is changed. */
export const doseOf = ({ milligrams, everyWeeks }: Treatment): StructuredDose => ({
  method: 'inject',
  unit: 'milligram',
  route: 'subcutaneous',
  site: undefined,
  overMinutes: undefined,
  phases: [
    {
      kind: 'maintenance',
      fromDay: 0,
      lasts: 'until-changed',
      parts: [{ amount: milligrams, frequency: every(everyWeeks, 'week') }],
    },
  ],
  mostInADay: undefined,
  additional: [],
  instruction: undefined,
})
