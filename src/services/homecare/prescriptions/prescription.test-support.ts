import { sealFor } from '../../../core/encryption/subject-keys.ts'
import { signWith } from '../../../core/identity/signatures/index.ts'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { getPatient, hasNhsNumber, nameOf } from '../../../core/patients/index.ts'
import { civilDateOf } from '../../../core/values/london-time.ts'
import { displayName } from '../../../core/values/person-name.ts'
import type { Care } from '../care.test-support.ts'
import { type HomecareTest, type PersonName, type Place, SAMPLE } from '../homecare.test-support.ts'
import type { PrescriptionClass } from './classify.ts'
import type { ClinicalPicture } from './difference.ts'
import { CONTENT, ITEM } from './content.test-support.ts'
import { contentDigest, legalContent, type ItemContent, type PrescriptionContent } from './legal-content.ts'
import type { PrescriptionState } from './prescription-state.ts'
import { openKey } from './signing.test-support.ts'
import { storedText } from './stored-content.ts'
import { windowOf } from './validity.ts'

export interface PrescriptionOver {
  /** Waiting for clinical screening unless told otherwise. From `signed` on it carries a real signature. */
  readonly state?: PrescriptionState
  readonly class?: PrescriptionClass
  readonly content?: Partial<PrescriptionContent>
  readonly item?: Partial<ItemContent>
  readonly clinical?: Partial<ClinicalPicture>
  readonly replacesId?: string
  readonly prescriber?: PersonName
  readonly place?: Place
}

const CLINICAL: ClinicalPicture = {
  allergies: [],
  weightBand: undefined,
  indication: 'Rheumatoid arthritis',
  fundingUntil: '2027-12-31',
  bloodsUntil: '2027-12-31',
  deliveriesOn: ['2026-12-04', '2027-01-29', '2027-03-26'],
}

export interface GivenPrescription {
  readonly prescriptionId: string
  readonly digest: string
  readonly content: PrescriptionContent
}

const BEFORE_SCREENING: readonly PrescriptionState[] = ['draft', 'proposed', 'in-screening', 'queried', 'discarded']
const UNSCREENED: readonly PrescriptionState[] = [...BEFORE_SCREENING, 'signed-unscreened']
const BEFORE_SIGNING: readonly PrescriptionState[] = [...BEFORE_SCREENING, 'declined', 'screened']
const BEFORE_ORDER: readonly PrescriptionState[] = [...BEFORE_SIGNING, 'signed-unscreened', 'signed']

/** A prescription of a patient's homecare in any state, with sealed content: Humira pens of the sample, three deliveries. */
export async function givenPrescription(
  given: HomecareTest,
  care: Care,
  over: PrescriptionOver = {},
): Promise<GivenPrescription> {
  const place = over.place ?? 'trust'
  const state = over.state ?? 'in-screening'
  const prescriptionId = given.newId()
  const isSigned = !BEFORE_SIGNING.includes(state)
  const key = isSigned ? await openKey(given, place, over.prescriber ?? 'doctor') : undefined
  const content = await contentFor(given, care, prescriptionId, over)
  const now = given.clock.now()
  const on = civilDateOf(now)
  const legal = legalContent(content, on)
  const digest = contentDigest(legal)
  const { schedule } = content.items[0]!.controlledDrug
  const units = content.items.reduce((sum, { quantity }) => sum + quantity, 0) * content.deliveries
  const tenant_id = given.tenants[place]
  const prescriber = given.as(place, over.prescriber ?? 'doctor')
  const subject = { subjectId: care.patientId, class: 'clinical-text' as const }
  const column = (name: string) => ({ table: 'homecare.prescription', column: name, rowId: prescriptionId })
  await given.write(place, async (tx) => {
    const document =
      key && (await signWith(tx as never, prescriber, key, { kind: 'prescription', content: legal as never }))
    const sealed = async (name: string, text: string) => await sealFor(tx, prescriber, subject, column(name), text)
    await given.bringStep(tx, place, 'prescription', prescriptionId, care.patientId, state)
    await tx
      .insertInto('homecare.prescription')
      .values({
        tenant_id,
        prescription_id: prescriptionId,
        patient_id: care.patientId,
        therapy_id: care.therapyId,
        enrolment_id: care.enrolmentId,
        counterpart_tenant_id: null,
        replaces_id: over.replacesId ?? null,
        state,
        state_since: now,
        prescriber_id: given.idOf(place, over.prescriber ?? 'doctor'),
        screener_id: UNSCREENED.includes(state) ? null : given.idOf(place, 'pharmacist'),
        ordered_by: BEFORE_ORDER.includes(state) ? null : given.idOf(place, 'coordinator'),
        paid_by: null,
        class: over.class ?? 'new',
        schedule: String(schedule) as never,
        left_by: null,
        content: await sealed(
          'content',
          storedText({ draft: {}, written: { content, on, clinical: { ...CLINICAL, ...over.clinical } } }),
        ),
        digest,
        screened_digest: UNSCREENED.includes(state) ? null : digest,
        signed: document ? await sealed('signed', JSON.stringify(document)) : null,
        signed_digest: document ? digest : null,
        signed_on: document ? civilDateOf(now) : null,
        signed_units: document ? units : null,
        brand_ids: content.items.flatMap(({ ampId }) => ampId ?? []),
        generic_ids: content.items.map(({ vmpId }) => vmpId),
        deliveries: content.deliveries,
        interval_every: content.interval.every,
        interval_unit: content.interval.unit,
        first_dose_on: content.firstDoseOn,
        not_before: content.notBefore ?? null,
        last_day: document
          ? windowOf({
              signedAt: now,
              notBefore: content.notBefore,
              schedule,
              occasions: content.deliveries,
              ceilingMonths: undefined,
            }).firstSupplyBy
          : null,
        order_reference: BEFORE_ORDER.includes(state) ? null : 'PO-1001',
        notes: null,
        answer_by: null,
        acknowledged_digest: null,
        created_at: now,
        created_by: given.idOf(place, over.prescriber ?? 'doctor'),
      })
      .execute()
  })
  return { prescriptionId, digest, content }
}

async function contentFor(
  given: HomecareTest,
  { patientId }: Care,
  prescriptionId: string,
  over: PrescriptionOver,
): Promise<PrescriptionContent> {
  const place = over.place ?? 'trust'
  const patient = await given.read(place, (tx) => getPatient(tx, given.system(place), patientId))
  const home = patient.addresses[0]
  const item: ItemContent = {
    ...ITEM,
    vtmId: SAMPLE.adalimumab,
    vmpId: SAMPLE.adalimumabPen40,
    ampId: SAMPLE.humiraPen40,
    name: 'Humira 40mg/0.4ml solution for injection pre-filled pens',
    controlledDrug: controlledDrug('0000'),
    ...over.item,
  }
  return {
    ...CONTENT,
    prescriptionId,
    patient: {
      nhsNumber: hasNhsNumber(patient.nhsNumber) ? patient.nhsNumber.number : undefined,
      hospitalNumber: undefined,
      name: displayName(nameOf(patient, given.clock.today())),
      birthDate: patient.birthDate ?? '1961-03-12',
      address: home ? [...home.lines, home.city ?? '', home.postcode ?? ''].filter((line) => line !== '') : [],
    },
    items: [item],
    ...over.content,
  }
}
