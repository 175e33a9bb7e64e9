import { Client, type ClientConfig } from 'pg'

/** What a varying part of an address stands for in the demonstration. */
export type Samples = Readonly<Record<string, string>>

const AMINA = `(select patient_id from core.patient where tenant_id = $1 and nhs_number = '9990000018')`

/** One row of the organisation for each varying part, by SQL. */
const PARTS: Readonly<Record<string, string>> = {
  organisation: `select slug from core.tenant where tenant_id = $1`,
  patientId: `select patient_id from core.patient where tenant_id = $1 and patient_id = ${AMINA}`,
  otherId: `select patient_id from core.patient where tenant_id = $1 and nhs_number = '9990000026'`,
  entry: `select '1' where $1::uuid is not null`,
  relatedPerson: `select related_person_id from core.patient_related_person where tenant_id = $1 and patient_id = ${AMINA}`,
  allergy: `select allergy_id from core.patient_allergy where tenant_id = $1 and patient_id = ${AMINA}`,
  measurementId: `select measurement_id from core.patient_measurement where tenant_id = $1 and patient_id = ${AMINA}`,
  accountId: `select account_id from core.staff_account where tenant_id = $1 and email like 'receptionist@%'`,
  taskId: `select task_id from core.task where tenant_id = $1 and closed_at is null and patient_id = ${AMINA} order by task_id`,
  teamId: `select team_id from core.team where tenant_id = $1 and role is null`,
  absenceId: `select absence_id from core.absence where tenant_id = $1`,
  contactId: `select contact_id from core.contact where tenant_id = $1`,
  concernId: `select concern_id from core.safety_concern where tenant_id = $1`,
  medicine: `select amp_id from core.dmd_amp where $1::uuid is not null and not is_invalid order by amp_id`,
  keyId: `select key_id from core.signing_key where tenant_id = $1 and withdrawn_at is null`,
  clientId: `select client_id from core.api_client where tenant_id = $1`,
  enrolmentId: `select enrolment_id from homecare.enrolment where tenant_id = $1 and patient_id = ${AMINA}`,
  therapyId: `select therapy_id from homecare.therapy where tenant_id = $1 and patient_id = ${AMINA}`,
  prescriptionId: `select prescription_id from homecare.prescription where tenant_id = $1 and patient_id = ${AMINA}`,
  deliveryId: `select delivery_id from homecare.delivery where tenant_id = $1 and patient_id = ${AMINA} order by number`,
  companyId: `select company_id from homecare.company where tenant_id = $1 order by name`,
  schemeId: `select scheme_id from homecare.scheme where tenant_id = $1 order by name`,
  substance: `select vtm_id from core.dmd_vtm where $1::uuid is not null and name = 'Etanercept'`,
  eventId: `select event_id from core.audit_leaf where tenant_id = $1 order by position`,
  act: `select 'withdraw' where $1::uuid is not null`,
}

/**
 * Pages in the middle of something that the demonstration does not show, and the tests that open them. Any other page without
 * a sample fails the test, so that no page goes unseen.
 */
export const SEEN_ELSEWHERE: Readonly<Record<string, string>> = {
  '/staff/set-up/:token': 'src/core/identity/administration: an invitation',
  '/staff/new-password/:token': 'src/core/identity/accounts: recovery by e-mail',
  '/staff/tasks/:taskId/open-again': 'src/core/tasks/pages: a finished task',
  '/staff/patients/:patientId/unmerge/:mergeId': 'src/core/patients/pages: a merged record',
  '/patient/details/address/:use/remove': 'src/core/own-record: a second address',
  '/staff/administration/imports/:runId': 'src/core/patients/import: a run',
  '/staff/administration/disclosures/:disclosureId/send-again': 'src/core/disclosures: a dead letter',
  '/staff/administration/disclosures/:disclosureId/stop': 'src/core/disclosures: a dead letter',
  '/staff/administration/disclosures/received/:senderId/:disclosureId/apply-again':
    'src/core/disclosures: a dead letter',
  '/staff/administration/disclosures/recipients/:recipientId/end': 'src/core/disclosures: no kind can be shared yet',
  '/staff/administration/jobs/:jobId/try-again': 'src/core/disclosures: a failed job',
  '/staff/homecare/whose-is-it/:messageId': 'src/services/homecare/enrolments/pages: someone alike at the company',
  '/staff/homecare/hospital-medicines/:therapyId': 'src/services/homecare/enrolments/pages: a medicine at a surgery',
  '/staff/administration/jobs/:jobId/discard': 'src/core/disclosures: a failed job',
  '/staff/homecare/prescriptions/:prescriptionId/print': 'src/services/homecare/prescriptions/pages: printing',
  '/staff/homecare/prescriptions/:prescriptionId/print-to-sign': 'src/services/homecare/prescriptions/pages: printing',
  '/staff/patients/:patientId/homecare/supply/:therapyId/missed-dose/:missedDoseId/withdraw':
    'src/services/homecare/supply-cover: a missed dose',
  '/staff/homecare/registrations/:enrolmentId/delivery-address/acknowledge':
    'src/services/homecare/enrolments/place-change-slice.test.ts: a company’s word of a changed address',
}

const PRESCRIPTION = '/staff/homecare/prescriptions/:prescriptionId'
const RECEIVED = '/staff/homecare/received/:prescriptionId'

/** The prescription that has come so far, of whoever it is. */
const prescriptionAt = (state: string) => ({
  prescriptionId: `select prescription_id from homecare.prescription where tenant_id = $1 and state = '${state}' order by state_since`,
})
const therapyAt = (state: string) => ({
  therapyId: `select therapy_id from homecare.therapy where tenant_id = $1 and state = '${state}' order by state_since`,
})
const pagesOf = (root: string, parts: readonly string[], samples: Samples): Record<string, Samples> =>
  Object.fromEntries(parts.map((part) => [`${root}/${part}`, samples]))

const NEXT_DELIVERY = {
  deliveryId: `select delivery_id from homecare.delivery where tenant_id = $1 and patient_id = ${AMINA} and state in ('planned', 'due', 'contacted', 'booked') order by number`,
}

/** Addresses whose part means another row than elsewhere: the one in the state that the page is about. */
const OTHERWISE: Readonly<Record<string, Samples>> = {
  // The second way to reach her is an e-mail address.
  '/patient/details/e-mail/:entry': { entry: `select '2' where $1::uuid is not null` },
  '/patient/homecare/:therapyId/deliveries/:deliveryId': NEXT_DELIVERY,
  '/patient/homecare/:therapyId/deliveries/:deliveryId/put-off': NEXT_DELIVERY,
  ...pagesOf(
    PRESCRIPTION,
    ['product', 'dose', 'dose-text', 'deliveries', 'quantity', 'funding-and-tests', 'check-answers', 'discard'],
    prescriptionAt('in-screening'),
  ),
  ...pagesOf(PRESCRIPTION, ['screen', 'query', 'decline', 'answer-query'], prescriptionAt('in-screening')),
  ...pagesOf(PRESCRIPTION, ['order', 'send-by-hand'], prescriptionAt('signed')),
  ...pagesOf(PRESCRIPTION, ['company-answer'], prescriptionAt('transmitted')),
  [RECEIVED]: prescriptionAt('transmitted'),
  ...pagesOf(RECEIVED, ['accept', 'ask', 'cancellation'], prescriptionAt('transmitted')),
  '/staff/homecare/treatments/:therapyId/restart': therapyAt('paused'),
}

/** What stands for every part in an organisation, and what stands for it on some addresses alone. */
export interface Sampled {
  readonly usual: Samples
  readonly otherwise: Readonly<Record<string, Samples>>
}

/** An organisation's row of the demonstration for every part that has one. */
export async function samplesOf(owner: ClientConfig, tenantId: string): Promise<Sampled> {
  const client = new Client(owner)
  await client.connect()
  const rowsOf = async (parts: Samples): Promise<Samples> => {
    const samples: Record<string, string> = {}
    for (const [part, sql] of Object.entries(parts)) {
      const { rows } = await client.query<Record<string, string>>(`${sql} limit 1`, [tenantId])
      const value = rows[0] && Object.values(rows[0])[0]
      if (value !== undefined) samples[part] = value
    }
    return samples
  }
  const usual = await rowsOf(PARTS)
  const otherwise: Record<string, Samples> = {}
  for (const [path, parts] of Object.entries(OTHERWISE)) otherwise[path] = await rowsOf(parts)
  await client.end()
  return { usual, otherwise }
}

/** The address with its parts filled in; `undefined` when one has no sample. */
export function fillIn(path: string, { usual, otherwise }: Sampled): string | undefined {
  const own = Object.keys(OTHERWISE[path] ?? {}).map((part) => [part, otherwise[path]?.[part]])
  const samples: Readonly<Record<string, string | undefined>> = { ...usual, ...Object.fromEntries(own) }
  const parts = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => name)
  if (parts.some((name) => samples[name] === undefined)) return undefined
  return path.replaceAll(/:([A-Za-z]+)/g, (_whole, name: string) => samples[name] ?? '')
}
