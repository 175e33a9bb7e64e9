import { FORTNIGHTLY } from './therapies/dose.test-support.ts'
import type { StructuredDose } from './therapies/dose.ts'
import type { EnrolmentState } from './enrolments/enrolment.ts'
import { type HomecareTest, type Place, SAMPLE } from './homecare.test-support.ts'
import type { SchemeContent } from './schemes/scheme.ts'
import { USUAL_SUPPLY_TIMES } from './supply-cover/deadlines.ts'
import type { TherapyState } from './therapies/therapy.ts'

/** What a patient's homecare of one medicine rests on. */
export interface Care {
  readonly patientId: string
  readonly companyId: string
  readonly schemeId: string
  readonly enrolmentId: string
  readonly therapyId: string
}

export interface CareOver {
  readonly patientId?: string
  readonly companyId?: string
  readonly schemeId?: string
  readonly enrolment?: EnrolmentState
  readonly therapy?: TherapyState
  readonly dose?: StructuredDose
  readonly firstDoseOn?: string
  readonly scheme?: Partial<SchemeContent>
  readonly place?: Place
}

export const ADALIMUMAB_SCHEME: Omit<SchemeContent, 'companies'> = {
  isBiologic: true,
  brands: [SAMPLE.humiraPen40],
  limits: { unit: 'milligram', least: 40, most: 80, mostLoading: 160, shortestDays: 7 },
  times: USUAL_SUPPLY_TIMES.value,
  mayCheckerScreen: true,
  mostPauseDays: 84,
  mostCoverDays: 112,
  monitoring: 'Full blood count, liver and kidney function every 3 months',
  maySignFirst: false,
}

/** The homecare company of the test as the trust's own list has it; without `isOnTroth`, one that does not use Troth. */
export async function givenCompany(given: HomecareTest, isOnTroth = true, place: Place = 'trust'): Promise<string> {
  const companyId = given.newId()
  await given.write(place, (tx) =>
    tx
      .insertInto('homecare.company')
      .values({
        tenant_id: given.tenants[place],
        company_id: companyId,
        name: isOnTroth ? 'Brightwell Homecare' : 'Second Homecare',
        recipient_tenant_id: isOnTroth ? given.tenants.company : null,
        ods_code: null,
        telephone: '01632 960004',
        email: null,
        address_lines: ['1 Depot Road', 'Riverside'],
        nation: 'england-and-wales',
        added_at: given.clock.now(),
        added_by: given.idOf(place, 'pharmacist'),
        ended_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  const held = await given.read(place, (tx) =>
    tx
      .selectFrom('homecare.company')
      .select('company_id')
      .where('tenant_id', '=', given.tenants[place])
      .where('recipient_tenant_id', isOnTroth ? '=' : 'is', isOnTroth ? given.tenants.company : null)
      .orderBy('added_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  return isOnTroth ? held.company_id : companyId
}

/** A scheme for adalimumab that two people approved and nobody has signed off. */
export async function givenScheme(
  given: HomecareTest,
  companies: readonly string[],
  over: Partial<SchemeContent> = {},
  place: Place = 'trust',
): Promise<string> {
  const schemeId = given.newId()
  const tenant_id = given.tenants[place]
  const at = given.clock.now()
  await given.write(place, async (tx) => {
    await tx
      .insertInto('homecare.scheme')
      .values({
        tenant_id,
        scheme_id: schemeId,
        vtm_id: SAMPLE.adalimumab,
        name: 'Adalimumab for adults',
        live_number: 1,
        made_at: at,
        made_by: given.idOf(place, 'pharmacist'),
        closed_at: null,
      })
      .execute()
    await tx
      .insertInto('homecare.scheme_version')
      .values({
        tenant_id,
        scheme_id: schemeId,
        number: 1,
        content: JSON.stringify({ ...ADALIMUMAB_SCHEME, companies, ...over }),
        proposed_at: at,
        proposed_by: given.idOf(place, 'pharmacist'),
        approved_at: at,
        approved_by: given.idOf(place, 'doctor'),
        returned_at: null,
        returned_by: null,
        return_reason: null,
        sign_off: null,
      })
      .execute()
  })
  return schemeId
}

/** Amina's adalimumab: registered with the company and on 40 mg every 2 weeks, unless told otherwise. */
export async function givenCare(given: HomecareTest, over: CareOver = {}): Promise<Care> {
  const place = over.place ?? 'trust'
  const patientId = over.patientId ?? (await given.patient({}, place))
  const companyId = over.companyId ?? (await givenCompany(given, true, place))
  const schemeId = over.schemeId ?? (await givenScheme(given, [companyId], over.scheme, place))
  const [enrolmentId, therapyId] = [given.newId(), given.newId()]
  const tenant_id = given.tenants[place]
  const at = given.clock.now()
  const [enrolment, therapy] = [over.enrolment ?? 'accepted', over.therapy ?? 'maintained']
  const common = {
    tenant_id,
    patient_id: patientId,
    counterpart_tenant_id: null,
    scheme_id: schemeId,
    vtm_id: SAMPLE.adalimumab,
    medicine: 'Adalimumab',
    state_since: at,
    review_on: null,
    created_at: at,
    created_by: given.idOf(place, 'nurse'),
  }
  await given.write(place, async (tx) => {
    await given.bringStep(tx, place, 'enrolment', enrolmentId, patientId, enrolment)
    await tx
      .insertInto('homecare.enrolment')
      .values({
        ...common,
        enrolment_id: enrolmentId,
        company_id: companyId,
        state: enrolment,
        owner_account_id: given.idOf(place, 'nurse'),
        owner_team_id: null,
        account_reference: 'BW-1001',
        answer_by: null,
        details: JSON.stringify({}),
        delivery_address: JSON.stringify({ lines: ['4 Sandmoor Drive'], city: 'Leeds', postcode: 'LS17 7DF' }),
        note: null,
      })
      .execute()
    await given.bringStep(tx, place, 'therapy', therapyId, patientId, therapy)
    await tx
      .insertInto('homecare.therapy')
      .values({
        ...common,
        therapy_id: therapyId,
        route: 'subcutaneous',
        is_biologic: true,
        indication: 'Rheumatoid arthritis',
        state: therapy,
      })
      .execute()
    await tx
      .insertInto('homecare.dose_plan')
      .values({
        tenant_id,
        plan_id: given.newId(),
        therapy_id: therapyId,
        patient_id: patientId,
        prescription_id: null,
        dose: JSON.stringify(over.dose ?? FORTNIGHTLY),
        first_dose_on: over.firstDoseOn ?? '2026-12-07',
        ends_on: null,
        amount_per_unit: 40,
        unit_words: 'pre-filled pen',
        is_shared: false,
        made_at: at,
        made_by: given.idOf(place, 'doctor'),
        replaced_at: null,
      })
      .execute()
  })
  return { patientId, companyId, schemeId, enrolmentId, therapyId }
}

export {
  givenPrescription,
  type GivenPrescription,
  type PrescriptionOver,
} from './prescriptions/prescription.test-support.ts'
