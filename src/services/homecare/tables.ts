import type { CoreTables } from '../../core/command.ts'
import type { PatientTables } from '../../core/patients/tables.ts'
import type { CompanyTables } from './companies/tables.ts'
import type { DeliveryTables } from './deliveries/tables.ts'
import type { EnrolmentTables } from './enrolments/tables.ts'
import type { ExchangeTables } from './exchange/tables.ts'
import type { HospitalMedicineTables } from './hospital-medicines/tables.ts'
import type { MatchingTables } from './matching/tables.ts'
import type { MatterTables } from './matters/tables.ts'
import type { PrescriptionTables } from './prescriptions/tables.ts'
import type { SchemeTables } from './schemes/tables.ts'
import type { ScreeningTables } from './screening/tables.ts'
import type { SigningTables } from './signing/tables.ts'
import type { SheetTables } from './supply-cover/tables.ts'
import type { StepTables } from './steps/tables.ts'
import type { StockTables } from './stock/tables.ts'
import type { TherapyTables } from './therapies/tables.ts'

/** Every table of homecare: rules look across its machines, so its commands do too. */
export type HomecareTables = CompanyTables &
  DeliveryTables &
  EnrolmentTables &
  ExchangeTables &
  HospitalMedicineTables &
  MatchingTables &
  MatterTables &
  PrescriptionTables &
  SchemeTables &
  SheetTables &
  ScreeningTables &
  SigningTables &
  StepTables &
  StockTables &
  TherapyTables

/** What a homecare command or page touches: its own tables, the patients and the core. */
export type HomecareWork = HomecareTables & PatientTables & CoreTables
