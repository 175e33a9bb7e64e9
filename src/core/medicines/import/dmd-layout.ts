// What the eight files of a dm+d release hold and where each part goes, in the order they are brought in: a file only refers
// to files before it. Element names are those of NHSBSA's schemas (…_v2_3.xsd, gtin_v2_0.xsd).

export type FileKind = 'lookup' | 'ingredient' | 'vtm' | 'vmp' | 'vmpp' | 'amp' | 'ampp' | 'gtin'

/**
 * `id`: a SNOMED identifier · `code`: short code or identifier · `list`: the element that the row stands in · `flag`: 1 or 0001 ·
 * `gtin`: digits with a right check digit.
 */
export type Kind = 'id' | 'code' | 'text' | 'date' | 'number' | 'flag' | 'list' | 'gtin'

export interface Column {
  readonly name: string
  readonly element: string
  readonly kind: Kind
  readonly isRequired: boolean
  /** The list of the lookup file, or the table, that must know the value. */
  readonly list?: string
  readonly table?: string
}

/** One kind of row. An entry stands by itself and is never deleted; a part belongs to an entry and is replaced with it. */
export interface Part {
  readonly file: FileKind
  /** The element of one row. */
  readonly element: string
  /** Elements around it whose values belong to each row inside: a pack around its barcode numbers. */
  readonly around?: string
  readonly table: string
  /** In words, for reports: "3 generic products". */
  readonly words: string
  readonly columns: readonly Column[]
  readonly key: readonly string[]
  /** For a part: the column that names its entry. */
  readonly of?: string
  /** Several rows that differ in nothing but their order. */
  readonly hasPlace?: boolean
  /** Elements of the identifier it had before and the day it changed. */
  readonly previous?: { readonly id: string; readonly on: string; readonly level: 'ingredient' | 'vtm' | 'vmp' }
}

export const ROOTS: Readonly<Record<FileKind, string>> = {
  lookup: 'LOOKUP',
  ingredient: 'INGREDIENT_SUBSTANCES',
  vtm: 'VIRTUAL_THERAPEUTIC_MOIETIES',
  vmp: 'VIRTUAL_MED_PRODUCTS',
  vmpp: 'VIRTUAL_MED_PRODUCT_PACK',
  amp: 'ACTUAL_MEDICINAL_PRODUCTS',
  ampp: 'ACTUAL_MEDICINAL_PROD_PACKS',
  gtin: 'GTIN_DETAILS',
}
export const FILE_KINDS = Object.keys(ROOTS) as readonly FileKind[]

type Refers = { readonly list?: string; readonly table?: string }
const column =
  (kind: Kind) =>
  (name: string, element: string, refers: Refers = {}): Column => ({
    name,
    element,
    kind,
    isRequired: false,
    ...refers,
  })
const id = column('id')
const code = column('code')
const text = column('text')
const date = column('date')
const number = column('number')
const flag = column('flag')
const needed = (one: Column): Column => ({ ...one, isRequired: true })

const invalid = flag('is_invalid', 'INVALID')
const unit = { list: 'UNIT_OF_MEASURE' }
const INGREDIENT = { table: 'core.dmd_ingredient' }
const VMP = { table: 'core.dmd_vmp' }
const AMP = { table: 'core.dmd_amp' }
const VMPP = { table: 'core.dmd_vmpp' }
const AMPP = { table: 'core.dmd_ampp' }

/** A code of one list, for each of many entries. */
const codes = (
  file: FileKind,
  element: string,
  table: string,
  of: Column,
  [name, list]: readonly [string, string],
  words: string,
): Part => ({
  file,
  element,
  table,
  words,
  columns: [needed(of), needed(code('code', name, { list }))],
  key: [of.name, 'code'],
  of: of.name,
})

export const PARTS: readonly Part[] = [
  {
    file: 'lookup',
    element: 'INFO',
    table: 'core.dmd_lookup',
    words: 'codes',
    columns: [
      needed(column('list')('list', '')),
      needed(code('code', 'CD')),
      text('description', 'DESC'),
      code('previous_code', 'CDPREV'),
      date('changed_on', 'CDDT'),
      invalid,
    ],
    key: ['list', 'code'],
  },
  {
    file: 'ingredient',
    element: 'ING',
    table: 'core.dmd_ingredient',
    words: 'ingredients',
    columns: [needed(id('ingredient_id', 'ISID')), needed(text('name', 'NM')), invalid],
    key: ['ingredient_id'],
    previous: { id: 'ISIDPREV', on: 'ISIDDT', level: 'ingredient' },
  },
  {
    file: 'vtm',
    element: 'VTM',
    table: 'core.dmd_vtm',
    words: 'substances',
    columns: [needed(id('vtm_id', 'VTMID')), needed(text('name', 'NM')), text('short_name', 'ABBREVNM'), invalid],
    key: ['vtm_id'],
    previous: { id: 'VTMIDPREV', on: 'VTMIDDT', level: 'vtm' },
  },
  {
    file: 'vmp',
    element: 'VMP',
    table: 'core.dmd_vmp',
    words: 'generic products',
    columns: [
      needed(id('vmp_id', 'VPID')),
      id('vtm_id', 'VTMID', { table: 'core.dmd_vtm' }),
      needed(text('name', 'NM')),
      text('short_name', 'ABBREVNM'),
      text('previous_name', 'NMPREV'),
      date('renamed_on', 'NMDT'),
      code('combination', 'COMBPRODCD', { list: 'COMBINATION_PROD_IND' }),
      needed(code('prescribing_status', 'PRES_STATCD', { list: 'VIRTUAL_PRODUCT_PRES_STATUS' })),
      flag('is_sugar_free', 'SUG_F'),
      flag('is_gluten_free', 'GLU_F'),
      flag('is_preservative_free', 'PRES_F'),
      flag('is_cfc_free', 'CFC_F'),
      code('not_available', 'NON_AVAILCD', { list: 'VIRTUAL_PRODUCT_NON_AVAIL' }),
      date('not_available_on', 'NON_AVAILDT'),
      code('dose_form', 'DF_INDCD', { list: 'DF_INDICATOR' }),
      number('unit_dose_size', 'UDFS'),
      code('unit_dose_size_unit', 'UDFS_UOMCD', unit),
      code('unit_dose_unit', 'UNIT_DOSE_UOMCD', unit),
      invalid,
    ],
    key: ['vmp_id'],
    previous: { id: 'VPIDPREV', on: 'VPIDDT', level: 'vmp' },
  },
  {
    file: 'vmp',
    element: 'VPI',
    table: 'core.dmd_vmp_ingredient',
    words: 'strengths',
    columns: [
      needed(id('vmp_id', 'VPID', VMP)),
      needed(id('ingredient_id', 'ISID', INGREDIENT)),
      code('strength_basis', 'BASIS_STRNTCD', { list: 'BASIS_OF_STRNTH' }),
      id('base_id', 'BS_SUBID', INGREDIENT),
      number('numerator', 'STRNT_NMRTR_VAL'),
      code('numerator_unit', 'STRNT_NMRTR_UOMCD', unit),
      number('denominator', 'STRNT_DNMTR_VAL'),
      code('denominator_unit', 'STRNT_DNMTR_UOMCD', unit),
    ],
    key: ['vmp_id', 'place'],
    of: 'vmp_id',
    hasPlace: true,
  },
  codes(
    'vmp',
    'ONT',
    'core.dmd_vmp_form_route',
    id('vmp_id', 'VPID', VMP),
    ['FORMCD', 'ONT_FORM_ROUTE'],
    'forms by route',
  ),
  codes('vmp', 'DFORM', 'core.dmd_vmp_form', id('vmp_id', 'VPID', VMP), ['FORMCD', 'FORM'], 'forms'),
  codes('vmp', 'DROUTE', 'core.dmd_vmp_route', id('vmp_id', 'VPID', VMP), ['ROUTECD', 'ROUTE'], 'routes'),
  {
    file: 'vmp',
    element: 'CONTROL_INFO',
    table: 'core.dmd_controlled_drug',
    words: 'controlled drug categories',
    columns: [
      needed(id('vmp_id', 'VPID', VMP)),
      needed(code('category', 'CATCD', { list: 'CONTROL_DRUG_CATEGORY' })),
      date('category_from', 'CATDT'),
      code('previous_category', 'CAT_PREVCD', { list: 'CONTROL_DRUG_CATEGORY' }),
    ],
    key: ['vmp_id'],
    of: 'vmp_id',
  },
  {
    file: 'vmpp',
    element: 'VMPP',
    table: 'core.dmd_vmpp',
    words: 'pack sizes',
    columns: [
      needed(id('vmpp_id', 'VPPID')),
      needed(id('vmp_id', 'VPID', VMP)),
      needed(text('name', 'NM')),
      number('quantity', 'QTYVAL'),
      code('quantity_unit', 'QTY_UOMCD', unit),
      code('combination', 'COMBPACKCD', { list: 'COMBINATION_PACK_IND' }),
      invalid,
    ],
    key: ['vmpp_id'],
  },
  {
    file: 'vmpp',
    element: 'CCONTENT',
    table: 'core.dmd_vmpp_content',
    words: 'contents of combination pack sizes',
    columns: [needed(id('vmpp_id', 'PRNTVPPID', VMPP)), needed(id('content_id', 'CHLDVPPID', VMPP))],
    key: ['vmpp_id', 'content_id'],
    of: 'vmpp_id',
  },
  {
    file: 'amp',
    element: 'AMP',
    table: 'core.dmd_amp',
    words: 'brands',
    columns: [
      needed(id('amp_id', 'APID')),
      needed(id('vmp_id', 'VPID', VMP)),
      needed(text('name', 'NM')),
      text('short_name', 'ABBREVNM'),
      needed(text('description', 'DESC')),
      text('previous_name', 'NM_PREV'),
      date('renamed_on', 'NMDT'),
      needed(code('supplier', 'SUPPCD', { list: 'SUPPLIER' })),
      needed(code('licensing', 'LIC_AUTHCD', { list: 'LICENSING_AUTHORITY' })),
      code('combination', 'COMBPRODCD', { list: 'COMBINATION_PROD_IND' }),
      code('flavour', 'FLAVOURCD', { list: 'FLAVOUR' }),
      flag('is_black_triangle', 'EMA'),
      flag('is_parallel_import', 'PARALLEL_IMPORT'),
      needed(code('availability', 'AVAIL_RESTRICTCD', { list: 'AVAILABILITY_RESTRICTION' })),
      invalid,
    ],
    key: ['amp_id'],
  },
  {
    file: 'amp',
    element: 'AP_ING',
    table: 'core.dmd_amp_ingredient',
    words: 'further ingredients',
    columns: [
      needed(id('amp_id', 'APID', AMP)),
      needed(id('ingredient_id', 'ISID', INGREDIENT)),
      number('strength', 'STRNTH'),
      code('unit', 'UOMCD', unit),
    ],
    key: ['amp_id', 'place'],
    of: 'amp_id',
    hasPlace: true,
  },
  codes('amp', 'LIC_ROUTE', 'core.dmd_amp_route', id('amp_id', 'APID', AMP), ['ROUTECD', 'ROUTE'], 'licensed routes'),
  {
    file: 'ampp',
    element: 'AMPP',
    table: 'core.dmd_ampp',
    words: 'packs',
    columns: [
      needed(id('ampp_id', 'APPID')),
      needed(id('vmpp_id', 'VPPID', VMPP)),
      needed(id('amp_id', 'APID', AMP)),
      needed(text('name', 'NM')),
      code('combination', 'COMBPACKCD', { list: 'COMBINATION_PACK_IND' }),
      needed(code('legal_category', 'LEGAL_CATCD', { list: 'LEGAL_CATEGORY' })),
      text('sub_pack', 'SUBP'),
      flag('is_discontinued', 'DISCCD'),
      date('discontinued_on', 'DISCDT'),
      invalid,
    ],
    key: ['ampp_id'],
  },
  {
    file: 'ampp',
    element: 'CCONTENT',
    table: 'core.dmd_ampp_content',
    words: 'contents of combination packs',
    columns: [needed(id('ampp_id', 'PRNTAPPID', AMPP)), needed(id('content_id', 'CHLDAPPID', AMPP))],
    key: ['ampp_id', 'content_id'],
    of: 'ampp_id',
  },
  {
    file: 'gtin',
    element: 'GTINDATA',
    around: 'AMPP',
    table: 'core.dmd_gtin',
    words: 'barcode numbers',
    columns: [
      needed(id('ampp_id', 'AMPPID', AMPP)),
      needed(column('gtin')('gtin', 'GTIN')),
      needed(date('starts_on', 'STARTDT')),
      date('ends_on', 'ENDDT'),
    ],
    key: ['ampp_id', 'gtin', 'starts_on'],
    of: 'ampp_id',
  },
]

export const isEntry = (part: Part): boolean => part.of === undefined

/** The parts of one file, by the element of their rows. */
export const partsOf = (file: FileKind): ReadonlyMap<string, Part> =>
  new Map(PARTS.filter((part) => part.file === file).map((part) => [part.element, part]))
