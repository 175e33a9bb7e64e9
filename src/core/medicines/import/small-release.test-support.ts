import { gtinCheckDigit } from '../../values/gtin.ts'
import { ukId, type DmdRelease } from './dmd-release.test-support.ts'

/** Identifiers of the small release that the import's tests change a little from week to week. */
export const IDS = {
  supplier: ukId(1_001),
  ingredient: ukId(2_001),
  vtm: ukId(3_001),
  vmp: ukId(4_001),
  newVmp: ukId(4_002),
  vmpp: ukId(5_001),
  vmppInside: ukId(5_002),
  amp: ukId(6_001),
  ampp: ukId(7_001),
  amppInside: ukId(7_002),
} as const
export const UNIT_MG = '258684004'
export const gtin = (digits: string): string => digits + gtinCheckDigit(digits)
export const GTIN = gtin('952000000001')

/** One substance, one product, one brand, a pack and a combination pack that holds it. */
export const SMALL: DmdRelease = {
  lookups: {
    VIRTUAL_PRODUCT_PRES_STATUS: [{ CD: '0001', DESC: 'Valid' }],
    CONTROL_DRUG_CATEGORY: [
      { CD: '0000', DESC: 'None' },
      { CD: '0002', DESC: 'Schedule 2' },
    ],
    UNIT_OF_MEASURE: [{ CD: UNIT_MG, DESC: 'mg' }],
    SUPPLIER: [{ CD: IDS.supplier, DESC: 'Smith & Sons <Leeds>' }],
    LICENSING_AUTHORITY: [{ CD: '0001', DESC: 'Regulator' }],
    AVAILABILITY_RESTRICTION: [{ CD: '0001', DESC: 'None' }],
    LEGAL_CATEGORY: [{ CD: '0003', DESC: 'POM' }],
    COMBINATION_PACK_IND: [{ CD: '0001', DESC: 'Combination pack' }],
    FORM: [{ CD: '385055001', DESC: 'Tablet' }],
  },
  ING: [{ ISID: IDS.ingredient, NM: 'Examplin' }],
  VTM: [{ VTMID: IDS.vtm, NM: 'Examplin' }],
  VMP: [{ VPID: IDS.vmp, VTMID: IDS.vtm, NM: 'Examplin 5mg tablets', PRES_STATCD: '0001' }],
  VPI: [{ VPID: IDS.vmp, ISID: IDS.ingredient, STRNT_NMRTR_VAL: '5', STRNT_NMRTR_UOMCD: UNIT_MG }],
  ONT: [],
  DFORM: [{ VPID: IDS.vmp, FORMCD: '385055001' }],
  DROUTE: [],
  CONTROL_INFO: [{ VPID: IDS.vmp, CATCD: '0002' }],
  VMPP: [
    { VPPID: IDS.vmpp, NM: 'Examplin 5mg tablets 28', VPID: IDS.vmp, QTYVAL: 28, QTY_UOMCD: UNIT_MG },
    { VPPID: IDS.vmppInside, NM: 'Examplin 5mg tablets 7', VPID: IDS.vmp, QTYVAL: 7, QTY_UOMCD: UNIT_MG },
  ],
  vmppContent: [{ PRNTVPPID: IDS.vmpp, CHLDVPPID: IDS.vmppInside }],
  AMP: [
    {
      APID: IDS.amp,
      VPID: IDS.vmp,
      NM: 'Exabrand 5mg tablets',
      DESC: 'Exabrand 5mg tablets (Smith & Sons)',
      SUPPCD: IDS.supplier,
      LIC_AUTHCD: '0001',
      AVAIL_RESTRICTCD: '0001',
    },
  ],
  AP_ING: [],
  LIC_ROUTE: [],
  AMPP: [
    { APPID: IDS.ampp, NM: 'Exabrand 28', VPPID: IDS.vmpp, APID: IDS.amp, COMBPACKCD: '0001', LEGAL_CATCD: '0003' },
    { APPID: IDS.amppInside, NM: 'Exabrand 7', VPPID: IDS.vmppInside, APID: IDS.amp, LEGAL_CATCD: '0003' },
  ],
  amppContent: [{ PRNTAPPID: IDS.ampp, CHLDAPPID: IDS.amppInside }],
  gtins: [{ AMPPID: IDS.ampp, GTINDATA: [{ GTIN, STARTDT: '2020-01-01' }] }],
}
