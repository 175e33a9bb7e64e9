import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getStaffAccount } from '../../../../core/identity/accounts/index.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import {
  getAllergyStatus,
  hasNhsNumber,
  hospitalNumberOf,
  nameOf,
  type Patient,
  type PatientTables,
} from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { OrganisationSettings } from '../../../../core/tenancy/settings.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { addressFor, addressLines } from '../../../../core/values/address.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { Therapy } from '../../therapies/queries/therapies.ts'
import type { ClinicalPicture } from '../difference.ts'
import type { PatientContent, PrescriptionContent } from '../legal-content.ts'
import { prescriberContent } from '../prescriber.ts'
import type { PrescriptionDraft, WrittenContent } from '../stored-content.ts'
import { deliveryDays } from '../supply-plan.ts'
import { findProduct } from './find-product.ts'

type Tables = Reader<PatientTables & TenancyTables & IdentityTables & MedicineTables>

/** What a draft says, as it would be screened and signed, with prescriber and patient as they are today. */
export async function buildContent(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  asked: {
    readonly prescriptionId: string
    readonly prescriberId: string
    readonly patient: Patient
    readonly therapy: Therapy
    readonly draft: PrescriptionDraft
  },
): Promise<{ readonly written: WrittenContent } | { readonly refusals: readonly Refusal[] }> {
  const { draft, therapy, patient, prescriptionId } = asked
  const today = ctx.clock.today()
  const productId = draft.ampId ?? draft.vmpId
  const product = productId === undefined ? undefined : await findProduct(tx, productId)
  const account = await getStaffAccount(tx as Reader<IdentityTables>, ctx.tenantId, asked.prescriberId)
  const organisation = await getOrganisation(tx as Reader<TenancyTables>, ctx.tenantId)
  const prescriber = prescriberContent(account, organisation)
  const person = patientContent(patient, today, organisation.settings)
  const { dose, quantity, deliveries, interval, firstDoseOn } = draft
  const refusals = [
    ...('refusals' in prescriber ? prescriber.refusals : []),
    ...('refusals' in person ? person.refusals : []),
    ...(product === undefined ? [{ name: 'no-product', sentence: 'Choose the product' }] : []),
    ...(dose === undefined ? [{ name: 'no-dose', sentence: 'Enter the dose' }] : []),
    ...(quantity === undefined ? [{ name: 'no-quantity', sentence: 'Enter the quantity' }] : []),
    ...(deliveries === undefined || interval === undefined || firstDoseOn === undefined
      ? [{ name: 'no-deliveries', sentence: 'Enter the deliveries and the date of the first dose' }]
      : []),
  ]
  if ('refusals' in prescriber || 'refusals' in person || !product || !dose || !quantity) return { refusals }
  if (deliveries === undefined || interval === undefined || firstDoseOn === undefined) return { refusals }
  const content: PrescriptionContent = {
    prescriptionId,
    prescriber: prescriber.prescriber,
    patient: person.patient,
    items: [
      {
        lineId: `${prescriptionId}-1`,
        vtmId: product.vtmId,
        vmpId: product.vmpId,
        ampId: product.ampId,
        name: product.name,
        device: product.unit.doseUnit === 'pen' || product.unit.doseUnit === 'syringe' ? product.unit.words : undefined,
        controlledDrug: product.controlledDrug,
        dose,
        quantity,
        quantityUnit: product.unit.words,
      },
    ],
    deliveries,
    interval,
    firstDoseOn,
    notBefore: draft.notBefore,
  }
  const allergies = await getAllergyStatus(tx as Reader<PatientTables>, ctx, patient.patientId)
  const clinical = clinicalPicture(therapy, draft, allergies, deliveryDays({ deliveries, interval, firstDoseOn }))
  return { written: { content, on: today, clinical } }
}

const clinicalPicture = (
  therapy: Therapy,
  draft: PrescriptionDraft,
  allergies: AllergyStatus,
  deliveriesOn: readonly string[],
): ClinicalPicture => ({
  allergies: allergies.status === 'listed' ? allergies.allergies.map(({ substance }) => substance) : [],
  weightBand: draft.weightBand,
  indication: therapy.indication,
  fundingUntil: draft.fundingUntil,
  bloodsUntil: draft.bloodsUntil,
  deliveriesOn,
})

/** The patient as a prescription states them. Whoever may not see where they live cannot state it. */
function patientContent(
  patient: Patient,
  today: string,
  settings: OrganisationSettings,
): { readonly patient: PatientContent } | { readonly refusals: readonly Refusal[] } {
  const address = addressFor(patient.addresses, 'home', today)
  if (patient.contactHidden) {
    const sentence = 'You may not see where this patient lives, which a prescription must state: ask someone who may'
    return { refusals: [{ name: 'address-hidden', sentence }] }
  }
  if (address === undefined || patient.birthDate === undefined) {
    const sentence = 'A prescription states date of birth and home address: add what is missing to the patient’s record'
    return { refusals: [{ name: 'patient-incomplete', sentence }] }
  }
  return {
    patient: {
      nhsNumber: hasNhsNumber(patient.nhsNumber) ? patient.nhsNumber.number : undefined,
      hospitalNumber: hospitalNumberOf(patient, settings),
      name: fullName(nameOf(patient, today)),
      birthDate: patient.birthDate,
      address: addressLines(address),
    },
  }
}
