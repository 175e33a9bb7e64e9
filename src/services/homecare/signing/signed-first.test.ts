import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Reader } from '../../../core/database/transaction.ts'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { givenCare, givenPrescription } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import '../index.ts'
import { discardPrescription } from '../prescriptions/commands/discard-prescription.ts'
import { finishPrescription } from '../prescriptions/commands/finish-prescription.ts'
import {
  givenInScreening,
  givenRegistered,
  readyToPrescribe,
  saved,
} from '../prescriptions/prescribing.test-support.ts'
import type { PrescriptionOver } from '../prescriptions/prescription.test-support.ts'
import { openKey } from '../prescriptions/signing.test-support.ts'
import { answerQuery } from '../screening/commands/answer-query.ts'
import { declinePrescription } from '../screening/commands/decline-prescription.ts'
import { queryPrescription } from '../screening/commands/query-prescription.ts'
import { screenPrescription } from '../screening/commands/screen-prescription.ts'
import { orderPrescription } from '../sending/commands/order-prescription.ts'
import { prescriptionAt, transmitNow } from '../sending/sending.test-support.ts'
import { signPrescriptions, type ToSign } from './commands/sign-prescriptions.ts'
import { readSigned } from './queries/read-signed.ts'
import { listSignable } from './queries/signing-list.ts'

describe('A prescription that is signed before clinical screening', () => {
  const given = new HomecareTest()
  before(() => readyToPrescribe(given))
  const doctor = () => given.as('trust', 'doctor')
  const pharmacist = () => given.as('trust', 'pharmacist')
  const row = (id: string) => prescriptionAt(given, 'trust', id)
  const asRead = async (id: string, isFirst = true): Promise<ToSign> => ({
    prescriptionId: id,
    digest: (await row(id)).digest!,
    isFirst,
  })
  const sign = async (chosen: readonly ToSign[], ctx = doctor()) =>
    signPrescriptions(ctx, { key: await openKey(given), chosen })
  const waiting = async (over: PrescriptionOver = {}, maySignFirst = true) => {
    const care = await givenCare(given, { scheme: { maySignFirst } })
    return { care, id: (await givenPrescription(given, care, over)).prescriptionId }
  }
  const signedFirst = async () => {
    const { id } = await waiting()
    await sign([await asRead(id)])
    return id
  }
  /** Written page by page, so that it can be changed. */
  const written = async () => {
    const care = await givenRegistered(given, { scheme: { maySignFirst: true } })
    const id = await givenInScreening(given, care)
    await sign([await asRead(id)])
    assert.equal((await row(id)).state, 'signed-unscreened')
    return id
  }
  const screen = async (id: string, ctx = pharmacist(), version?: number) =>
    screenPrescription(ctx, {
      prescriptionId: id,
      version: version ?? (await row(id)).version,
      reasons: {},
      funding: 'Blueteq BT-1',
      monitoring: 'Bloods in range',
    })
  const names = ({ refusals }: { refusals: readonly { name: string }[] }) => refusals.map(({ name }) => name)
  const tasksOf = async (id: string) =>
    (
      await given.read('trust', (tx) =>
        (tx as unknown as Reader<TaskTables>)
          .selectFrom('core.task')
          .select(['reason', 'owner_account_id', 'closed_at', 'outcome'])
          .where('tenant_id', '=', given.tenants.trust)
          .where('entity_id', '=', id)
          .where('reason', 'in', ['homecare.sign-again', 'homecare.signed-declined', 'homecare.signed-discarded'])
          .orderBy('reason')
          .execute(),
      )
    ).map(({ reason, owner_account_id, closed_at, outcome }) => [
      reason,
      owner_account_id === given.idOf('trust', 'doctor') ? 'doctor' : owner_account_id,
      closed_at === null ? 'open' : outcome,
    ])
  const isVoid = async (id: string) => {
    const { signedDigest, signedOn, signedUnits, lastDay } = await row(id)
    const { problems } = await given.read('trust', (tx) => readSigned(tx as never, doctor(), id))
    assert.deepEqual([signedDigest, signedOn, signedUnits, lastDay], [undefined, undefined, undefined, undefined])
    assert.deepEqual(problems, ['not-signed'])
  }
  const listed = async () =>
    (await given.read('trust', (tx) => listSignable(tx as never, doctor(), 50))).rows.map(
      ({ prescription, isFirst }) => [prescription.prescriptionId, isFirst] as const,
    )

  it('is offered where the scheme has opted in alone, after what is screened', async () => {
    const [one, strict, done] = [await waiting(), await waiting({}, false), await waiting({ state: 'screened' })]
    const rows = await listed()
    assert.deepEqual(
      rows.filter(([id]) => [one.id, strict.id, done.id].includes(id)),
      [
        [done.id, false],
        [one.id, true],
      ],
    )
  })
  it('is signed with its prescriber’s own key, many with what is screened, and says which', async () => {
    const [one, other, done] = [await waiting(), await waiting(), await waiting({ state: 'screened' })]
    const answer = await sign([await asRead(one.id), await asRead(other.id), await asRead(done.id, false)])
    assert.deepEqual(answer.refused, [])
    assert.equal(answer.signed.length, 3)
    assert.deepEqual(new Set(answer.unscreened), new Set([one.id, other.id]))
    const { state, signedDigest, digest, screenedDigest, signedUnits } = await row(one.id)
    assert.deepEqual([state, signedDigest, screenedDigest, signedUnits], ['signed-unscreened', digest, undefined, 12])
    assert.deepEqual((await row(done.id)).state, 'signed')
    assert.deepEqual((await given.read('trust', (tx) => readSigned(tx as never, doctor(), one.id))).problems, [])
  })
  it('is refused where the scheme has not opted in, and where it is not ticked as such', async () => {
    const strict = await waiting({}, false)
    assert.match((await sign([await asRead(strict.id)])).refused[0]!.sentences.join(), /screens prescriptions before/)
    assert.equal((await row(strict.id)).state, 'in-screening')
    const one = await waiting()
    assert.match((await sign([await asRead(one.id, false)])).refused[0]!.sentences.join(), /cannot sign .* now/)
    assert.equal((await row(one.id)).state, 'in-screening')
  })
  it('is signed as any other when it was screened while its prescriber read it', async () => {
    const { id } = await waiting()
    const chosen = await asRead(id)
    assert.deepEqual(names(await screen(id)), [])
    const answer = await sign([chosen])
    assert.deepEqual([answer.signed, answer.unscreened], [[id], []])
    assert.equal((await row(id)).state, 'signed')
  })
  it('is signed by nobody else, of no other organisation, and after no old proof', async () => {
    const { id } = await waiting()
    const chosen = [await asRead(id)]
    for (const who of ['nurse', 'receptionist', 'pharmacist', 'coordinator'] as const)
      await assert.rejects(sign(chosen, given.as('trust', who)), NotAllowedError)
    await assert.rejects(sign(chosen, given.as('otherTrust', 'doctor')), NotFoundError)
    const late = given.as('trust', 'doctor', { confirmedAt: new Date(given.clock.now().getTime() - 3_600_000) })
    assert.match((await sign(chosen, late)).refused[0]!.sentences.join(), /Confirm it’s you/)
    const theirs = await waiting({ prescriber: 'nurse' })
    assert.match((await sign([await asRead(theirs.id)])).refused[0]!.sentences.join(), /Only the prescriber named/)
  })
  it('is signed once for a form that is sent twice, and not as another than was read', async () => {
    const { id } = await waiting()
    const chosen = [await asRead(id)]
    const idempotencyKey = given.newId()
    const first = await sign(chosen, given.as('trust', 'doctor', { idempotencyKey }))
    assert.deepEqual(await sign(chosen, given.as('trust', 'doctor', { idempotencyKey })), first)
    assert.match((await sign(chosen)).refused[0]!.sentences.join(), /cannot sign .* now/)
    const [one, other] = [await waiting(), await waiting()]
    const wrong = { ...(await asRead(one.id)), digest: (await row(other.id)).digest! }
    assert.match((await sign([wrong])).refused[0]!.sentences.join(), /has changed since you read it/)
  })

  it('is screened over the same content, and is then signed and can be ordered', async () => {
    const id = await signedFirst()
    const { signedDigest, version } = await row(id)
    const order = async () =>
      orderPrescription(given.as('trust', 'coordinator'), {
        prescriptionId: id,
        version: (await row(id)).version,
        orderReference: 'PO-1',
      })
    assert.deepEqual(names(await order()), ['not-now'])
    assert.equal(await transmitNow(given, id), 'done-before')
    await assert.rejects(screen(id, pharmacist(), version - 1), ConflictError)
    for (const who of ['doctor', 'receptionist'] as const)
      await assert.rejects(screen(id, given.as('trust', who)), NotAllowedError)
    await assert.rejects(screen(id, given.as('otherTrust', 'pharmacist')), NotFoundError)
    assert.equal((await row(id)).state, 'signed-unscreened')
    const idempotencyKey = given.newId()
    const once = () => screen(id, given.as('trust', 'pharmacist', { idempotencyKey }), version)
    assert.deepEqual(await once(), { refusals: [] })
    assert.deepEqual(await once(), { refusals: [] })
    const after = await row(id)
    assert.deepEqual([after.state, after.screenedDigest, after.signedDigest], ['signed', signedDigest, signedDigest])
    assert.deepEqual(names(await order()), [])
    assert.deepEqual(await tasksOf(id), [])
  })
  it('is never screened by its prescriber', async () => {
    const { id } = await waiting({ state: 'signed-unscreened', prescriber: 'pharmacist' })
    assert.deepEqual(names(await screen(id)), ['own-prescription'])
    const decline = { prescriptionId: id, version: (await row(id)).version, reason: 'x' }
    assert.deepEqual(names(await declinePrescription(pharmacist(), decline)), ['own-prescription'])
    assert.equal((await row(id)).state, 'signed-unscreened')
  })
  it('is not screened when it is not what was signed: that is an incident', async () => {
    const id = await signedFirst()
    await given.write('trust', (tx) =>
      tx.updateTable('homecare.prescription').set({ deliveries: 9 }).where('prescription_id', '=', id).execute(),
    )
    assert.deepEqual(names(await screen(id)), ['signature'])
    assert.equal((await row(id)).state, 'signed-unscreened')
  })

  it('loses its signature by a question, and goes back to be screened or signed again', async () => {
    const id = await signedFirst()
    const { version } = await row(id)
    const ask = { prescriptionId: id, version, reason: 'quantity', words: 'Four or six?' } as const
    await queryPrescription(pharmacist(), ask)
    assert.equal((await row(id)).state, 'queried')
    await isVoid(id)
    assert.deepEqual(await tasksOf(id), [['homecare.sign-again', 'doctor', 'open']])
    assert.match((await sign([await asRead(id)])).refused[0]!.sentences.join(), /cannot sign .* now/)
    const answer = { prescriptionId: id, version: version + 1, outcome: 'clarified', words: 'Four' } as const
    assert.deepEqual(names(await answerQuery(doctor(), answer)), [])
    assert.equal((await row(id)).state, 'in-screening')
    await isVoid(id)
    assert.deepEqual((await sign([await asRead(id)])).unscreened, [id])
    assert.deepEqual(await tasksOf(id), [['homecare.sign-again', 'doctor', 'signed']])
  })
  it('loses its signature by a decline, and its prescriber is told', async () => {
    const id = await signedFirst()
    const decline = { prescriptionId: id, version: (await row(id)).version, reason: 'Not suitable' }
    assert.deepEqual(names(await declinePrescription(pharmacist(), decline)), [])
    assert.equal((await row(id)).state, 'declined')
    await isVoid(id)
    assert.deepEqual(await tasksOf(id), [['homecare.signed-declined', 'doctor', 'open']])
  })
  it('loses its signature by a change, and is told so until it is signed again', async () => {
    const id = await written()
    const [before, chosen] = [(await row(id)).digest, await asRead(id)]
    await saved(given, id, 'deliveries', {
      deliveries: 2,
      interval: { every: 8, unit: 'week' },
      firstDoseOn: '2026-12-07',
    })
    assert.equal((await row(id)).state, 'signed-unscreened', 'a change that is only begun changes nothing')
    const finished = await finishPrescription(doctor(), { prescriptionId: id, version: (await row(id)).version })
    assert.ok(!('refused' in finished), JSON.stringify(finished))
    assert.deepEqual([(await row(id)).state, (await row(id)).digest === before], ['in-screening', false])
    await isVoid(id)
    assert.deepEqual(await tasksOf(id), [['homecare.sign-again', 'doctor', 'open']])
    assert.match((await sign([chosen])).refused[0]!.sentences.join(), /has changed since you read it/)
    assert.deepEqual(names(await screen(id)), [])
    assert.equal((await row(id)).state, 'screened', 'without the old signature it is only screened')
    assert.deepEqual((await sign([await asRead(id, false)])).signed, [id])
    assert.deepEqual(await tasksOf(id), [['homecare.sign-again', 'doctor', 'signed']])
  })
  it('loses its signature when it is discarded', async () => {
    const id = await signedFirst()
    const { version } = await row(id)
    await discardPrescription(doctor(), { prescriptionId: id, version, reason: 'Not wanted' })
    assert.equal((await row(id)).state, 'discarded')
    await isVoid(id)
    assert.deepEqual(await tasksOf(id), [])
  })
  it('tells its prescriber when somebody else discards it', async () => {
    const id = await signedFirst()
    const { version } = await row(id)
    await discardPrescription(given.as('trust', 'coordinator'), { prescriptionId: id, version, reason: 'Twice' })
    await isVoid(id)
    assert.deepEqual(await tasksOf(id), [['homecare.signed-discarded', 'doctor', 'open']])
  })
  it('tells its prescriber too when it is declined after a question', async () => {
    const id = await signedFirst()
    const { version } = await row(id)
    await queryPrescription(pharmacist(), { prescriptionId: id, version, reason: 'quantity', words: 'Four or six?' })
    const decline = { prescriptionId: id, version: version + 1, reason: 'Not suitable' }
    assert.deepEqual(names(await declinePrescription(pharmacist(), decline)), [])
    assert.deepEqual(await tasksOf(id), [
      ['homecare.sign-again', 'doctor', 'not-needed'],
      ['homecare.signed-declined', 'doctor', 'open'],
    ])
  })
  it('takes the place of one that the company queried once it is screened, not before', async () => {
    const { care, id: old } = await waiting({ state: 'company-query' })
    const { prescriptionId: id } = await givenPrescription(given, care, { replacesId: old })
    assert.deepEqual((await sign([await asRead(id)])).unscreened, [id])
    assert.equal((await row(old)).state, 'company-query')
    assert.deepEqual(names(await screen(id)), [])
    assert.deepEqual([(await row(id)).state, (await row(old)).state], ['signed', 'replaced'])
  })
})
