import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getAllergyStatus, type Patient, type PatientTables } from '../../../../core/patients/index.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { OrganisationKind } from '../../../../core/tenancy/organisation.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { listSteps, type Step } from '../../steps/queries.ts'
import type { HomecareTables } from '../../tables.ts'
import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { type DeliveryCare, getDeliveryCare } from './delivery-care.ts'

export type PageTables = HomecareTables & PatientTables & TenancyTables & EncryptionTables

/** A delivery as its pages show it. */
export interface DeliveryOfPage {
  readonly care: DeliveryCare
  readonly patient: Patient
  readonly allergies: AllergyStatus
  readonly kind: OrganisationKind
  readonly patientId: string
  /** Whether people here record what the company says, because it does not use Troth. */
  readonly isOnBehalf: boolean
  /** Where it goes is hidden from those who may not see where the patient lives. */
  readonly maySeeAddress: boolean
  readonly steps: readonly Step[]
  readonly names: ReadonlyMap<string, string>
}

/** Throws `NotFoundError`. */
export async function deliveryOfPage(
  tx: Reader<PageTables>,
  ctx: Context,
  deliveryId: string,
): Promise<DeliveryOfPage> {
  const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
  const { patientId } = care.delivery
  const { kind } = await getOrganisation(tx, ctx.tenantId)
  // Of merged records, the one that is in use: what is printed of a person is what is known of them now.
  const person = await getPerson(tx as never, ctx, patientId)
  const patient = { ...person.patient, sensitive: person.sensitive }
  const steps = await listSteps(tx, ctx, [deliveryId])
  return {
    care,
    patient,
    allergies: await getAllergyStatus(tx as Reader<PatientTables>, ctx, patient.patientId),
    kind,
    patientId,
    isOnBehalf: kind === 'nhs-trust' && care.otherSide === undefined,
    maySeeAddress: maySeeContact(ctx, patient),
    steps,
    names: await namesOf(tx as never, ctx.tenantId, [...new Set(steps.map(({ actorId }) => actorId))]),
  }
}
