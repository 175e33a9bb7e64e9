import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { registerPatient } from '../../../core/patients/index.ts'
import { amina, name, nextNhsNumber } from '../../../core/patients/people.test-support.ts'
import { hear } from '../exchange/commands/hear.ts'
import { say } from '../exchange/commands/say.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { decideWhose } from '../matching/commands/decide.ts'
import { answerRegistration } from './commands/answer-registration.ts'
import { saveChecklist, saveDraft, savePlace } from './commands/change-draft.ts'
import { withdrawRegistration } from './commands/end-registration.ts'
import { correctRegistration, sendToPharmacy } from './commands/hand-on.ts'
import { submitRegistration } from './commands/submit-registration.ts'
import { openSaid } from './queries/open-sealed.ts'
import { getRegistration } from './queries/registrations.ts'
import { ALL_CHECKS, HOME, REACHABLE, Registrations } from './registration.test-support.ts'
import { registrationAnswered } from './sayings/answered.ts'
import { registrationChanged } from './sayings/changed.ts'
import '../index.ts'

describe('A registration at the homecare company', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const coordinator = () => given.as('company', 'coordinator')
  const nurse = () => given.as('trust', 'nurse')
  const pharmacist = () => given.as('trust', 'pharmacist')
  const trusted = ['see-sensitive-records'] as const

  const saidAt = async (enrolmentId: string, ctx = coordinator()) => {
    const registration = await given.read('company', (tx) => getRegistration(tx as never, ctx, enrolmentId))
    return { registration, said: await given.read('company', (tx) => openSaid(tx, ctx, registration)) }
  }
  const waiting = () =>
    given.read('company', (tx) =>
      tx
        .selectFrom('homecare.unmatched')
        .selectAll()
        .where('tenant_id', '=', given.tenants.company)
        .where('settled_at', 'is', null)
        .orderBy('number')
        .execute(),
    )

  it('makes a record of a new patient, with the same identifier, and says who registered them', async () => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    const row = await all.row(enrolmentId, 'company')
    assert.deepEqual([row?.state, row?.counterpart_tenant_id], ['submitted', given.tenants.trust])
    const { said, registration } = await saidAt(enrolmentId)
    assert.equal(registration.patient.names[0]?.given[0], 'Amina')
    assert.equal(said?.deliveryAddress?.postcode, HOME.postcode)
    assert.deepEqual([said?.allergies?.status, said?.note, said?.openingStock], ['none-known', 'Ring the side bell', 2])
    assert.match(said?.from.person ?? '', /Joseph Mensah/)
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])
  })
  it('uses the record with the same NHS number and birth date', async () => {
    const number = nextNhsNumber()
    const nhsNumber = { number, status: '01' } as const
    const theirs = await registerPatient(coordinator(), amina({ nhsNumber }))
    const { enrolmentId } = await all.submitted({ patientId: await all.patient({ nhsNumber }) })
    await given.carry()
    assert.equal((await all.row(enrolmentId, 'company'))?.patient_id, theirs.patientId)
  })
  it('asks a person when the birth date differs; what follows waits, and all of it is taken in order', async () => {
    const number = nextNhsNumber()
    const nhsNumber = { number, status: '01' } as const
    const names = [name('Beatrix', 'Ferguson')]
    const theirs = await registerPatient(coordinator(), amina({ nhsNumber, names, birthDate: '1950-01-03' }))
    const patientId = await all.patient({ nhsNumber, names, birthDate: '1950-01-02' })
    const { enrolmentId } = await all.submitted({ patientId })
    await savePlace(nurse(), { ...(await all.which(enrolmentId)), place: 'collection' })
    await given.carry()
    assert.equal(await all.row(enrolmentId, 'company'), undefined)
    const held = (await waiting()).filter((row) => row.about_id === enrolmentId)
    assert.deepEqual(
      held.map(({ number: at }) => at),
      [1, 2],
    )
    assert.deepEqual(held[0]?.candidates, [theirs.patientId])
    const which = { messageId: held[0]?.message_id ?? '', version: 1 }
    const decide = { ...which, whose: { patientId: theirs.patientId } }
    await assert.rejects(decideWhose(given.as('company', 'receptionist'), decide), NotAllowedError)
    await assert.rejects(decideWhose(given.as('otherTrust', 'nurse'), decide), NotFoundError)
    assert.deepEqual(await decideWhose(coordinator(), decide), { patientId: theirs.patientId })
    const row = await all.row(enrolmentId, 'company')
    assert.deepEqual([row?.state, row?.patient_id, row?.delivery_address], ['submitted', theirs.patientId, null])
    assert.deepEqual(await decideWhose(coordinator(), decide), { refused: 'settled' })
  })
  it('makes a new record when a person says that none of those alike is theirs', async () => {
    const alike = { names: amina().names, birthDate: '1970-05-05', ...REACHABLE }
    await registerPatient(coordinator(), amina(alike))
    const { enrolmentId } = await all.submitted({ patientId: await all.patient(alike) })
    await given.carry()
    const [held] = (await waiting()).filter((row) => row.about_id === enrolmentId)
    const made = await decideWhose(coordinator(), { messageId: held?.message_id ?? '', version: 1, whose: 'new' })
    assert.ok('patientId' in made && made.patientId)
    assert.equal((await all.row(enrolmentId, 'company'))?.patient_id, made.patientId)
  })
  it('is accepted with a reference, and the trust knows', async () => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    const which = await all.which(enrolmentId, 'company')
    const body = { answer: 'accept', accountReference: '' } as const
    const none = await answerRegistration(coordinator(), { ...which, body })
    assert.deepEqual(
      none.refusals.map(({ name }) => name),
      ['no-account'],
    )
    const accept = { ...which, body: { answer: 'accept', accountReference: 'BW-77' } } as const
    const key = given.newId()
    const twice = () => given.as('company', 'coordinator', { idempotencyKey: key })
    for (const _ of [1, 2]) assert.deepEqual((await answerRegistration(twice(), accept)).refusals, [])
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), [])
    await given.carry()
    const row = await all.row(enrolmentId)
    assert.deepEqual([row?.state, row?.account_reference, row?.answer_by], ['accepted', 'BW-77', null])
  })
  it('is refused, corrected and sent a second time', async () => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    const body = { answer: 'reject', reason: 'No postcode' } as const
    await answerRegistration(coordinator(), { ...(await all.which(enrolmentId, 'company')), body })
    await given.carry()
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-refused'])
    await correctRegistration(nurse(), await all.which(enrolmentId))
    await sendToPharmacy(nurse(), await all.which(enrolmentId))
    await saveChecklist(pharmacist(), { ...(await all.which(enrolmentId)), checked: ALL_CHECKS })
    assert.deepEqual((await submitRegistration(pharmacist(), await all.which(enrolmentId))).refusals, [])
    await given.carry()
    assert.equal(await all.state(enrolmentId, 'company'), 'submitted')
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])
  })
  it('is told of a withdrawal; an answer that crosses it becomes a task, and both sides agree', async () => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    await withdrawRegistration(nurse(), { ...(await all.which(enrolmentId)), reason: 'Changed their mind' })
    const body = { answer: 'accept', accountReference: 'BW-78' } as const
    await answerRegistration(coordinator(), { ...(await all.which(enrolmentId, 'company')), body })
    await given.carry()
    assert.deepEqual(
      [await all.state(enrolmentId), await all.state(enrolmentId, 'company')],
      ['withdrawn', 'withdrawn'],
    )
    assert.ok((await all.tasks(enrolmentId)).includes('homecare.message-refused'))
  })
  it('takes a message once, and one that overtook another in its turn', async () => {
    const { enrolmentId } = await all.submitted()
    await given.carry()
    const from = { tenantId: given.tenants.trust, name: 'Riverside', odsCode: null }
    const tell = (number: number, body: object) =>
      given.write('company', async (tx) => {
        const arrived = { messageId: given.newId(), from, sentAt: given.clock.now(), kind: registrationChanged.name }
        const joined = {
          ...given.system('company'),
          joined: { tenantId: given.tenants.company, tx, acts: true as const },
        }
        await hear(tx, joined, { about: enrolmentId, number, body }, arrived)
      })
    const withdraw = { step: { event: 'withdraw', role: 'clinician', reason: 'Moved away' } }
    const collection = { delivery: { place: 'collection' } }
    await tell(3, withdraw)
    assert.equal(await all.state(enrolmentId, 'company'), 'submitted')
    await tell(2, collection)
    assert.equal(await all.state(enrolmentId, 'company'), 'withdrawn')
    assert.equal((await all.row(enrolmentId, 'company'))?.delivery_address, null)
    await tell(3, withdraw)
    const steps = await given.read('company', (tx) =>
      tx
        .selectFrom('homecare.step')
        .select('event')
        .where('tenant_id', '=', given.tenants.company)
        .where('thing_id', '=', enrolmentId)
        .execute(),
    )
    assert.equal(steps.filter(({ event }) => event === 'withdraw').length, 1)
  })
  it('is answered by no company but its own', async () => {
    const { enrolmentId, patientId } = await all.submitted()
    // The other trust stands in for any organisation that the trust hears from.
    await given.write('trust', async (tx) => {
      const from = { tenantId: given.tenants.otherTrust, name: 'Hillview', odsCode: null }
      const kind = registrationAnswered.name
      const arrived = { messageId: given.newId(), from, sentAt: given.clock.now(), kind }
      const body = { answer: 'accept', accountReference: 'X' }
      await hear(tx, given.system('trust'), { about: enrolmentId, number: 1, body }, arrived)
    })
    assert.equal(await all.state(enrolmentId), 'submitted')
    assert.ok((await all.tasks(enrolmentId)).includes('homecare.message-refused'))
    await assert.rejects(
      given.write('trust', (tx) =>
        say(tx, nurse(), registrationChanged, { to: given.newId(), about: enrolmentId, patientId, body: {} }),
      ),
      NotAllowedError,
    )
  })
  it('of a sensitive record has an address only from and for those who may see it', async () => {
    const patientId = await all.patient({}, true)
    const begun = await all.begun({ patientId })
    const { enrolmentId } = begun
    const able = given.as('trust', 'nurse', { rights: trusted })
    await savePlace(able, { ...(await all.which(enrolmentId)), place: { address: HOME } })
    const part = { agreement: { on: '2026-11-28', how: 'video' }, supportProgramme: 'none' } as const
    await saveDraft(nurse(), { ...(await all.which(enrolmentId)), part })
    await sendToPharmacy(nurse(), await all.which(enrolmentId))
    await saveChecklist(pharmacist(), { ...(await all.which(enrolmentId)), checked: ALL_CHECKS })
    const sender = given.as('trust', 'pharmacist', { rights: trusted })
    assert.deepEqual((await submitRegistration(sender, await all.which(enrolmentId))).refusals, [])
    await given.carry()
    const plain = await saidAt(enrolmentId)
    assert.equal(plain.registration.patient.sensitive, true)
    assert.doesNotMatch(JSON.stringify([plain.said, plain.registration]), /Sandmoor|LS17|7700/)
    const seen = await saidAt(enrolmentId, given.as('company', 'coordinator', { rights: trusted }))
    assert.equal(seen.said?.deliveryAddress?.postcode, HOME.postcode)
    assert.equal(seen.said?.patient.homeAddress, undefined)
  })
})
