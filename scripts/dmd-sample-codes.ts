// The codes that the sample of dm+d uses, in our own words. Units, forms and routes are SNOMED CT concepts; suppliers are numbered by us.
import { ukId, type XmlRow } from '../src/core/medicines/import/dmd-release.test-support.ts'

export const UNITS = {
  mg: '258684004',
  ml: '258773002',
  microgram: '258685003',
  unit: '258666001',
  tablet: '428673006',
  capsule: '428641000',
  vial: '415818006',
  ampoule: '413516001',
  cartridge: '732988008',
  'pre-filled disposable injection': '3318611000001103',
} as const
export type UnitName = keyof typeof UNITS

const SUPPLIER_NAMES = [
  'AbbVie Ltd',
  'Amgen Ltd',
  'Bayer Plc',
  'Biogen Biosimilar Ltd',
  'Celltrion Healthcare UK Ltd',
  'Example Generics Ltd',
  'Example Imports Ltd',
  'Janssen-Cilag Ltd',
  'medac UK',
  'Merck Serono Ltd',
  'Novo Nordisk Ltd',
  'Pfizer Ltd',
  'Roche Products Ltd',
  'Sample Pharma Ltd',
  'Sandoz Ltd',
  'Viatris UK Healthcare Ltd',
] as const
export type SupplierName = (typeof SUPPLIER_NAMES)[number]
export const SUPPLIERS = Object.fromEntries(
  SUPPLIER_NAMES.map((name, at) => [name, ukId(90_007_001 + at)]),
) as Readonly<Record<SupplierName, string>>

const numbered = (...words: string[]): readonly XmlRow[] =>
  words.map((DESC, at) => ({ CD: String(at + 1).padStart(4, '0'), DESC }))
const fromNought = (...words: string[]): readonly XmlRow[] =>
  words.map((DESC, at) => ({ CD: String(at).padStart(4, '0'), DESC }))
const coded = (codes: Readonly<Record<string, string>>): readonly XmlRow[] =>
  Object.entries(codes).map(([DESC, CD]) => ({ CD, DESC }))

export const LOOKUPS: Readonly<Record<string, readonly XmlRow[]>> = {
  COMBINATION_PACK_IND: numbered('Combination pack', 'Component only pack'),
  COMBINATION_PROD_IND: numbered('Combination product', 'Component only product'),
  VIRTUAL_PRODUCT_PRES_STATUS: numbered(
    'Valid as a prescribable product',
    'Invalid to prescribe in NHS primary care',
    'Prescribable by brand only',
    'Never valid to prescribe by generic name',
    'Not recommended to prescribe by generic name',
    'Not recommended to prescribe by generic name: brands not bioequivalent',
    'Not recommended to prescribe by generic name: patient training required',
    'Not recommended to prescribe by generic name: no published specification',
  ),
  CONTROL_DRUG_CATEGORY: fromNought(
    'No controlled drug status',
    'Schedule 1 (CD Lic)',
    'Schedule 2 (CD)',
    'Schedule 2 (CD exempt safe custody)',
    'Schedule 3 (CD no register)',
    'Schedule 3 (CD no register, exempt safe custody)',
    'Schedule 3 (CD no register, phenobarbital)',
    'Schedule 3 (CD no register, temazepam)',
    'Schedule 4 (CD anabolic)',
    'Schedule 4 (CD benzodiazepine)',
    'Schedule 5 (CD invoice)',
  ),
  LICENSING_AUTHORITY: fromNought('None', 'Medicines regulator', 'Devices', 'Unknown', 'Traditional herbal medicines'),
  UNIT_OF_MEASURE: coded(UNITS),
  FORM: coded({
    'Solution for injection': '385219001',
    Tablet: '385055001',
    Capsule: '385049006',
    'Oral solution': '385023001',
  }),
  ONT_FORM_ROUTE: [
    { CD: '0001', DESC: 'tablet, by mouth' },
    { CD: '0003', DESC: 'capsule, by mouth' },
    { CD: '0005', DESC: 'solution, by mouth' },
    { CD: '0022', DESC: 'solution for injection, under the skin' },
    { CD: '0023', DESC: 'solution for injection, into a muscle' },
  ],
  ROUTE: coded({ Subcutaneous: '34206005', Intramuscular: '78421000', Oral: '26643006' }),
  SUPPLIER: coded(SUPPLIERS),
  FLAVOUR: numbered('Almond'),
  BASIS_OF_STRNTH: numbered('Based on ingredient substance', 'Based on base substance'),
  VIRTUAL_PRODUCT_NON_AVAIL: fromNought('Actual products available', 'Actual products not available'),
  DISCONTINUED_IND: fromNought('Reinstated', 'Discontinued'),
  DF_INDICATOR: [
    { CD: '1', DESC: 'Discrete' },
    { CD: '2', DESC: 'Continuous' },
    { CD: '3', DESC: 'Not applicable' },
  ],
  LEGAL_CATEGORY: numbered('GSL', 'P', 'POM', 'Not applicable'),
  AVAILABILITY_RESTRICTION: numbered(
    'None',
    'Restricted availability',
    'Individual patient supply',
    'Imported',
    'Clinical trial',
    'Special',
    'Extemporaneous',
    'Hospital only',
    'Not available',
  ),
}
