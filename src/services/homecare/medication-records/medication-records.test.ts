import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import type { ApiScope } from '../../../core/api-clients/api-client.ts'
import { createApiClient } from '../../../core/api-clients/commands.ts'
import { apiToken, apiTokenHash } from '../../../core/api-clients/token.ts'
import { buildServer } from '../../../core/http/server.ts'
import { controlledDrug } from '../../../core/medicines/index.ts'
import { getPatient, markSensitive } from '../../../core/patients/index.ts'
import { type Care, givenCare, givenPrescription, type PrescriptionOver } from '../care.test-support.ts'
import { bring, givenSupply } from '../deliveries/supply.test-support.ts'
import { HomecareTest, type Place, SAMPLE } from '../homecare.test-support.ts'
import '../index.ts'
import { partId } from './medication-search.ts'

interface Answer {
  readonly status: number
  /** Looked at field by field, where a wrong guess fails the test. */
  readonly body: ReturnType<typeof JSON.parse>
}
const READ_ALL: readonly ApiScope[] = [
  'system/MedicationRequest.rs',
  'system/MedicationDispense.rs',
  'system/Medication.rs',
]

describe('Signed prescriptions and supplies through the machine interface', () => {
  const given = new HomecareTest()
  let app: FastifyInstance
  let token: string
  before(async () => {
    app = await buildServer(given.test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
    token = await connect(READ_ALL)
  })
  after(() => app.close())

  const connect = async (scopes: readonly ApiScope[], place: Place = 'trust'): Promise<string> => {
    const ctx = given.as(place, 'administrator', { purpose: 'administration' })
    const made = apiToken(ctx)
    const tokenHash = apiTokenHash(made)
    await createApiClient(ctx, { name: 'Records', purpose: 'direct-care', scopes, rights: [], days: 30, tokenHash })
    return made
  }
  const ask = async (path: string, as: string | null = token): Promise<Answer> => {
    const url = path.startsWith('http') ? new URL(path).pathname + new URL(path).search : `/fhir/R4${path}`
    const headers = as === null ? {} : { authorization: `Bearer ${as}` }
    const answer = await app.inject({ method: 'GET', url, headers })
    return { status: answer.statusCode, body: JSON.parse(answer.body) as unknown }
  }
  const resources = ({ body }: Answer): ReturnType<typeof JSON.parse>[] =>
    (body.entry ?? []).map((entry: { resource: unknown }) => entry.resource)
  const ofPatient = async ({ patientId }: Care, more = '') =>
    resources(await ask(`/MedicationRequest?patient=Patient/${patientId}${more}`))
  const signed = async (over: PrescriptionOver = {}) => {
    const care = await givenCare(given)
    const { prescriptionId } = await givenPrescription(given, care, { state: 'acknowledged', ...over })
    return { care, prescriptionId, id: partId(prescriptionId, 1) }
  }

  it('gives what UK Core must have of a signed prescription', async () => {
    const { care, id, prescriptionId } = await signed()
    const { status, body } = await ask(`/MedicationRequest/${id}`)
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.identifier[0].value, id)
    assert.equal(body.groupIdentifier.value, prescriptionId)
    assert.equal(body.intent, 'order')
    assert.equal(body.category[0].coding[0].code, 'community')
    assert.equal(body.medicationCodeableConcept.coding[0].code, SAMPLE.humiraPen40)
    assert.equal(body.subject.reference, `Patient/${care.patientId}`)
    assert.match(body.authoredOn, /^2026-11-30T/)
    assert.equal(body.requester.identifier.value, '7654321')
    assert.match(body.dosageInstruction[0].text, /40 mg - every 2 weeks/)
    assert.equal(body.dosageInstruction[0].doseAndRate[0].doseQuantity.code, 'mg')
    assert.equal(body.dispenseRequest.quantity.value, 4)
    assert.equal(body.substitution.allowedBoolean, false)
    assert.deepEqual(
      (await ofPatient(care)).map((each) => each.id),
      [id],
    )
  })

  it('says that nothing may be supplied on a document that says so itself', async () => {
    const { care, id } = await signed()
    const { body } = await ask(`/MedicationRequest/${id}`)
    assert.equal(body.status, 'on-hold')
    assert.match(body.note[0].text, /^Not for supply/)
    assert.equal((await ofPatient(care, '&status=active')).length, 0)
    assert.equal((await ofPatient(care, '&status=on-hold')).length, 1)
  })

  for (const category of ['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0099', undefined]) {
    it(`never gives a controlled drug of category ${category ?? 'not stated'}`, async () => {
      const over = { item: { controlledDrug: controlledDrug(category) }, content: { deliveries: 1 } }
      const { care, id } = await signed(over)
      assert.equal((await ask(`/MedicationRequest/${id}`)).status, 404)
      assert.deepEqual(await ofPatient(care), [])
      assert.deepEqual(resources(await ask(`/MedicationRequest?_id=${id}`)), [])
      assert.deepEqual(resources(await ask(`/MedicationRequest?identifier=${id}`)), [])
    })
  }
  for (const category of ['0000', '0008', '0009', '0010']) {
    it(`gives one of category ${category}`, async () => {
      const { care } = await signed({ item: { controlledDrug: controlledDrug(category) } })
      assert.equal((await ofPatient(care)).length, 1)
    })
  }

  it('goes by what was signed when the row says that a controlled drug is none', async () => {
    const { care, prescriptionId, id } = await signed({ item: { controlledDrug: controlledDrug('0002') } })
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.prescription')
        .set({ schedule: 'none' })
        .where('prescription_id', '=', prescriptionId)
        .execute(),
    )
    assert.equal((await ask(`/MedicationRequest/${id}`)).status, 404)
    assert.deepEqual(await ofPatient(care), [])
  })

  it('leaves out what nobody has signed or screened, and what no longer is what was signed', async () => {
    for (const state of ['draft', 'in-screening', 'screened', 'signed-unscreened'] as const) {
      const { care, id } = await signed({ state })
      assert.equal((await ask(`/MedicationRequest/${id}`)).status, 404)
      assert.deepEqual(await ofPatient(care), [])
    }
    const { care, prescriptionId, id } = await signed()
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.prescription')
        .set({ deliveries: 9 })
        .where('prescription_id', '=', prescriptionId)
        .execute(),
    )
    assert.equal((await ask(`/MedicationRequest/${id}`)).status, 404)
    assert.deepEqual(await ofPatient(care), [])
  })

  it('refuses a guest, a wrong scope, another organisation and a role that does not treat', async () => {
    const { id } = await signed()
    assert.equal((await ask(`/MedicationRequest/${id}`, null)).status, 401)
    const narrow = await connect(['system/Patient.rs'])
    for (const path of [`/MedicationRequest/${id}`, '/MedicationDispense', '/Medication?code=1']) {
      const { status, body } = await ask(path, narrow)
      assert.equal(status, 403)
      assert.equal(body.resourceType, 'OperationOutcome')
    }
    const stranger = await connect(READ_ALL, 'otherTrust')
    assert.equal((await ask(`/MedicationRequest/${id}`, stranger)).status, 404)
    assert.deepEqual(resources(await ask(`/MedicationRequest?_id=${id}`, stranger)), [])
    const of = async (person: 'doctor' | 'receptionist') => {
      const { cookies } = await signInForTest(given.test, given.idOf('trust', person), [person], {
        tenantId: given.tenants.trust,
      })
      return (await app.inject({ method: 'GET', url: `/fhir/R4/MedicationRequest/${id}`, cookies })).statusCode
    }
    assert.equal(await of('receptionist'), 403)
    assert.equal(await of('doctor'), 200)
  })

  it('turns pages and never gives one twice', async () => {
    const care = await givenCare(given)
    const made: string[] = []
    for (let number = 0; number < 3; number += 1) {
      const { prescriptionId } = await givenPrescription(given, care, { state: 'completed' })
      made.push(partId(prescriptionId, 1))
    }
    const found: string[] = []
    let next: string | undefined = `/MedicationRequest?patient=${care.patientId}&_count=1`
    for (let turns = 0; next !== undefined && turns < 9; turns += 1) {
      const answer: Answer = await ask(next)
      found.push(...resources(answer).map((each) => String(each.id)))
      next = answer.body.link.find((link: { relation: string }) => link.relation === 'next')?.url
    }
    assert.deepEqual(found.toSorted(), made.toSorted())
  })

  it('never says where a patient of a sensitive record lives', async () => {
    const { care, id } = await signed()
    const { version } = await given.read('trust', (tx) => getPatient(tx, given.system('trust'), care.patientId))
    const reason = 'At risk from a former partner'
    await markSensitive(given.as('trust', 'doctor'), { patientId: care.patientId, version, reason, sensitive: true })
    const { body } = await ask(`/MedicationRequest/${id}`)
    assert.equal(body.meta.security[0].code, 'R')
    assert.doesNotMatch(JSON.stringify(body), /Sandmoor|LS17|address/i)
  })

  it('writes down who was read', async () => {
    const { id } = await signed()
    await ask(`/MedicationRequest/${id}`)
    const last = await given.read('trust', (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select(['action', 'outcome', 'actor_kind', 'subject_count'])
        .where('action', '=', 'homecare.medication-record.read.viewed')
        .orderBy('recorded_at', 'desc')
        .executeTakeFirstOrThrow(),
    )
    assert.deepEqual(last, {
      action: 'homecare.medication-record.read.viewed',
      outcome: 'viewed',
      actor_kind: 'api-client',
      subject_count: 1,
    })
  })

  it('gives what was dispensed with brand and batch, and the medicine by its code', async () => {
    const supply = await givenSupply(given)
    const deliveryId = supply.deliveryId(1)
    const company = await connect(READ_ALL, 'company')
    assert.equal((await ask(`/MedicationDispense/${partId(deliveryId, 1)}`, company)).status, 404)
    await bring(given, deliveryId, 'delivered')
    const { status, body } = await ask(`/MedicationDispense/${partId(deliveryId, 1)}`, company)
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.status, 'completed')
    assert.equal(body.contained[0].batch.lotNumber, 'B77')
    assert.equal(body.contained[0].code.coding[0].code, SAMPLE.humiraPen40)
    assert.equal(body.quantity.value, 4)
    assert.equal(body.authorizingPrescription[0].reference, `MedicationRequest/${partId(supply.prescriptionId, 1)}`)
    assert.match(body.whenPrepared, /^20/)
    const found = resources(
      await ask(`/MedicationDispense?patient=${supply.companyPatientId}&status=completed`, company),
    )
    assert.deepEqual(
      found.map((each) => each.id),
      [partId(deliveryId, 1)],
    )
    const medicine = await ask(`/Medication/${SAMPLE.humiraPen40}`)
    assert.equal(medicine.status, 200, JSON.stringify(medicine.body))
    assert.equal(resources(await ask(`/Medication?code=${SAMPLE.humiraPen40}`)).length, 1)
    assert.equal((await ask('/Medication/123456')).status, 404)
  })

  it('says in the capability statement what it can do', async () => {
    const { body } = await ask('/metadata', null)
    const types: string[] = body.rest[0].resource.map((each: { type: string }) => each.type)
    for (const type of ['Medication', 'MedicationDispense', 'MedicationRequest']) assert.ok(types.includes(type), type)
  })
})
