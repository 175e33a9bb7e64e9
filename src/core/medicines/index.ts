// The front door of medicines: the NHS dictionary of medicines and devices (dm+d).
import './routes.ts'
import './pages/search-medicines.page.tsx'
import './pages/medicine.page.tsx'

export { barcodeOn, type BarcodeAnswer } from './barcode.ts'
export type { Coded } from './coded.ts'
export { controlledDrug, isPaperOnly, type ControlledDrug, type Schedule } from './controlled-drug.ts'
export type { DmdChanges, DmdImportOptions, DmdOutcome, DmdProblem, DmdProgress } from './import/import-options.ts'
export { isLive, LEVELS, type Level, type MedicineEntry } from './medicine.ts'
export {
  ChooseMedicine,
  chooseMedicineFields,
  chooseMedicineQuery,
  findChoices,
  readChoice,
  type MedicineChoice,
} from './pages/choose-medicine.tsx'
export { medicinePaths } from './paths.ts'
export { lookUpMedicines } from './policy.ts'
export { AVAILABILITY, getBrand, listBrands, type Brand } from './queries/brands.ts'
export { findMedicine, getMedicine, listEntries, listPreviousIds, type FoundMedicine } from './queries/find-medicine.ts'
export {
  findControlledDrug,
  getGenericProduct,
  listGenericProducts,
  type GenericProduct,
  type Ingredient,
} from './queries/generic-products.ts'
export {
  findPacksByBarcode,
  listPacks,
  listPackSizes,
  type Barcode,
  type Pack,
  type PackSize,
} from './queries/packs.ts'
export { findHeldRelease, type HeldRelease } from './queries/releases.ts'
export {
  searchMedicines,
  type MedicineMatch,
  type MedicineMatches,
  type MedicineSearch,
} from './queries/search-medicines.ts'
export { quantityWords, strengthWords, type Strength } from './strength.ts'
export type { MedicineTables } from './tables.ts'
