// Every table the program keeps, with the class of every column. A table that is missing here fails test/schema.test.ts.
import { declareDataMaps } from './core/database/held-data.ts'
import { apiClientDataMap } from './core/api-clients/tables.ts'
import { auditDataMap } from './core/audit/tables.ts'
import { disclosureDataMap } from './core/disclosures/tables.ts'
import { contactDataMap } from './core/contacts/tables.ts'
import { encryptionDataMap } from './core/encryption/tables.ts'
import { idempotencyDataMap } from './core/idempotency/tables.ts'
import { importDataMap } from './core/imports/tables.ts'
import { accountDataMap } from './core/identity/accounts/tables.ts'
import { patientAccessDataMap } from './core/identity/patient-access/tables.ts'
import { signatureDataMap } from './core/identity/signatures/tables.ts'
import { sessionDataMap } from './core/identity/sessions/tables.ts'
import { ledgerDataMap } from './core/ledger/tables.ts'
import { medicineDataMap } from './core/medicines/tables.ts'
import { notificationDataMap } from './core/notifications/tables.ts'
import { patientDataMap } from './core/patients/tables.ts'
import { safetyConcernDataMap } from './core/safety-concerns/tables.ts'
import { taskDataMap } from './core/tasks/tables.ts'
import { tenancyDataMap } from './core/tenancy/tables.ts'
import { companyDataMap } from './services/homecare/companies/tables.ts'
import { deliveryDataMap } from './services/homecare/deliveries/tables.ts'
import { enrolmentDataMap } from './services/homecare/enrolments/tables.ts'
import { exchangeDataMap } from './services/homecare/exchange/tables.ts'
import { hospitalMedicineDataMap } from './services/homecare/hospital-medicines/tables.ts'
import { matchingDataMap } from './services/homecare/matching/tables.ts'
import { matterDataMap } from './services/homecare/matters/tables.ts'
import { prescriptionDataMap } from './services/homecare/prescriptions/tables.ts'
import { schemeDataMap } from './services/homecare/schemes/tables.ts'
import { screeningDataMap } from './services/homecare/screening/tables.ts'
import { signingDataMap } from './services/homecare/signing/tables.ts'
import { stepDataMap } from './services/homecare/steps/tables.ts'
import { stockDataMap } from './services/homecare/stock/tables.ts'
import { sheetDataMap } from './services/homecare/supply-cover/tables.ts'
import { therapyDataMap } from './services/homecare/therapies/tables.ts'

declareDataMaps(
  accountDataMap,
  apiClientDataMap,
  auditDataMap,
  disclosureDataMap,
  contactDataMap,
  encryptionDataMap,
  idempotencyDataMap,
  importDataMap,
  ledgerDataMap,
  medicineDataMap,
  notificationDataMap,
  patientAccessDataMap,
  patientDataMap,
  safetyConcernDataMap,
  sessionDataMap,
  signatureDataMap,
  taskDataMap,
  tenancyDataMap,
  companyDataMap,
  deliveryDataMap,
  enrolmentDataMap,
  exchangeDataMap,
  hospitalMedicineDataMap,
  matchingDataMap,
  matterDataMap,
  prescriptionDataMap,
  schemeDataMap,
  screeningDataMap,
  signingDataMap,
  stepDataMap,
  sheetDataMap,
  stockDataMap,
  therapyDataMap,
)
