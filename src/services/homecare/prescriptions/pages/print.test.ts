import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { findSignedInOfTest, signInForTest } from '../../../../../test/support/staff-session.ts'
import { buildServer } from '../../../../core/http/server.ts'
import { controlledDrug } from '../../../../core/medicines/index.ts'
import { getPatient, markSensitive } from '../../../../core/patients/index.ts'
import type { StaffRole } from '../../../../core/policy/roles.ts'
import { givenCare, givenPrescription, type PrescriptionOver } from '../../care.test-support.ts'
import { deliveryPaths } from '../../deliveries/paths.ts'
import { bring, givenSupply } from '../../deliveries/supply.test-support.ts'
import { HomecareTest, type PersonName, type Place } from '../../homecare.test-support.ts'
import '../../index.ts'
import { prescriptionPaths } from '../paths.ts'

const ROLES = {
  doctor: 'doctor',
  nurse: 'nurse',
  pharmacist: 'pharmacist',
  technician: 'pharmacy-technician',
  coordinator: 'homecare-coordinator',
  receptionist: 'receptionist',
} as const satisfies Partial<Record<PersonName, StaffRole>>

describe('Printing in homecare', () => {
  const given = new HomecareTest()
  let app: FastifyInstance
  before(async () => {
    app = await buildServer(given.test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
  })
  after(() => app.close())

  const get = async (url: string, person: keyof typeof ROLES, place: Place = 'trust') => {
    const over = { tenantId: given.tenants[place] }
    const { cookies } = await signInForTest(given.test, given.idOf(place, person), [ROLES[person]], over)
    const { statusCode, headers, body } = await app.inject({ method: 'GET', url, cookies })
    return { status: statusCode, isPdf: headers['content-type'] === 'application/pdf', body }
  }
  const pdf = (path: string) => `${path}?format=pdf`
  const prescribed = async (over: PrescriptionOver = {}) => {
    const care = await givenCare(given)
    return { ...care, ...(await givenPrescription(given, care, { state: 'acknowledged', ...over })) }
  }
  const morphine = (over: PrescriptionOver = {}) =>
    prescribed({
      state: 'screened',
      item: { controlledDrug: controlledDrug('0002') },
      content: { deliveries: 1 },
      ...over,
    })
  const leftBy = async (prescriptionId: string) =>
    (
      await given.read('trust', (tx) =>
        tx
          .selectFrom('homecare.prescription')
          .select('left_by')
          .where('tenant_id', '=', given.tenants.trust)
          .where('prescription_id', '=', prescriptionId)
          .executeTakeFirstOrThrow(),
      )
    ).left_by

  it('gives a copy of a signed prescription to those who follow it up', async () => {
    const path = prescriptionPaths.print((await prescribed()).prescriptionId)
    assert.match((await get(path, 'doctor')).body, /Get the copy \(PDF\)/)
    for (const person of ['doctor', 'coordinator'] as const) {
      const { isPdf, body } = await get(pdf(path), person)
      assert.ok(isPdf)
      assert.match(body, /^%PDF-/)
    }
    assert.equal((await get(pdf(path), 'receptionist')).status, 403)
    assert.equal((await get(pdf(path), 'doctor', 'otherTrust')).status, 404)
  })

  it('says why there is no copy of what is not signed, or was changed', async () => {
    const unsigned = await prescribed({ state: 'screened' })
    const changed = await prescribed()
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.prescription')
        .set({ deliveries: 9 })
        .where('prescription_id', '=', changed.prescriptionId)
        .execute(),
    )
    for (const [{ prescriptionId }, why] of [
      [unsigned, /It is not signed/],
      [changed, /does not agree with what was signed/],
    ] as const) {
      const { isPdf, body } = await get(pdf(prescriptionPaths.print(prescriptionId)), 'doctor')
      assert.equal(isPdf, false)
      assert.match(body, why)
    }
  })

  it('prints nothing of what was signed before clinical screening', async () => {
    const { prescriptionId } = await prescribed({ state: 'signed-unscreened' })
    const copy = await get(pdf(prescriptionPaths.print(prescriptionId)), 'doctor')
    assert.deepEqual([copy.isPdf, /nothing leaves until pharmacy has screened it/.test(copy.body)], [false, true])
    const drug = await morphine({ state: 'signed-unscreened' })
    const ink = await get(pdf(prescriptionPaths.printToSign(drug.prescriptionId)), 'pharmacist')
    assert.deepEqual([ink.isPdf, /nothing leaves until pharmacy has screened it/.test(ink.body)], [false, true])
  })

  it('prints a controlled drug only to be signed in ink, for prescriber and pharmacy', async () => {
    const { prescriptionId } = await morphine()
    const copy = await get(pdf(prescriptionPaths.print(prescriptionId)), 'doctor')
    assert.equal(copy.isPdf, false)
    assert.match(copy.body, /cannot be sent as a PDF/)
    const ink = pdf(prescriptionPaths.printToSign(prescriptionId))
    for (const person of ['doctor', 'pharmacist', 'technician'] as const) assert.ok((await get(ink, person)).isPdf)
    for (const person of ['nurse', 'coordinator', 'receptionist'] as const) {
      assert.equal((await get(ink, person)).status, 403)
    }
    assert.equal((await get(ink, 'doctor', 'otherTrust')).status, 404)
    assert.equal(await leftBy(prescriptionId), null)
  })

  it('prints no controlled drug twice, and none before it is screened', async () => {
    const gone = await morphine()
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.prescription')
        .set({ left_by: 'ink' })
        .where('prescription_id', '=', gone.prescriptionId)
        .execute(),
    )
    const early = await morphine({ state: 'in-screening' })
    const usual = await prescribed()
    for (const [{ prescriptionId }, why] of [
      [gone, /already been sent/],
      [early, /once pharmacy has screened it/],
      [usual, /Only controlled drugs/],
    ] as const) {
      const { isPdf, body } = await get(pdf(prescriptionPaths.printToSign(prescriptionId)), 'doctor')
      assert.equal(isPdf, false)
      assert.match(body, why)
    }
  })

  it('prints where a patient of a sensitive record lives for nobody without the right', async () => {
    const { prescriptionId, patientId } = await prescribed()
    const { version } = await given.read('trust', (tx) => getPatient(tx, given.system('trust'), patientId))
    await markSensitive(given.as('trust', 'doctor'), { patientId, version, reason: 'At risk', sensitive: true })
    for (const path of [prescriptionPaths.print(prescriptionId), prescriptionPaths.printToSign(prescriptionId)]) {
      assert.equal((await get(pdf(path), 'doctor')).status, 403)
    }
  })

  it('gives a delivery note on both sides once the delivery is packed', async () => {
    const supply = await givenSupply(given)
    const path = deliveryPaths.note(supply.deliveryId(1))
    const early = await get(pdf(path), 'pharmacist', 'company')
    assert.equal(early.isPdf, false)
    assert.match(early.body, /once the delivery is packed/)
    await bring(given, supply.deliveryId(1), 'dispensed')
    await given.carry()
    assert.ok((await get(pdf(path), 'pharmacist', 'company')).isPdf)
    assert.ok((await get(pdf(path), 'coordinator')).isPdf)
    assert.equal((await get(pdf(path), 'receptionist')).status, 403)
    assert.equal((await get(pdf(path), 'pharmacist', 'otherTrust')).status, 404)
  })
})
