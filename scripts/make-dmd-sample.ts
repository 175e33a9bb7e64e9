// Writes samples/dmd: eight files in the layout of dm+d, made up by us. Substances and brands are real so that the
// demonstration can be understood; every identifier, pack and barcode number is invented (item numbers from 90,000,000,
// barcode numbers from 952, which GS1 keeps for examples). Codes of units, forms and routes are SNOMED CT's own.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ukId, writeDmd, type DmdRelease, type XmlRow } from '../src/core/medicines/import/dmd-release.test-support.ts'
import { gtinCheckDigit } from '../src/core/values/gtin.ts'
import { LOOKUPS, SUPPLIERS, UNITS, type SupplierName, type UnitName } from './dmd-sample-codes.ts'

/** Older than any release there is, so that a real one may always follow. */
export const SAMPLE_RELEASED_ON = '2010-01-04'
const BIG_ITEM = 90_000_000

type Strength = readonly [amount: string, unit: UnitName, per?: string, perUnit?: UnitName]
interface Product {
  readonly number: number
  readonly name: string
  readonly ingredients: readonly (readonly [ingredient: string, ...Strength])[]
  readonly kind: 'pen' | 'syringe' | 'vial' | 'ampoule' | 'cartridge' | 'tablet' | 'capsule' | 'liquid'
  readonly route?: 'subcutaneous' | 'intramuscular' | 'oral'
  readonly holds?: string
  readonly controlled?: string
  readonly status?: string
  readonly previous?: number
  readonly isInvalid?: boolean
  readonly combination?: string
  readonly brands: readonly Brand[]
  readonly packs: readonly Pack[]
}
interface Pack {
  readonly number: number
  readonly quantity: string
  readonly combination?: string
  readonly contents?: readonly number[]
}
interface Brand {
  readonly number: number
  readonly name?: string
  readonly supplier: SupplierName
  readonly also?: readonly string[]
  readonly isBlackTriangle?: boolean
  readonly isParallelImport?: boolean
  readonly availability?: string
  readonly endedOn?: string
  readonly hasTwoBarcodes?: boolean
}
interface Substance {
  readonly number: number
  readonly name: string
  readonly previous?: number
  readonly products: readonly Product[]
}

const KINDS = {
  pen: { form: '385219001', unit: 'pre-filled disposable injection', dose: '1' },
  syringe: { form: '385219001', unit: 'pre-filled disposable injection', dose: '1' },
  vial: { form: '385219001', unit: 'vial', dose: '1' },
  ampoule: { form: '385219001', unit: 'ampoule', dose: '1' },
  cartridge: { form: '385219001', unit: 'cartridge', dose: '1' },
  tablet: { form: '385055001', unit: 'tablet', dose: '1' },
  capsule: { form: '385049006', unit: 'capsule', dose: '1' },
  liquid: { form: '385023001', unit: 'ml', dose: '2' },
} as const
const ROUTES = {
  subcutaneous: { code: '34206005', formRoute: '0022' },
  intramuscular: { code: '78421000', formRoute: '0023' },
  oral: { code: '26643006', formRoute: '0001' },
} as const

const BIOLOGIC = '0006'
const SUBSTANCES: readonly Substance[] = [
  {
    number: 1,
    name: 'Adalimumab',
    products: [
      {
        number: 1,
        name: 'Adalimumab 40mg/0.4ml solution for injection pre-filled disposable devices',
        ingredients: [['Adalimumab', '100', 'mg', '1', 'ml']],
        kind: 'pen',
        holds: '0.4',
        status: BIOLOGIC,
        brands: [
          {
            number: 1,
            name: 'Humira 40mg/0.4ml solution for injection pre-filled pens',
            supplier: 'AbbVie Ltd',
            also: ['Mannitol', 'Polysorbate 80'],
            hasTwoBarcodes: true,
          },
          {
            number: 2,
            name: 'Amgevita 40mg/0.4ml solution for injection pre-filled pens',
            supplier: 'Amgen Ltd',
            also: ['Polysorbate 80'],
            isBlackTriangle: true,
          },
          {
            number: 3,
            name: 'Yuflyma 40mg/0.4ml solution for injection pre-filled pens',
            supplier: 'Celltrion Healthcare UK Ltd',
            isBlackTriangle: true,
          },
        ],
        packs: [
          { number: 1, quantity: '2' },
          { number: 2, quantity: '6' },
        ],
      },
      {
        number: 2,
        name: 'Adalimumab 80mg/0.8ml solution for injection pre-filled disposable devices',
        ingredients: [['Adalimumab', '100', 'mg', '1', 'ml']],
        kind: 'pen',
        holds: '0.8',
        status: BIOLOGIC,
        brands: [
          { number: 4, name: 'Humira 80mg/0.8ml solution for injection pre-filled pens', supplier: 'AbbVie Ltd' },
        ],
        packs: [
          { number: 3, quantity: '1' },
          { number: 4, quantity: '3' },
        ],
      },
      {
        number: 3,
        name: 'Adalimumab 40mg/0.8ml solution for injection pre-filled syringes',
        ingredients: [['Adalimumab', '50', 'mg', '1', 'ml']],
        kind: 'syringe',
        holds: '0.8',
        status: BIOLOGIC,
        brands: [
          {
            number: 5,
            name: 'Humira 40mg/0.8ml solution for injection pre-filled syringes',
            supplier: 'AbbVie Ltd',
            also: ['Citric acid', 'Sodium citrate'],
            endedOn: '2009-06-30',
            availability: '0009',
          },
          {
            number: 6,
            name: 'Imraldi 40mg/0.8ml solution for injection pre-filled syringes',
            supplier: 'Biogen Biosimilar Ltd',
            also: ['Citric acid', 'Sodium citrate'],
            isBlackTriangle: true,
          },
        ],
        packs: [{ number: 5, quantity: '2' }],
      },
    ],
  },
  {
    number: 2,
    name: 'Etanercept',
    products: [
      {
        number: 10,
        name: 'Etanercept 50mg/1ml solution for injection pre-filled disposable devices',
        ingredients: [['Etanercept', '50', 'mg', '1', 'ml']],
        kind: 'pen',
        holds: '1',
        status: BIOLOGIC,
        brands: [
          { number: 10, name: 'Enbrel 50mg/1ml solution for injection pre-filled MyClic pens', supplier: 'Pfizer Ltd' },
          {
            number: 11,
            name: 'Benepali 50mg/1ml solution for injection pre-filled pens',
            supplier: 'Biogen Biosimilar Ltd',
            isBlackTriangle: true,
          },
        ],
        packs: [{ number: 10, quantity: '4' }],
      },
    ],
  },
  {
    number: 3,
    name: 'Tocilizumab',
    products: [
      {
        number: 20,
        name: 'Tocilizumab 162mg/0.9ml solution for injection pre-filled disposable devices',
        ingredients: [['Tocilizumab', '180', 'mg', '1', 'ml']],
        kind: 'pen',
        holds: '0.9',
        status: BIOLOGIC,
        brands: [
          {
            number: 20,
            name: 'RoActemra 162mg/0.9ml solution for injection pre-filled pens',
            supplier: 'Roche Products Ltd',
          },
        ],
        packs: [{ number: 20, quantity: '4' }],
      },
      {
        number: 21,
        name: 'Tocilizumab 162mg/0.9ml solution for injection pre-filled syringes',
        ingredients: [['Tocilizumab', '180', 'mg', '1', 'ml']],
        kind: 'syringe',
        holds: '0.9',
        status: BIOLOGIC,
        previous: 22,
        brands: [
          {
            number: 21,
            name: 'RoActemra 162mg/0.9ml solution for injection pre-filled syringes',
            supplier: 'Roche Products Ltd',
          },
        ],
        packs: [{ number: 21, quantity: '4' }],
      },
      {
        number: 22,
        name: 'Tocilizumab 162mg solution for injection pre-filled syringes',
        ingredients: [['Tocilizumab', '162', 'mg']],
        kind: 'syringe',
        status: '0004',
        isInvalid: true,
        brands: [],
        packs: [],
      },
    ],
  },
  {
    number: 4,
    name: 'Methotrexate',
    products: [
      {
        number: 30,
        name: 'Methotrexate 15mg/0.3ml solution for injection pre-filled disposable devices',
        ingredients: [['Methotrexate', '50', 'mg', '1', 'ml']],
        kind: 'pen',
        holds: '0.3',
        brands: [
          {
            number: 30,
            name: 'Metoject PEN 15mg/0.3ml solution for injection',
            supplier: 'medac UK',
          },
        ],
        packs: [
          { number: 30, quantity: '1' },
          { number: 31, quantity: '4' },
        ],
      },
      {
        number: 31,
        name: 'Methotrexate 2.5mg tablets',
        ingredients: [['Methotrexate', '2.5', 'mg', '1', 'tablet']],
        kind: 'tablet',
        route: 'oral',
        brands: [
          { number: 31, supplier: 'Example Generics Ltd', also: ['Lactose'] },
          { number: 32, supplier: 'Sample Pharma Ltd', also: ['Lactose'] },
        ],
        packs: [{ number: 32, quantity: '28' }],
      },
    ],
  },
  {
    number: 5,
    name: 'Somatropin',
    previous: 95,
    products: [
      {
        number: 40,
        name: 'Somatropin (rbe) 10mg/1.5ml solution for injection cartridges',
        ingredients: [['Somatropin', '6.667', 'mg', '1', 'ml']],
        kind: 'cartridge',
        holds: '1.5',
        controlled: '0008',
        status: BIOLOGIC,
        brands: [
          {
            number: 40,
            name: 'Norditropin SimpleXx 10mg/1.5ml solution for injection cartridges',
            supplier: 'Novo Nordisk Ltd',
          },
          { number: 41, name: 'Omnitrope 10mg/1.5ml solution for injection cartridges', supplier: 'Sandoz Ltd' },
        ],
        packs: [
          { number: 40, quantity: '1' },
          { number: 41, quantity: '5' },
        ],
      },
    ],
  },
  {
    number: 6,
    name: 'Testosterone',
    products: [
      {
        number: 50,
        name: 'Testosterone undecanoate 1g/4ml solution for injection vials',
        ingredients: [['Testosterone undecanoate', '250', 'mg', '1', 'ml']],
        kind: 'vial',
        route: 'intramuscular',
        holds: '4',
        controlled: '0008',
        brands: [{ number: 50, name: 'Nebido 1000mg/4ml solution for injection vials', supplier: 'Bayer Plc' }],
        packs: [{ number: 50, quantity: '1' }],
      },
    ],
  },
  {
    number: 7,
    name: 'Morphine',
    products: [
      {
        number: 60,
        name: 'Morphine sulfate 10mg/1ml solution for injection ampoules',
        ingredients: [['Morphine sulfate', '10', 'mg', '1', 'ml']],
        kind: 'ampoule',
        route: 'subcutaneous',
        holds: '1',
        controlled: '0002',
        brands: [{ number: 60, supplier: 'Example Generics Ltd' }],
        packs: [{ number: 60, quantity: '10' }],
      },
    ],
  },
  {
    number: 8,
    name: 'Methadone',
    products: [
      {
        number: 70,
        name: 'Methadone 1mg/ml oral solution',
        ingredients: [['Methadone hydrochloride', '1', 'mg', '1', 'ml']],
        kind: 'liquid',
        route: 'oral',
        controlled: '0002',
        brands: [{ number: 70, supplier: 'Sample Pharma Ltd' }],
        packs: [
          { number: 70, quantity: '100' },
          { number: 71, quantity: '500' },
        ],
      },
    ],
  },
  {
    number: 9,
    name: 'Pregabalin',
    products: [
      {
        number: 80,
        name: 'Pregabalin 150mg capsules',
        ingredients: [['Pregabalin', '150', 'mg', '1', 'capsule']],
        kind: 'capsule',
        route: 'oral',
        controlled: '0005',
        brands: [
          { number: 80, name: 'Lyrica 150mg capsules', supplier: 'Viatris UK Healthcare Ltd', also: ['Lactose'] },
          { number: 81, supplier: 'Example Generics Ltd' },
        ],
        packs: [{ number: 80, quantity: '56' }],
      },
    ],
  },
  {
    number: 10,
    name: 'Interferon beta-1a',
    products: [
      {
        number: 90,
        name: 'Interferon beta-1a 8.8micrograms/0.2ml solution for injection pre-filled disposable devices',
        ingredients: [['Interferon beta-1a', '44', 'microgram', '1', 'ml']],
        kind: 'pen',
        holds: '0.2',
        status: '0004',
        combination: '0002',
        brands: [
          {
            number: 90,
            name: 'Rebif 8.8micrograms/0.2ml solution for injection pre-filled RebiDose pens',
            supplier: 'Merck Serono Ltd',
          },
        ],
        packs: [{ number: 90, quantity: '6', combination: '0002' }],
      },
      {
        number: 91,
        name: 'Interferon beta-1a 22micrograms/0.5ml solution for injection pre-filled disposable devices',
        ingredients: [['Interferon beta-1a', '44', 'microgram', '1', 'ml']],
        kind: 'pen',
        holds: '0.5',
        status: BIOLOGIC,
        brands: [
          {
            number: 91,
            name: 'Rebif 22micrograms/0.5ml solution for injection pre-filled RebiDose pens',
            supplier: 'Merck Serono Ltd',
          },
        ],
        packs: [
          { number: 91, quantity: '6', combination: '0002' },
          { number: 92, quantity: '12' },
        ],
      },
      {
        number: 92,
        name: 'Interferon beta-1a 8.8micrograms/0.2ml and 22micrograms/0.5ml solution for injection pre-filled disposable devices',
        ingredients: [['Interferon beta-1a', '44', 'microgram', '1', 'ml']],
        kind: 'pen',
        status: BIOLOGIC,
        combination: '0001',
        brands: [
          {
            number: 92,
            name: 'Rebif initiation pack solution for injection pre-filled RebiDose pens',
            supplier: 'Merck Serono Ltd',
          },
        ],
        packs: [{ number: 93, quantity: '12', combination: '0001', contents: [90, 91] }],
      },
    ],
  },
  {
    number: 11,
    name: 'Epoetin alfa',
    products: [
      {
        number: 100,
        name: 'Epoetin alfa 4,000units/0.4ml solution for injection pre-filled syringes',
        ingredients: [['Epoetin alfa', '10000', 'unit', '1', 'ml']],
        kind: 'syringe',
        holds: '0.4',
        status: BIOLOGIC,
        brands: [
          {
            number: 100,
            name: 'Eprex 4,000units/0.4ml solution for injection pre-filled syringes',
            supplier: 'Janssen-Cilag Ltd',
          },
        ],
        packs: [{ number: 100, quantity: '6' }],
      },
    ],
  },
  {
    number: 12,
    name: 'Ambrisentan',
    products: [
      {
        number: 110,
        name: 'Ambrisentan 5mg tablets',
        ingredients: [['Ambrisentan', '5', 'mg', '1', 'tablet']],
        kind: 'tablet',
        route: 'oral',
        brands: [
          {
            number: 110,
            name: 'Volibris 5mg tablets',
            supplier: 'Example Imports Ltd',
            availability: '0008',
            isParallelImport: true,
            also: ['Lactose', 'Soya lecithin'],
          },
          { number: 111, supplier: 'Example Generics Ltd', availability: '0008' },
        ],
        packs: [{ number: 110, quantity: '30' }],
      },
    ],
  },
]

const idOf = {
  vtm: (number: number) => ukId(BIG_ITEM + 1_000 + number),
  vmp: (number: number) => ukId(BIG_ITEM + 2_000 + number),
  amp: (number: number) => ukId(BIG_ITEM + 3_000 + number),
  vmpp: (number: number) => ukId(BIG_ITEM + 4_000 + number),
  ampp: (amp: number, pack: number) => ukId(BIG_ITEM + 500_000 + amp * 1_000 + pack),
  ingredient: (place: number) => ukId(BIG_ITEM + 6_000 + place),
}

const all = SUBSTANCES.flatMap(({ products, ...substance }) => products.map((product) => ({ substance, product })))
const ingredientNames = [
  ...new Set([
    ...all.flatMap(({ product }) => product.ingredients.map(([name]) => name)),
    ...all.flatMap(({ product }) => product.brands.flatMap(({ also = [] }) => also)),
  ]),
]
const ingredientId = (name: string): string => idOf.ingredient(1 + ingredientNames.indexOf(name))
const flagged = (isSo: boolean | undefined, text = '1'): string | undefined => (isSo === true ? text : undefined)
const formRouteOf = ({ kind, route = 'subcutaneous' }: Product): string =>
  kind === 'liquid' ? '0005' : kind === 'capsule' ? '0003' : ROUTES[route].formRoute

const sold = all.flatMap(({ product }) =>
  product.brands.flatMap((brand) => product.packs.map((pack) => ({ product, brand, pack }))),
)
const brandName = (product: Product, brand: Brand): string => brand.name ?? product.name
const packWords = ({ kind }: Product, { quantity }: Pack): string =>
  kind === 'liquid' ? `${quantity} ml` : `${quantity} ${KINDS[kind].unit}`

function barcodes(brand: Brand, pack: Pack): XmlRow[] {
  const code = (place: number): string => {
    const digits = `952${String(brand.number * 1_000 + pack.number).padStart(8, '0')}${place}`
    return digits + gtinCheckDigit(digits)
  }
  if (brand.hasTwoBarcodes !== true) return [{ GTIN: code(1), STARTDT: '2008-01-07', ENDDT: brand.endedOn }]
  return [
    { GTIN: code(1), STARTDT: '2007-01-01', ENDDT: '2009-03-31' },
    { GTIN: code(2), STARTDT: '2009-04-01' },
  ]
}

/** The whole sample as rows. */
export const sampleRelease = (): DmdRelease => ({
  lookups: LOOKUPS,
  ING: ingredientNames.map((name) => ({ ISID: ingredientId(name), NM: name })),
  VTM: SUBSTANCES.map(({ number, name, previous }) => ({
    VTMID: idOf.vtm(number),
    NM: name,
    VTMIDPREV: previous === undefined ? undefined : idOf.vtm(previous),
    VTMIDDT: previous === undefined ? undefined : '2009-10-05',
  })),
  VMP: all.map(({ substance, product }) => ({
    VPID: idOf.vmp(product.number),
    VPIDDT: product.previous === undefined ? undefined : '2009-11-02',
    VPIDPREV: product.previous === undefined ? undefined : idOf.vmp(product.previous),
    VTMID: idOf.vtm(substance.number),
    INVALID: flagged(product.isInvalid),
    NM: product.name,
    BASISCD: '0001',
    COMBPRODCD: product.combination,
    PRES_STATCD: product.status ?? '0001',
    DF_INDCD: KINDS[product.kind].dose,
    UDFS: product.holds ?? (product.kind === 'tablet' || product.kind === 'capsule' ? '1' : undefined),
    UDFS_UOMCD:
      product.holds === undefined
        ? product.kind === 'tablet' || product.kind === 'capsule'
          ? UNITS[KINDS[product.kind].unit]
          : undefined
        : UNITS.ml,
    UNIT_DOSE_UOMCD: product.kind === 'liquid' ? undefined : UNITS[KINDS[product.kind].unit],
  })),
  VPI: all.flatMap(({ product }) =>
    product.ingredients.map(([name, amount, unit, per, perUnit]) => ({
      VPID: idOf.vmp(product.number),
      ISID: ingredientId(name),
      BASIS_STRNTCD: '0001',
      STRNT_NMRTR_VAL: amount,
      STRNT_NMRTR_UOMCD: UNITS[unit],
      STRNT_DNMTR_VAL: per,
      STRNT_DNMTR_UOMCD: perUnit && UNITS[perUnit],
    })),
  ),
  ONT: all.map(({ product }) => ({ VPID: idOf.vmp(product.number), FORMCD: formRouteOf(product) })),
  DFORM: all.map(({ product }) => ({ VPID: idOf.vmp(product.number), FORMCD: KINDS[product.kind].form })),
  DROUTE: all.map(({ product }) => ({
    VPID: idOf.vmp(product.number),
    ROUTECD: ROUTES[product.route ?? 'subcutaneous'].code,
  })),
  CONTROL_INFO: all.map(({ product }) => ({ VPID: idOf.vmp(product.number), CATCD: product.controlled ?? '0000' })),
  VMPP: all.flatMap(({ product }) =>
    product.packs.map((pack) => ({
      VPPID: idOf.vmpp(pack.number),
      NM: `${product.name} ${packWords(product, pack)}`,
      VPID: idOf.vmp(product.number),
      QTYVAL: pack.quantity,
      QTY_UOMCD: UNITS[KINDS[product.kind].unit],
      COMBPACKCD: pack.combination,
    })),
  ),
  vmppContent: all.flatMap(({ product }) =>
    product.packs.flatMap(({ number, contents = [] }) =>
      contents.map((content) => ({ PRNTVPPID: idOf.vmpp(number), CHLDVPPID: idOf.vmpp(content) })),
    ),
  ),
  AMP: all.flatMap(({ product }) =>
    product.brands.map((brand) => ({
      APID: idOf.amp(brand.number),
      VPID: idOf.vmp(product.number),
      NM: brandName(product, brand),
      DESC: `${brandName(product, brand)} (${brand.supplier})`,
      SUPPCD: SUPPLIERS[brand.supplier],
      LIC_AUTHCD: '0001',
      COMBPRODCD: product.combination,
      EMA: flagged(brand.isBlackTriangle, '0001'),
      PARALLEL_IMPORT: flagged(brand.isParallelImport, '0001'),
      AVAIL_RESTRICTCD: brand.availability ?? '0001',
    })),
  ),
  AP_ING: all.flatMap(({ product }) =>
    product.brands.flatMap(({ number, also = [] }) =>
      also.map((name) => ({ APID: idOf.amp(number), ISID: ingredientId(name) })),
    ),
  ),
  LIC_ROUTE: all.flatMap(({ product }) =>
    product.brands.map(({ number }) => ({
      APID: idOf.amp(number),
      ROUTECD: ROUTES[product.route ?? 'subcutaneous'].code,
    })),
  ),
  AMPP: sold.map(({ product, brand, pack }) => ({
    APPID: idOf.ampp(brand.number, pack.number),
    NM: `${brandName(product, brand)} (${brand.supplier}) ${packWords(product, pack)}`,
    VPPID: idOf.vmpp(pack.number),
    APID: idOf.amp(brand.number),
    COMBPACKCD: pack.combination,
    LEGAL_CATCD: '0003',
    DISCCD: flagged(brand.endedOn !== undefined, '0001'),
    DISCDT: brand.endedOn,
  })),
  amppContent: sold.flatMap(({ brand, pack }) =>
    (pack.contents ?? []).map((content) => ({
      PRNTAPPID: idOf.ampp(brand.number, pack.number),
      // What it holds is sold under the same name, as a brand of its own: 90 for the pack 90, 91 for the pack 91.
      CHLDAPPID: idOf.ampp(content, content),
    })),
  ),
  gtins: sold
    .filter(({ pack }) => pack.combination !== '0002')
    .map(({ brand, pack }) => ({
      AMPPID: idOf.ampp(brand.number, pack.number),
      GTINDATA: barcodes(brand, pack),
    })),
})

/** Writes the eight files of the sample. */
export const writeSample = (folder: string): void =>
  writeDmd(folder, SAMPLE_RELEASED_ON, sampleRelease(), {
    isSample: true,
    note: 'Made up for Troth by scripts/make-dmd-sample.ts: not the NHS dictionary, and not for treating anyone',
  })

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeSample(join(import.meta.dirname, '../samples/dmd'))
