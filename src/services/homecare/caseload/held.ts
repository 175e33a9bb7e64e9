import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { DeliveryAddress, EnrolmentDetails } from '../enrolments/enrolment-details.ts'
import type { DoseRoute } from '../therapies/dose.ts'
import type { WantedDose } from './wanted.ts'

/** What Troth holds of one patient and substance: a registration that has not ended, a treatment that has not stopped. */
export interface Held {
  readonly patientId: string
  readonly vtmId: string
  readonly medicine: string
  readonly enrolment:
    | {
        readonly enrolmentId: string
        readonly version: number
        readonly companyId: string | undefined
        readonly accountReference: string | undefined
        readonly ownerId: string | undefined
        readonly details: EnrolmentDetails
        readonly address: DeliveryAddress | undefined
      }
    | undefined
  readonly therapy:
    | {
        readonly therapyId: string
        readonly version: number
        readonly route: DoseRoute
        readonly indication: string | undefined
        readonly isBiologic: boolean
        /** On its usual dose, and that dose came from no prescription. */
        readonly mayTakeDose: boolean
      }
    | undefined
  readonly plan: (WantedDose & { readonly planId: string }) | undefined
  readonly count:
    | { readonly stockCountId: string; readonly units: number | undefined; readonly countedOn: CivilDate | undefined }
    | undefined
}
