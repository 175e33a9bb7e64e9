import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { IdentityTables } from '../../../core/identity/accounts/tables.ts'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { registerPatient, type NewPatient } from '../../../core/patients/index.ts'
import { amina, name, nextNhsNumber } from '../../../core/patients/people.test-support.ts'
import { givenCompany, givenScheme } from '../care.test-support.ts'
import { answerRegistration } from '../enrolments/commands/answer-registration.ts'
import { resumeRegistration, suspendRegistration } from '../enrolments/commands/hold-registration.ts'
import { watchRegistrationsJob } from '../enrolments/jobs.ts'
import { openSaid } from '../enrolments/queries/open-sealed.ts'
import { getRegistration } from '../enrolments/queries/registrations.ts'
import { Registrations } from '../enrolments/registration.test-support.ts'
import { listHospitalMedicines } from '../hospital-medicines/queries/hospital-medicines.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { decideWhose } from '../matching/commands/decide.ts'
import { givenInScreening, readyToPrescribe, rowOf } from '../prescriptions/prescribing.test-support.ts'
import { openKey } from '../prescriptions/signing.test-support.ts'
import { screenPrescription } from '../screening/commands/screen-prescription.ts'
import { answerPrescription } from '../sending/commands/answer-prescription.ts'
import { orderPrescription } from '../sending/commands/order-prescription.ts'
import { prescriptionAt, transmitNow } from '../sending/sending.test-support.ts'
import { signPrescriptions } from '../signing/commands/sign-prescriptions.ts'
import { stopTherapy } from '../therapies/commands/stop-therapy.ts'
import { ADALIMUMAB, asCaseload, type Cells } from './caseload.test-support.ts'
import { importCaseload } from './import-caseload.ts'
import '../index.ts'

const folder = mkdtempSync('/tmp/troth-caseload-supply-')
const FAMILIES = ['Abara', 'Boyd', 'Cheng', 'Dlamini', 'Eriksen', 'Farrell', 'Gupta', 'Horvat', 'Ivanov', 'Jansen']

describe('A registration that was brought in', () => {
  const given = new HomecareTest('2026-11-30T09:00:00Z')
  const all = new Registrations(given)
  const [doctor, coordinator] = [() => given.as('trust', 'doctor'), () => given.as('company', 'coordinator')]
  let owner = ''
  let last = 0

  before(async () => {
    await readyToPrescribe(given)
    await givenScheme(given, [await givenCompany(given)])
    owner = await readInTenant<IdentityTables, string>(given.system('trust'), async (tx) => {
      const { email } = await tx
        .selectFrom('core.staff_account')
        .select('email')
        .where('account_id', '=', given.idOf('trust', 'nurse'))
        .executeTakeFirstOrThrow()
      return email
    })
  })

  /** Someone of the trust whose adalimumab comes from a spreadsheet. */
  async function broughtIn(over: { patient?: Partial<NewPatient>; cells?: Cells } = {}) {
    const number = nextNhsNumber()
    const family = FAMILIES[last++]!
    const birthDate = `${1930 + last}-06-15`
    const nhsNumber = { number, status: '01' } as const
    const patientId = await all.patient({ nhsNumber, names: [name('Amina', family)], birthDate, ...over.patient })
    const path = join(folder, `${number}.csv`)
    const cells = { ...ADALIMUMAB, nhsNumber: number, familyName: family, birthDate, owner, ...over.cells }
    writeFileSync(path, asCaseload([cells]))
    const { run } = await importCaseload(given.system('trust'), { path, mode: 'apply', reportFolder: folder })
    assert.deepEqual([run.added, run.refused], [1, 0])
    const { enrolment_id: enrolmentId, therapyId } = await given.read('trust', (tx) =>
      tx
        .selectFrom('homecare.enrolment')
        .innerJoin('homecare.therapy', 'homecare.therapy.patient_id', 'homecare.enrolment.patient_id')
        .select(['enrolment_id', 'therapy_id as therapyId'])
        .where('homecare.enrolment.patient_id', '=', patientId)
        .executeTakeFirstOrThrow(),
    )
    return { patientId, enrolmentId, therapyId, nhsNumber, family, birthDate }
  }
  const theirs = async (enrolmentId: string) => {
    const registration = await given.read('company', (tx) => getRegistration(tx as never, coordinator(), enrolmentId))
    return { registration, said: await given.read('company', (tx) => openSaid(tx, coordinator(), registration)) }
  }
  const answer = async (enrolmentId: string, body: Parameters<typeof answerRegistration>[1]['body']) => {
    const { refusals } = await answerRegistration(coordinator(), { ...(await all.which(enrolmentId, 'company')), body })
    assert.deepEqual(refusals, [])
    await given.carry()
  }
  const ours = async (enrolmentId: string) =>
    await given.read('trust', (tx) => getRegistration(tx as never, given.as('trust', 'nurse'), enrolmentId))
  async function signed(prescriptionId: string): Promise<void> {
    const { version } = await rowOf(given, prescriptionId)
    const notes = { reasons: {}, funding: 'Blueteq BT-1', monitoring: 'Bloods in range' }
    const screened = await screenPrescription(given.as('trust', 'pharmacist'), { prescriptionId, version, ...notes })
    assert.deepEqual(screened.refusals, [])
    const { digest = '' } = await rowOf(given, prescriptionId)
    const made = await signPrescriptions(doctor(), { key: await openKey(given), chosen: [{ prescriptionId, digest }] })
    assert.deepEqual(made.refused, [])
  }
  async function sent(prescriptionId: string): Promise<void> {
    const { version } = await rowOf(given, prescriptionId)
    const order = { prescriptionId, version, orderReference: 'PO-77' }
    assert.deepEqual((await orderPrescription(given.as('trust', 'coordinator'), order)).refusals, [])
    assert.equal(await transmitNow(given, prescriptionId), 'sent')
    await given.carry()
  }
  const accepts = async (prescriptionId: string) => {
    const { version } = await prescriptionAt(given, 'company', prescriptionId)
    const said = { prescriptionId, version, answer: { kind: 'acknowledged' } } as const
    assert.deepEqual((await answerPrescription(given.as('company', 'pharmacist'), said)).refusals, [])
    await given.carry()
  }

  it('is not told of to anyone while nothing is said about it', async () => {
    const { enrolmentId } = await broughtIn()
    assert.equal(await given.carry(), 0)
    assert.equal(await all.row(enrolmentId, 'company'), undefined)
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.brought-in-renewal'])
  })
  it('reaches its company when a prescription is sent to pharmacy, as one that it has not seen and answers itself', async () => {
    const { enrolmentId, patientId } = await broughtIn()
    await givenInScreening(given, { patientId, enrolmentId })
    await given.carry()
    const { registration, said } = await theirs(enrolmentId)
    assert.deepEqual([registration.state, registration.accountReference], ['submitted', undefined])
    assert.deepEqual(
      [said?.broughtIn?.accountReference, said?.broughtIn?.registeredOn, said?.broughtIn?.deliveriesLeft],
      ['BW-77', '2026-05-20', 1],
    )
    assert.match(said?.broughtIn?.dose ?? '', /40 mg .*every 2 weeks/)
    assert.match(said?.broughtIn?.brand ?? '', /Humira/)
    assert.equal(said?.agreement, undefined)
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])
    assert.equal((await ours(enrolmentId)).details.broughtIn?.companySaid, undefined)
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-2077' })
    assert.equal(await all.state(enrolmentId, 'company'), 'active')
    const known = await ours(enrolmentId)
    assert.deepEqual(
      [known.state, known.accountReference, known.answerBy, known.details.broughtIn?.companySaid],
      ['active', 'BW-2077', undefined, { answer: 'accept', on: '2026-11-30' }],
    )
  })
  it('carries a prescription from the clinician to the company and back, and the GP and the task to renew follow', async () => {
    const one = await broughtIn({ patient: { generalPractice: 'Z99001' } })
    const { enrolmentId, patientId, therapyId, nhsNumber } = one
    const atSurgery = { nhsNumber, names: [name('Amina', one.family)], birthDate: one.birthDate }
    const { patientId: surgeryId } = await registerPatient(given.as('surgery', 'receptionist'), amina(atSurgery))
    const prescriptionId = await givenInScreening(given, { patientId, enrolmentId })
    assert.equal((await rowOf(given, prescriptionId)).therapyId, therapyId)
    await signed(prescriptionId)
    assert.deepEqual(await all.tasks(enrolmentId), [])
    await sent(prescriptionId)
    const received = await prescriptionAt(given, 'company', prescriptionId)
    assert.deepEqual([received.state, received.enrolmentId], ['transmitted', enrolmentId])
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-2078' })
    await accepts(prescriptionId)
    assert.equal((await prescriptionAt(given, 'trust', prescriptionId)).state, 'acknowledged')
    const medicines = () => given.read('surgery', (tx) => listHospitalMedicines(tx, given.tenants.surgery, [surgeryId]))
    assert.deepEqual(
      (await medicines()).map(({ medicine, startedOn }) => [medicine, startedOn]),
      [['Adalimumab', '2026-06-01']],
    )
    const messages = await given.read('trust', (tx) =>
      tx
        .selectFrom('homecare.message')
        .select(['kind', 'about_id', 'number'])
        .where('direction', '=', 'sent')
        .where('patient_id', '=', patientId)
        .orderBy('kind')
        .execute(),
    )
    assert.deepEqual(
      messages.map(({ kind, about_id, number }) => [kind, about_id, number]),
      [
        ['homecare.hospital-medicine-in-use', therapyId, 1],
        ['homecare.prescription-sent', prescriptionId, 1],
        ['homecare.registration-sent', enrolmentId, 1],
      ],
    )
  })
  it('whose company does not know the patient is an urgent matter for its owner, and is told again at the next prescription', async () => {
    const { enrolmentId, patientId } = await broughtIn()
    const first = await givenInScreening(given, { patientId, enrolmentId })
    await given.carry()
    await answer(enrolmentId, { answer: 'reject', reason: 'We have nobody of this name' })
    assert.equal(await all.state(enrolmentId), 'active')
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.brought-in-renewal', 'homecare.registration-refused'])
    await signed(first)
    await sent(first)
    assert.equal(await all.state(enrolmentId, 'company'), 'submitted')
    assert.deepEqual(await all.tasks(enrolmentId), [])
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-3' })
    assert.equal((await ours(enrolmentId)).details.broughtIn?.companySaid?.answer, 'accept')
  })
  it('whose company does not answer in time becomes a task once', async () => {
    const { enrolmentId, patientId } = await broughtIn()
    await givenInScreening(given, { patientId, enrolmentId })
    given.clock.forward(30 * 86_400)
    const watch = () => watchRegistrationsJob.work(given.system('trust'), {})
    await watch()
    const tasks = ['homecare.brought-in-renewal', 'homecare.registration-not-answered']
    assert.deepEqual(await all.tasks(enrolmentId), tasks)
    const { version } = await ours(enrolmentId)
    await watch()
    assert.equal((await ours(enrolmentId)).version, version)
    await given.carry()
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-4' })
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.brought-in-renewal'])
  })
  it('waits at the company with its prescription while nobody can say whose it is, and both are taken in order', async () => {
    const one = await broughtIn()
    const { enrolmentId, patientId, nhsNumber } = one
    const alike = { nhsNumber, names: [name('Amina', one.family)], birthDate: '1900-01-01' }
    const { patientId: theirId } = await registerPatient(coordinator(), amina(alike))
    const prescriptionId = await givenInScreening(given, { patientId, enrolmentId })
    await signed(prescriptionId)
    await sent(prescriptionId)
    const waiting = await given.read('company', (tx) =>
      tx
        .selectFrom('homecare.unmatched')
        .select(['kind', 'message_id'])
        .where('about_id', '=', enrolmentId)
        .orderBy('number')
        .execute(),
    )
    assert.deepEqual(
      waiting.map(({ kind }) => kind),
      ['homecare.registration-sent', 'homecare.prescription-sent'],
    )
    const messageId = waiting[0]?.message_id ?? ''
    await decideWhose(coordinator(), { messageId, version: 1, whose: { patientId: theirId } })
    assert.equal((await all.row(enrolmentId, 'company'))?.patient_id, theirId)
    assert.equal((await prescriptionAt(given, 'company', prescriptionId)).state, 'transmitted')
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-2078' })
    await accepts(prescriptionId)
    assert.equal((await prescriptionAt(given, 'trust', prescriptionId)).state, 'acknowledged')
  })
  it('whose prescription is asked back while it waits is never taken', async () => {
    const one = await broughtIn()
    const { enrolmentId, patientId, therapyId, nhsNumber } = one
    const alike = { nhsNumber, names: [name('Amina', one.family)], birthDate: '1900-01-02' }
    const { patientId: theirId } = await registerPatient(coordinator(), amina(alike))
    const prescriptionId = await givenInScreening(given, { patientId, enrolmentId })
    await signed(prescriptionId)
    await sent(prescriptionId)
    const { version } = await given.read('trust', (tx) =>
      tx.selectFrom('homecare.therapy').select('version').where('therapy_id', '=', therapyId).executeTakeFirstOrThrow(),
    )
    await stopTherapy(doctor(), { therapyId, version, reason: 'Side effects' })
    await given.carry()
    assert.equal((await prescriptionAt(given, 'trust', prescriptionId)).state, 'cancelled')
    const [first] = await given.read('company', (tx) =>
      tx
        .selectFrom('homecare.unmatched')
        .select(['message_id', 'version'])
        .where('about_id', '=', enrolmentId)
        .orderBy('number')
        .execute(),
    )
    await decideWhose(coordinator(), {
      messageId: first?.message_id ?? '',
      version: first?.version ?? 0,
      whose: { patientId: theirId },
    })
    await assert.rejects(prescriptionAt(given, 'company', prescriptionId))
  })
  it('that is suspended reaches its company too, with what changed after it', async () => {
    const { enrolmentId } = await broughtIn()
    const which = await all.which(enrolmentId)
    const reviewOn = '2027-03-01'
    const held = await suspendRegistration(doctor(), { ...which, reason: 'Infection', reviewOn })
    assert.deepEqual(held.refusals, [])
    const numbers = await given.read('trust', (tx) =>
      tx.selectFrom('homecare.message').select(['kind', 'number']).where('about_id', '=', enrolmentId).execute(),
    )
    assert.deepEqual(numbers.map(({ kind, number }) => `${number} ${kind}`).sort(), [
      '1 homecare.registration-sent',
      '2 homecare.registration-changed',
    ])
    await given.carry()
    const { registration, said } = await theirs(enrolmentId)
    assert.deepEqual(
      [said?.broughtIn?.accountReference, said?.broughtIn?.hold],
      ['BW-77', { event: 'suspend', reviewOn }],
    )
    assert.deepEqual([registration.state, registration.details.hold], ['submitted', { event: 'suspend', reviewOn }])
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-9' })
    const accepted = (await theirs(enrolmentId)).registration
    assert.deepEqual([accepted.state, accepted.reviewOn, accepted.details.hold], ['suspended', reviewOn, undefined])
    assert.equal(await all.state(enrolmentId), 'suspended')
    assert.deepEqual((await resumeRegistration(doctor(), await all.which(enrolmentId))).refusals, [])
    await given.carry()
    assert.equal(await all.state(enrolmentId, 'company'), 'active')
  })
  it('that is suspended after its company knows of it, and resumed before it answers, goes on at both', async () => {
    const { enrolmentId, patientId } = await broughtIn()
    await givenInScreening(given, { patientId, enrolmentId })
    await given.carry()
    assert.equal((await theirs(enrolmentId)).said?.broughtIn?.hold, undefined)
    const hold = { reason: 'Infection', reviewOn: '2027-03-01' }
    assert.deepEqual((await suspendRegistration(doctor(), { ...(await all.which(enrolmentId)), ...hold })).refusals, [])
    await given.carry()
    assert.equal((await theirs(enrolmentId)).registration.details.hold?.event, 'suspend')
    assert.deepEqual((await resumeRegistration(doctor(), await all.which(enrolmentId))).refusals, [])
    await given.carry()
    assert.equal((await theirs(enrolmentId)).registration.details.hold, undefined)
    await answer(enrolmentId, { answer: 'accept', accountReference: 'BW-10' })
    assert.deepEqual([await all.state(enrolmentId), await all.state(enrolmentId, 'company')], ['active', 'active'])
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), [])
  })
})
