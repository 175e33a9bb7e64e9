import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ConflictError, NotAllowedError } from '../../../core/errors.ts'
import { openFor, sealFor } from '../../../core/encryption/subject-keys.ts'
import { withdrawKeysOf } from '../../../core/identity/signatures/index.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import type { SignedDocument } from '../../../core/signing/document.ts'
import { givenCare, givenPrescription } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { listMattersOf } from '../matters/queries/matters.ts'
import { openKey } from '../prescriptions/signing.test-support.ts'
import { contentPlace, contentSubject, readContent } from '../prescriptions/queries/read-content.ts'
import { digestOfWritten, storedText, type WrittenContent } from '../prescriptions/stored-content.ts'
import { orderPrescription } from '../sending/commands/order-prescription.ts'
import { prescriptionAt, transmitNow } from '../sending/sending.test-support.ts'
import { FORTNIGHTLY, steady } from '../therapies/dose.test-support.ts'
import { every } from '../therapies/dose.ts'
import { signPrescriptions, type ToSign } from './commands/sign-prescriptions.ts'
import { verifySignaturesJob } from './jobs.ts'
import { readSigned, signedPlace, signedSubject, type SignedProblem } from './queries/read-signed.ts'

describe('A prescription', () => {
  const given = new HomecareTest()
  before(() => bringIn(given.test))
  const doctor = () => given.as('trust', 'doctor')
  const sign = async (chosen: readonly ToSign[], ctx = doctor()) =>
    signPrescriptions(ctx, { key: await openKey(given), chosen })
  const screened = async () => {
    const care = await givenCare(given)
    const one = await givenPrescription(given, care, { state: 'screened' })
    return { ...one, care, chosen: { prescriptionId: one.prescriptionId, digest: one.digest } }
  }
  const problemsOf = (id: string) =>
    given.read('trust', async (tx) => (await readSigned(tx as never, doctor(), id)).problems)

  describe('is signed', () => {
    it('by its prescriber with their own key, many at once, and verifies', async () => {
      const [one, other] = [await screened(), await screened()]
      const answer = await sign([one.chosen, other.chosen])
      assert.deepEqual(answer.refused, [])
      assert.deepEqual(new Set(answer.signed), new Set([one.prescriptionId, other.prescriptionId]))
      for (const { prescriptionId, digest } of [one, other]) {
        const row = await prescriptionAt(given, 'trust', prescriptionId)
        assert.deepEqual([row.state, row.signedDigest, row.signedUnits], ['signed', digest, 12])
        assert.deepEqual(await problemsOf(prescriptionId), [])
      }
    })
    it('not when it is another than was read, while the others are', async () => {
      const [one, other] = [await screened(), await screened()]
      const answer = await sign([{ ...one.chosen, digest: other.digest }, other.chosen])
      assert.deepEqual(answer.signed, [other.prescriptionId])
      assert.match(answer.refused[0]!.sentences.join(), /has changed since then/)
      assert.equal((await prescriptionAt(given, 'trust', one.prescriptionId)).state, 'screened')
    })
    it('once, and not a second time', async () => {
      const one = await screened()
      await sign([one.chosen])
      assert.match((await sign([one.chosen])).refused[0]!.sentences.join(), /You cannot sign the prescription now/)
    })
    it('once for a form that is sent twice', async () => {
      const one = await screened()
      const idempotencyKey = given.newId()
      const first = await sign([one.chosen], given.as('trust', 'doctor', { idempotencyKey }))
      assert.deepEqual(await sign([one.chosen], given.as('trust', 'doctor', { idempotencyKey })), first)
      assert.equal(first.signed.length, 1)
    })
    it('by nobody else, and never by one of two for the same treatment', async () => {
      const one = await screened()
      await assert.rejects(sign([one.chosen], given.as('trust', 'nurse')), NotAllowedError)
      await assert.rejects(sign([one.chosen], given.as('trust', 'receptionist')), NotAllowedError)
      await assert.rejects(sign([one.chosen], given.as('otherTrust', 'doctor')))
      const rival = await givenPrescription(given, one.care, { state: 'screened' })
      const answer = await sign([one.chosen, { prescriptionId: rival.prescriptionId, digest: rival.digest }])
      assert.deepEqual([answer.signed.length, answer.refused.length], [1, 1])
      assert.match(answer.refused[0]!.sentences.join(), /Another prescription for this treatment is in force/)
    })
    it('only after a proof of who they are', async () => {
      const one = await screened()
      const late = given.as('trust', 'doctor', { confirmedAt: new Date(given.clock.now().getTime() - 3_600_000) })
      assert.match((await sign([one.chosen], late)).refused[0]!.sentences.join(), /Confirm it’s you/)
    })
  })

  describe('that was changed straight in the database', () => {
    /** As an owner with the platform’s keys would: opens, changes and seals again. */
    const change = async (
      id: string,
      what: { written?: (w: WrittenContent) => WrittenContent; signed?: (d: SignedDocument) => unknown },
    ) => {
      const { patientId } = await prescriptionAt(given, 'trust', id)
      await given.write('trust', async (tx) => {
        const ctx = doctor()
        const set: {
          content?: Buffer
          signed?: Buffer
          digest?: string
          signed_digest?: string
          screened_digest?: string
        } = {}
        if (what.written) {
          const written = what.written((await readContent(tx, ctx, id))!)
          const digest = digestOfWritten(written)
          set.content = await sealFor(
            tx,
            ctx,
            contentSubject(patientId),
            contentPlace(id),
            storedText({ draft: {}, written }),
          )
          Object.assign(set, { digest, signed_digest: digest, screened_digest: digest })
        }
        if (what.signed) {
          const row = await tx
            .selectFrom('homecare.prescription')
            .select('signed')
            .where('prescription_id', '=', id)
            .executeTakeFirstOrThrow()
          const text = (await openFor(tx, ctx, signedSubject(patientId), signedPlace(id), row.signed!))!
          const changed = JSON.stringify(what.signed(JSON.parse(text) as SignedDocument))
          set.signed = await sealFor(tx, ctx, signedSubject(patientId), signedPlace(id), changed)
        }
        await tx.updateTable('homecare.prescription').set(set).where('prescription_id', '=', id).execute()
      })
    }
    const signed = async () => {
      const care = await givenCare(given)
      return (await givenPrescription(given, care, { state: 'signed' })).prescriptionId
    }
    const inItem = (over: object) => (w: WrittenContent) => ({
      ...w,
      content: { ...w.content, items: [{ ...w.content.items[0]!, ...over }] },
    })
    const inContent = (over: (c: WrittenContent['content']) => object) => (w: WrittenContent) => ({
      ...w,
      content: { ...w.content, ...over(w.content) },
    })
    const oneMore = (text: string) => text.replace(/^./, (first) => (first === 'M' ? 'N' : 'M'))

    for (const [what, written] of [
      [
        'dose',
        inItem({
          dose: steady(FORTNIGHTLY, 80, every(2, 'week')),
        }),
      ],
      ['code', inItem({ ampId: '38968011000001107' })],
      ['quantity', inItem({ quantity: 5 })],
      ['interval', inContent(() => ({ interval: { every: 4, unit: 'week' } }))],
      ['patient', inContent(({ patient }) => ({ patient: { ...patient, name: oneMore(patient.name) } }))],
      ['address', inContent(({ patient }) => ({ patient: { ...patient, address: ['5 Sandmoor Drive'] } }))],
      ['not-before', inContent(() => ({ notBefore: '2027-01-01' }))],
    ] as const)
      it(`in its ${what} is refused on every read`, async () => {
        const id = await signed()
        await change(id, { written: written as (w: WrittenContent) => WrittenContent })
        assert.ok((await problemsOf(id)).includes('other-content'), String(await problemsOf(id)))
      })
    const IN_DOCUMENT: readonly (readonly [string, (d: SignedDocument) => unknown, SignedProblem])[] = [
      [
        'the content of the document',
        (d) => ({ ...d, content: { ...(d.content as object), deliveries: 9 } }),
        'content-changed',
      ],
      [
        'its signature',
        (d) => ({ ...d, signature: { ...d.signature, value: oneMore(d.signature.value) } }),
        'signature-wrong',
      ],
      [
        'its standing',
        (d) => ({ ...d, signature: { ...d.signature, standing: { forSupply: true, because: [] } } }),
        'signature-wrong',
      ],
      [
        'its time',
        (d) => ({ ...d, signature: { ...d.signature, signedAt: '2027-06-01T10:00:00.000Z' } }),
        'signature-wrong',
      ],
      ['its kind', (d) => ({ ...d, kind: 'letter' }), 'other-kind'],
    ]
    for (const [what, does, problem] of IN_DOCUMENT)
      it(`in ${what} is refused`, async () => {
        const id = await signed()
        await change(id, { signed: does })
        assert.ok((await problemsOf(id)).includes(problem), String(await problemsOf(id)))
      })
    it('by swapping what was signed between two is refused in both', async () => {
      const [one, other] = [await signed(), await signed()]
      const documentOf = async (id: string) =>
        given.read('trust', async (tx) => (await readSigned(tx as never, doctor(), id)).document!)
      const [mine, theirs] = [await documentOf(one), await documentOf(other)]
      await change(one, { signed: () => theirs })
      await change(other, { signed: () => mine })
      for (const id of [one, other]) assert.ok((await problemsOf(id)).includes('other-prescription'))
    })
    it('by replaying signature and content on a copy is refused', async () => {
      const [one, copy] = [await signed(), await signed()]
      const { document, written } = await given.read('trust', (tx) => readSigned(tx as never, doctor(), one))
      await change(copy, { signed: () => document, written: () => written! })
      const problems = await problemsOf(copy)
      assert.ok(problems.includes('other-prescription'), String(problems))
    })
    for (const [column, value] of [
      ['deliveries', 9],
      ['interval_every', 4],
      ['first_dose_on', '2026-12-14'],
      ['signed_units', 24],
      ['brand_ids', ['38968011000001107']],
      ['schedule', '5'],
      ['signed_on', '2026-12-30'],
    ] as const)
      it(`in ${column} of its row is refused: supply goes by it`, async () => {
        const id = await signed()
        await given.write('trust', (tx) =>
          tx
            .updateTable('homecare.prescription')
            .set({ [column]: value })
            .where('prescription_id', '=', id)
            .execute(),
        )
        assert.deepEqual(await problemsOf(id), ['row-changed'])
      })
    it('as sealed bytes is refused', async () => {
      const id = await signed()
      await given.write('trust', (tx) =>
        tx
          .updateTable('homecare.prescription')
          .set({ signed: Buffer.from('nothing') })
          .where('prescription_id', '=', id)
          .execute(),
      )
      assert.deepEqual(await problemsOf(id), ['cannot-be-opened'])
    })
    it('leaves workflow alone: a change of state breaks nothing', async () => {
      const id = await signed()
      const { version } = await prescriptionAt(given, 'trust', id)
      const coordinator = given.as('trust', 'coordinator')
      await orderPrescription(coordinator, { prescriptionId: id, version, orderReference: 'PO-1' })
      assert.deepEqual(await problemsOf(id), [])
    })
    it('makes one urgent incident, whoever reads it first, and leaves by nothing', async () => {
      const id = await signed()
      await change(id, { signed: (d) => ({ ...d, kind: 'letter' }) })
      const coordinator = given.as('trust', 'coordinator')
      const { version } = await prescriptionAt(given, 'trust', id)
      const order = () => orderPrescription(coordinator, { prescriptionId: id, version, orderReference: 'PO-1' })
      assert.match((await order()).refusals[0]!.sentence, /Do not use this prescription/)
      await order()
      await verifySignaturesJob.work(given.system('trust'), {})
      assert.equal(await transmitNow(given, id), 'done-before')
      const matters = await given.read('trust', (tx) => listMattersOf(tx, doctor(), id))
      assert.deepEqual(
        matters.map(({ kind, rule, reasonCode }) => [kind, rule, reasonCode]),
        [['failure', 'signature', 'other-kind']],
      )
    })
    it('after its key was withdrawn stays sound when it was signed before', async () => {
      const id = await signed()
      given.clock.forward(60)
      await given.write('trust', (tx) =>
        withdrawKeysOf(tx as never, doctor(), given.idOf('trust', 'doctor'), 'perhaps-known'),
      )
      assert.deepEqual(await problemsOf(id), [])
      const next = await screened()
      await assert.rejects(
        sign([next.chosen]),
        (error) => error instanceof NotAllowedError || error instanceof ConflictError,
      )
      assert.equal((await prescriptionAt(given, 'trust', next.prescriptionId)).state, 'screened')
    })
  })
})
