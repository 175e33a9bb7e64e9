import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Kysely } from 'kysely'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { NotAllowedError, NotFoundError, ConflictError } from '../../../core/errors.ts'
import { givenCare, givenCompany, givenPrescription, type Care } from '../care.test-support.ts'
import { HomecareTest, type Place } from '../homecare.test-support.ts'
import { listMattersOf } from '../matters/queries/matters.ts'
import type { PrescriptionState } from '../prescriptions/prescription-state.ts'
import { stopTherapy } from '../therapies/commands/stop-therapy.ts'
import { answerPrescription, type GivenAnswer } from './commands/answer-prescription.ts'
import { orderPrescription } from './commands/order-prescription.ts'
import { expirePrescription, markQuiet } from './commands/pass-time.ts'
import { recordAnswer } from './commands/record-answer.ts'
import { recordSentByHand } from './commands/send-by-hand.ts'
import { givenHeldByCompany, prescriptionAt, transmitNow } from './sending.test-support.ts'

describe('A signed prescription', () => {
  const given = new HomecareTest()
  before(() => bringIn(given.test))
  const refusalsOf = (answer: { refusals: readonly { name: string }[] }) => answer.refusals.map(({ name }) => name)
  const order = async (prescriptionId: string, orderReference = 'PO-77', place: Place = 'trust') => {
    const { version } = await prescriptionAt(given, place, prescriptionId)
    return orderPrescription(given.as(place, 'coordinator'), { prescriptionId, version, orderReference })
  }
  const answer = async (prescriptionId: string, said: GivenAnswer) => {
    const { version } = await prescriptionAt(given, 'company', prescriptionId)
    return answerPrescription(given.as('company', 'pharmacist'), { prescriptionId, version, answer: said })
  }
  const stateAt = async (place: Place, id: string) => (await prescriptionAt(given, place, id)).state
  const tasks = (place: Place, id: string) =>
    given.read(place, async (tx) =>
      (
        await (
          tx as never as Kysely<{
            'core.task': {
              tenant_id: string
              reason: string
              entity_id: string
              closed_at: Date | null
              owner_account_id: string | null
            }
          }>
        )
          .selectFrom('core.task')
          .select(['reason', 'closed_at', 'owner_account_id'])
          .where('tenant_id', '=', given.tenants[place])
          .where('entity_id', '=', id)
          .orderBy('reason')
          .execute()
      ).filter(({ closed_at }) => closed_at === null),
    )
  /** Sent to the company, which has the patient registered. */
  const sent = async (
    over: Parameters<typeof givenPrescription>[2] = {},
    registration: 'submitted' | 'accepted' = 'accepted',
  ): Promise<{ care: Care; id: string }> => {
    const care = await givenCare(given)
    await givenHeldByCompany(given, care, 'trust', registration)
    const { prescriptionId: id } = await givenPrescription(given, care, { state: 'signed', ...over })
    assert.deepEqual(await order(id), { refusals: [] })
    assert.equal(await transmitNow(given, id), 'sent')
    await given.carry()
    assert.equal(await stateAt('company', id), 'transmitted')
    return { care, id }
  }

  it('is ordered, sent, taken by the company with the same identifiers, and accepted by its digest', async () => {
    const { id } = await sent()
    const [ours, theirs] = [await prescriptionAt(given, 'trust', id), await prescriptionAt(given, 'company', id)]
    assert.equal(ours.leftBy, 'electronic')
    assert.equal(theirs.counterpartId, given.tenants.trust)
    assert.deepEqual([theirs.signedDigest, theirs.signedUnits], [ours.signedDigest, ours.signedUnits])
    assert.deepEqual(await answer(id, { kind: 'acknowledged' }), { refusals: [] })
    await given.carry()
    assert.equal(await stateAt('company', id), 'acknowledged')
    const accepted = await prescriptionAt(given, 'trust', id)
    assert.equal(accepted.state, 'acknowledged')
    assert.equal(accepted.acknowledgedDigest, ours.signedDigest)
  })
  it('is not accepted for a patient whose registration the company has not accepted; asking and refusing go on', async () => {
    const { id } = await sent({}, 'submitted')
    assert.deepEqual(refusalsOf(await answer(id, { kind: 'acknowledged' })), ['registration-not-answered'])
    assert.equal(await stateAt('company', id), 'transmitted')
    const query = await answer(id, { kind: 'queried', reason: 'quantity', words: 'Is this our patient?' })
    assert.deepEqual(query, { refusals: [] })
  })
  it('is sent once, whenever the job is killed or runs again', async () => {
    const care = await givenCare(given)
    await givenHeldByCompany(given, care)
    const { prescriptionId: id } = await givenPrescription(given, care, { state: 'signed' })
    await order(id)
    const sentAbout = () =>
      given.read('trust', (tx) =>
        tx.selectFrom('homecare.message').select('number').where('about_id', '=', id).execute(),
      )
    // Killed inside: the queue of disclosures throws, and nothing of it is left.
    const dying = { ...given.system('trust'), jobs: { send: () => Promise.reject(new Error('killed')) } }
    const { transmitPrescription } = await import('./commands/transmit-prescription.ts')
    await assert.rejects(transmitPrescription(dying, { prescriptionId: id }), /killed/)
    assert.equal(await stateAt('trust', id), 'ordered')
    assert.deepEqual(await sentAbout(), [])
    const [one, other] = await Promise.all([transmitNow(given, id), transmitNow(given, id)])
    assert.deepEqual([one, other].sort(), ['done-before', 'sent'])
    assert.equal((await sentAbout()).length, 1)
  })
  it('is not ordered without a reference, by another role, by another trust or from a stale page', async () => {
    const care = await givenCare(given)
    const { prescriptionId } = await givenPrescription(given, care, { state: 'signed' })
    assert.deepEqual(refusalsOf(await order(prescriptionId, ' ')), ['no-order'])
    const input = { prescriptionId, version: 1, orderReference: 'PO-1' }
    await assert.rejects(orderPrescription(given.as('trust', 'receptionist'), input), NotAllowedError)
    await assert.rejects(orderPrescription(given.as('trust', 'doctor'), input), NotAllowedError)
    await assert.rejects(orderPrescription(given.as('otherTrust', 'coordinator'), input), NotFoundError)
    await assert.rejects(orderPrescription(given.as('company', 'coordinator'), input), NotFoundError)
    await assert.rejects(orderPrescription(given.as('trust', 'coordinator'), { ...input, version: 9 }), ConflictError)
  })
  it('is ordered once for a form that is sent twice', async () => {
    const care = await givenCare(given)
    const { prescriptionId } = await givenPrescription(given, care, { state: 'signed' })
    const idempotencyKey = given.newId()
    const once = () =>
      orderPrescription(given.as('trust', 'coordinator', { idempotencyKey }), {
        prescriptionId,
        version: 1,
        orderReference: 'PO-1',
      })
    assert.deepEqual([await once(), await once()], [{ refusals: [] }, { refusals: [] }])
    assert.equal((await prescriptionAt(given, 'trust', prescriptionId)).version, 2)
  })
  it('is refused by a company that does not have the patient, who is told why', async () => {
    const care = await givenCare(given)
    const { prescriptionId: id } = await givenPrescription(given, care, { state: 'signed' })
    await order(id)
    await transmitNow(given, id)
    await given.carry()
    await assert.rejects(stateAt('company', id), NotFoundError)
    assert.deepEqual(
      (await tasks('company', id)).map(({ reason }) => reason),
      ['homecare.message-refused'],
    )
  })
  it('is seen and answered by nobody else', async () => {
    const { id } = await sent()
    const { version } = await prescriptionAt(given, 'company', id)
    const input = { prescriptionId: id, version, answer: { kind: 'acknowledged' } } as const
    await assert.rejects(answerPrescription(given.as('otherTrust', 'pharmacist'), input), NotFoundError)
    await assert.rejects(answerPrescription(given.as('company', 'receptionist'), input), NotAllowedError)
    await assert.rejects(answerPrescription(given.as('trust', 'pharmacist'), { ...input, version: 3 }), NotAllowedError)
    await assert.rejects(
      answerPrescription(given.as('company', 'pharmacist'), { ...input, version: version + 1 }),
      ConflictError,
    )
  })
  it('is queried, and the query ends when it is accepted after all', async () => {
    const { id } = await sent()
    assert.deepEqual(refusalsOf(await answer(id, { kind: 'queried', reason: 'quantity', words: ' ' })), ['no-reason'])
    await answer(id, { kind: 'queried', reason: 'quantity', words: 'Four pens or six?' })
    await given.carry()
    assert.equal(await stateAt('trust', id), 'company-query')
    const [asked] = await tasks('trust', id)
    assert.deepEqual(
      [asked?.reason, asked?.owner_account_id],
      ['homecare.company-query', given.idOf('trust', 'doctor')],
    )
    await answer(id, { kind: 'acknowledged' })
    await given.carry()
    const matters = await given.read('trust', (tx) => listMattersOf(tx, given.as('trust', 'doctor'), id))
    assert.deepEqual(
      matters.map(({ words, reasonCode, outcomeCode }) => [words, reasonCode, outcomeCode]),
      [['Four pens or six?', 'quantity', 'accepted']],
    )
    assert.deepEqual(await tasks('trust', id), [])
  })
  it('that is not answered in time becomes the task of the person who ordered it', async () => {
    const { id } = await sent()
    assert.equal(await markQuiet(given.system('trust'), { prescriptionId: id }), false)
    given.clock.forward(4 * 86_400)
    assert.equal(await markQuiet(given.system('trust'), { prescriptionId: id }), true)
    assert.equal(await markQuiet(given.system('trust'), { prescriptionId: id }), false)
    const [late] = await tasks('trust', id)
    assert.deepEqual(
      [late?.reason, late?.owner_account_id],
      ['homecare.prescription-not-answered', given.idOf('trust', 'coordinator')],
    )
    await answer(id, { kind: 'acknowledged' })
    await given.carry()
    assert.deepEqual(await tasks('trust', id), [])
  })
  const stop = async (therapyId: string) => {
    const therapy = await given.read('trust', (tx) =>
      tx.selectFrom('homecare.therapy').select('version').where('therapy_id', '=', therapyId).executeTakeFirstOrThrow(),
    )
    return stopTherapy(given.as('trust', 'doctor'), {
      therapyId,
      version: therapy.version,
      reason: 'Infection',
    } as never)
  }
  it('is cancelled when the treatment stops and the company has sent nothing', async () => {
    const { care, id } = await sent()
    await answer(id, { kind: 'acknowledged' })
    await given.carry()
    await stop(care.therapyId)
    assert.equal(await stateAt('trust', id), 'cancel-requested')
    await given.carry()
    assert.equal(await stateAt('company', id), 'cancel-requested')
    assert.deepEqual(refusalsOf(await answer(id, { kind: 'too-late', undelivered: [] })), ['nothing-sent'])
    assert.deepEqual(await answer(id, { kind: 'cancelled' }), { refusals: [] })
    await given.carry()
    assert.equal(await stateAt('trust', id), 'cancelled')
    assert.deepEqual(await tasks('company', id), [])
  })
  it('whose acceptance crosses with its cancellation is still cancelled, and nobody is alarmed', async () => {
    const { care, id } = await sent()
    await answer(id, { kind: 'acknowledged' })
    await stop(care.therapyId)
    await given.carry()
    assert.equal(await stateAt('trust', id), 'cancel-requested')
    await answer(id, { kind: 'cancelled' })
    await given.carry()
    assert.equal(await stateAt('trust', id), 'cancelled')
    assert.deepEqual(await tasks('trust', id), [])
  })
  it('that the company never took is answered by itself when it is cancelled', async () => {
    const care = await givenCare(given)
    const { prescriptionId: id } = await givenPrescription(given, care, { state: 'signed' })
    await order(id)
    await transmitNow(given, id)
    await stop(care.therapyId)
    await given.carry()
    assert.equal(await stateAt('trust', id), 'cancelled')
  })
  it('ends the day after its last, and the prescriber is told', async () => {
    const { id } = await sent()
    const system = given.system('trust')
    assert.equal(await expirePrescription(system, { prescriptionId: id }), false)
    given.clock.forward(190 * 86_400)
    assert.equal(await expirePrescription(system, { prescriptionId: id }), true)
    assert.equal(await stateAt('trust', id), 'expired')
    assert.deepEqual(
      (await tasks('trust', id)).map(({ owner_account_id }) => owner_account_id),
      [given.idOf('trust', 'doctor')],
    )
  })
  it('goes by hand to a company that does not use Troth, and what it says is recorded for it', async () => {
    const companyId = await givenCompany(given, false)
    const care = await givenCare(given, { companyId })
    const { prescriptionId: id } = await givenPrescription(given, care, { state: 'signed' })
    await order(id)
    assert.equal(await transmitNow(given, id), 'by-hand')
    assert.deepEqual(
      (await tasks('trust', id)).map(({ reason }) => reason),
      ['homecare.prescription-to-send'],
    )
    const technician = given.as('trust', 'technician')
    const send = async (sentOn: string) =>
      recordSentByHand(technician, {
        prescriptionId: id,
        version: (await prescriptionAt(given, 'trust', id)).version,
        sentOn,
        how: 'portal',
      })
    assert.deepEqual(refusalsOf(await send('2020-01-01')), ['sent-on'])
    assert.deepEqual(await send(given.clock.today()), { refusals: [] })
    const say = async (isReadBack: boolean) =>
      recordAnswer(technician, {
        prescriptionId: id,
        version: (await prescriptionAt(given, 'trust', id)).version,
        answer: { kind: 'acknowledged' },
        isReadBack,
        source: 'telephone',
        saidOn: given.clock.today(),
      })
    assert.deepEqual(refusalsOf(await say(false)), ['other-content'])
    assert.deepEqual(await say(true), { refusals: [] })
    assert.equal(await stateAt('trust', id), 'acknowledged' satisfies PrescriptionState)
  })
})
