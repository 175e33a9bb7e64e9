import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { mergePatients, registerPatient } from '../../../core/patients/index.ts'
import { amina, nextNhsNumber } from '../../../core/patients/people.test-support.ts'
import { givenCompany, givenScheme } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { listSteps } from '../steps/queries.ts'
import { answerRegistration } from './commands/answer-registration.ts'
import { beginRegistration } from './commands/begin-registration.ts'
import { saveChecklist, saveDraft, savePlace } from './commands/change-draft.ts'
import { endOnDeath, withdrawRegistration } from './commands/end-registration.ts'
import { correctRegistration, returnRegistration, sendToPharmacy } from './commands/hand-on.ts'
import { resumeRegistration, suspendRegistration } from './commands/hold-registration.ts'
import { beginMove, closeRegistration, keepCompany } from './commands/move-to-company.ts'
import { submitRegistration } from './commands/submit-registration.ts'
import { watchRegistrationsJob } from './jobs.ts'
import { openNote } from './queries/open-sealed.ts'
import { getRegistration } from './queries/registrations.ts'
import { AGREED, ALL_CHECKS, HOME, Registrations } from './registration.test-support.ts'
import './index.ts'

const names = (answer: { readonly refusals?: readonly { readonly name: string }[] }): string[] =>
  (answer.refusals ?? []).map(({ name }) => name)

describe('A registration in the trust', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const nurse = () => given.as('trust', 'nurse')
  const pharmacist = () => given.as('trust', 'pharmacist')
  const until = (instant: string) => given.clock.forward((Date.parse(instant) - given.clock.now().getTime()) / 1000)

  it('is a draft from its first page on, with an owner, and says what is missing when it is sent', async () => {
    await bringIn(given.test)
    const { enrolmentId } = await all.begun({ patientId: await given.patient() })
    const row = await all.row(enrolmentId)
    assert.equal(row?.state, 'draft')
    assert.equal(row.owner_account_id, given.idOf('trust', 'nurse'))
    assert.equal(row.medicine, 'Adalimumab')
    const sent = await sendToPharmacy(nurse(), await all.which(enrolmentId))
    assert.deepEqual(names(sent), ['no-agreement', 'no-address', 'too-few-contacts', 'no-support-choice'])
    assert.equal(await all.state(enrolmentId), 'draft')
  })
  it('is not sent while nobody has asked about allergies', async () => {
    const answer = await registerPatient(nurse(), amina())
    assert.ok(!('refused' in answer))
    const { enrolmentId } = await all.begun({ patientId: answer.patientId })
    assert.ok(names(await sendToPharmacy(nurse(), await all.which(enrolmentId))).includes('allergies-unknown'))
  })
  it('needs a reason when the NHS number is not verified, and keeps it sealed with the step', async () => {
    const patientId = await all.patient({ nhsNumber: { number: nextNhsNumber(), status: '02' } })
    const companyId = await givenCompany(given)
    const asked = { patientId, companyId, schemeId: await givenScheme(given, [companyId]) }
    const owner = { accountId: given.idOf('trust', 'nurse') }
    assert.deepEqual(names((await beginRegistration(nurse(), { ...asked, owner })) as never), ['not-traced'])
    const made = await beginRegistration(nurse(), { ...asked, owner, untracedReason: 'Spine is down' })
    assert.ok('enrolmentId' in made)
    const [step] = await given.read('trust', (tx) => listSteps(tx, nurse(), [made.enrolmentId]))
    assert.equal(step?.reason, 'Spine is down')
  })
  it('is only for a company that supplies the scheme', async () => {
    const { patientId, schemeId } = await all.begun()
    const owner = { accountId: given.idOf('trust', 'nurse') }
    const companyId = await givenCompany(given, false)
    const other = await beginRegistration(nurse(), { patientId, companyId, schemeId, owner })
    assert.deepEqual(names(other as never), ['not-of-scheme'])
  })
  it('keeps what is said with it, and the note sealed', async () => {
    const { enrolmentId } = await all.written()
    const registration = await given.read('trust', (tx) => getRegistration(tx as never, nurse(), enrolmentId))
    assert.deepEqual(registration.details.agreement, AGREED)
    assert.deepEqual(registration.deliveryAddress?.lines, HOME.lines)
    assert.equal(await given.read('trust', (tx) => openNote(tx, nurse(), registration)), 'Ring the side bell')
    assert.ok(!(await all.row(enrolmentId))?.note?.includes('bell'))
  })
  it('goes to pharmacy, is sent back with a reason, and is checked afresh', async () => {
    const { enrolmentId } = await all.checked()
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-to-check'])
    const back = await returnRegistration(pharmacist(), { ...(await all.which(enrolmentId)), reason: 'Wrong scheme' })
    assert.deepEqual(back.refusals, [])
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-sent-back'])
    assert.deepEqual((await correctRegistration(nurse(), await all.which(enrolmentId))).refusals, [])
    assert.deepEqual(await all.tasks(enrolmentId), [])
    assert.deepEqual((await sendToPharmacy(nurse(), await all.which(enrolmentId))).refusals, [])
    assert.deepEqual(names(await submitRegistration(pharmacist(), await all.which(enrolmentId))), ['checklist'])
  })
  it('is not sent back without a reason', async () => {
    const { enrolmentId } = await all.withPharmacy()
    const back = await returnRegistration(pharmacist(), { ...(await all.which(enrolmentId)), reason: ' ' })
    assert.deepEqual(names(back), ['no-reason'])
  })
  it('is refused to a stale page, another trust, a receptionist and, at pharmacy, to a nurse', async () => {
    const { enrolmentId } = await all.written()
    const which = await all.which(enrolmentId)
    const stale = { ...which, version: which.version - 1 }
    await assert.rejects(saveDraft(nurse(), { ...stale, part: { agreement: AGREED } }), ConflictError)
    await assert.rejects(sendToPharmacy(given.as('otherTrust', 'nurse'), which), NotFoundError)
    await assert.rejects(sendToPharmacy(given.as('trust', 'receptionist'), which), NotAllowedError)
    await assert.rejects(sendToPharmacy(given.as('company', 'coordinator'), which), NotFoundError)
    await assert.rejects(saveChecklist(nurse(), { ...which, checked: ALL_CHECKS }), NotAllowedError)
  })
  it('happens once for one key', async () => {
    const patientId = await all.patient()
    const companyId = await givenCompany(given)
    const asked = {
      patientId,
      companyId,
      schemeId: await givenScheme(given, [companyId]),
      owner: { accountId: given.idOf('trust', 'nurse') },
    }
    const key = given.newId()
    const twice = () => given.as('trust', 'nurse', { idempotencyKey: key })
    assert.deepEqual(await beginRegistration(twice(), asked), await beginRegistration(twice(), asked))
  })
  it('is one for a medicine, even when two are begun in the same second', async () => {
    const patientId = await all.patient()
    const companyId = await givenCompany(given)
    const schemeId = await givenScheme(given, [companyId])
    const owner = { accountId: given.idOf('trust', 'nurse') }
    const two = await Promise.all([
      beginRegistration(nurse(), { patientId, companyId, schemeId, owner }),
      beginRegistration(given.as('trust', 'doctor'), { patientId, companyId, schemeId, owner }),
    ])
    assert.equal(two.filter((answer) => 'enrolmentId' in answer).length, 1)
    assert.deepEqual(names(two.find((answer) => 'refusals' in answer) as never), ['other-registration'])
  })
  it('is one for a medicine when two records are found to be one person’s', async () => {
    const first = await all.submitted()
    const second = await all.withPharmacy()
    const merger = given.as('trust', 'nurse', { rights: ['merge-records'] })
    const versions = { survivorVersion: 2, mergedVersion: 2 }
    await mergePatients(merger, {
      survivorId: first.patientId,
      mergedId: second.patientId,
      ...versions,
      reason: 'Same person',
      choices: {},
    })
    await saveChecklist(pharmacist(), { ...(await all.which(second.enrolmentId)), checked: ALL_CHECKS })
    const sent = await submitRegistration(pharmacist(), await all.which(second.enrolmentId))
    assert.deepEqual(names(sent), ['other-registration'])
    const seen = await given.read('trust', (tx) => getRegistration(tx as never, nurse(), second.enrolmentId))
    assert.equal(seen.patientId, first.patientId)
  })
  it('has a company that does not answer: it is stalled, and its owner told by name', async () => {
    const { enrolmentId } = await all.submitted()
    await watchRegistrationsJob.work(given.system('trust'), {})
    assert.equal(await all.state(enrolmentId), 'submitted')
    until('2026-12-03T00:00:01Z')
    await watchRegistrationsJob.work(given.system('trust'), {})
    await watchRegistrationsJob.work(given.system('trust'), {})
    assert.equal(await all.state(enrolmentId), 'stalled')
    assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-not-answered'])
  })

  describe('with a company that does not use Troth', () => {
    const accepted = async () => {
      const begun = await all.submitted({ isOnTroth: false })
      const body = { answer: 'accept', accountReference: 'SH-1' } as const
      const onBehalf = { source: 'telephone', saidOn: given.clock.today() } as const
      const which = await all.which(begun.enrolmentId)
      assert.deepEqual(
        (await answerRegistration(given.as('trust', 'technician'), { ...which, body, onBehalf })).refusals,
        [],
      )
      return begun
    }
    it('is answered on its behalf, with how and on which day it said so', async () => {
      const { enrolmentId } = await all.submitted({ isOnTroth: false })
      const body = { answer: 'accept', accountReference: 'SH-1' } as const
      const which = await all.which(enrolmentId)
      assert.deepEqual(names(await answerRegistration(pharmacist(), { ...which, body })), ['no-source'])
      const onBehalf = { source: 'email', saidOn: '2026-11-30' } as const
      assert.deepEqual((await answerRegistration(pharmacist(), { ...which, body, onBehalf })).refusals, [])
      const row = await all.row(enrolmentId)
      assert.deepEqual([row?.state, row?.account_reference], ['accepted', 'SH-1'])
      const steps = await given.read('trust', (tx) => listSteps(tx, nurse(), [enrolmentId]))
      const last = steps.at(-1)
      assert.deepEqual([last?.role, last?.source, last?.saidOn], ['company', 'email', '2026-11-30'])
    })
    it('is refused on its behalf, and the owner corrects it', async () => {
      const { enrolmentId } = await all.submitted({ isOnTroth: false })
      const onBehalf = { source: 'letter', saidOn: given.clock.today() } as const
      const body = { answer: 'reject', reason: 'Not in our area' } as const
      await answerRegistration(pharmacist(), { ...(await all.which(enrolmentId)), body, onBehalf })
      assert.equal(await all.state(enrolmentId), 'rejected')
      assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-refused'])
    })
    it('is not answered here when the company uses Troth, nor by a nurse', async () => {
      const { enrolmentId } = await all.submitted()
      const body = { answer: 'accept', accountReference: 'X' } as const
      const which = await all.which(enrolmentId)
      await assert.rejects(answerRegistration(pharmacist(), { ...which, body }), NotAllowedError)
      await assert.rejects(answerRegistration(nurse(), { ...which, body }), NotAllowedError)
    })
    it('moves to another company: the old one ends only when the new one has accepted', async () => {
      const { enrolmentId, schemeId, companyId, patientId } = await accepted()
      const other = await givenCompany(given, false)
      const reason = 'Late deliveries'
      const begin = async (over: object) =>
        await beginMove(pharmacist(), {
          ...(await all.which(enrolmentId)),
          schemeId,
          companyId: other,
          reason,
          ...over,
        })
      assert.deepEqual(names(await begin({ companyId })), ['same-company'])
      assert.deepEqual(names(await begin({})), ['not-of-scheme'])
      const wider = await givenScheme(given, [companyId, other])
      assert.deepEqual((await begin({ schemeId: wider })).refusals, [])
      assert.equal(await all.state(enrolmentId), 'transferring')
      const [made] = await given.read('trust', (tx) =>
        tx
          .selectFrom('homecare.enrolment')
          .selectAll()
          .where('tenant_id', '=', given.tenants.trust)
          .where('patient_id', '=', patientId)
          .where('state', '=', 'draft')
          .execute(),
      )
      const details = made?.details as { movesFrom?: string; agreement?: unknown; sharpsBin?: string }
      assert.deepEqual([details.movesFrom, details.agreement, details.sharpsBin], [enrolmentId, undefined, 'deliver'])
      assert.ok(made?.delivery_address)
      const closed = await closeRegistration(pharmacist(), await all.which(enrolmentId))
      assert.deepEqual(names(closed), ['new-not-accepted'])
      assert.deepEqual((await keepCompany(pharmacist(), await all.which(enrolmentId))).refusals, [])
      assert.equal(await all.state(enrolmentId), 'active')
    })
    it('is suspended until a day on which its owner gets a task, and goes on', async () => {
      const { enrolmentId } = await accepted()
      const early = { reason: 'In hospital', reviewOn: given.clock.today() }
      const suspend = async (over: { reason: string; reviewOn: string }) =>
        await suspendRegistration(nurse(), { ...(await all.which(enrolmentId)), ...over })
      assert.deepEqual(names(await suspend(early)), ['no-review'])
      // Accepted is not active yet: nothing has been delivered.
      assert.deepEqual(names(await suspend({ ...early, reviewOn: '2027-06-01' })), ['not-now'])
      const moving = await beginAndKeep(enrolmentId)
      assert.equal(moving, 'active')
      assert.deepEqual((await suspend({ ...early, reviewOn: '2027-01-04' })).refusals, [])
      until('2027-01-04T06:00:00Z')
      await watchRegistrationsJob.work(given.system('trust'), {})
      assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-review'])
      assert.deepEqual((await resumeRegistration(nurse(), await all.which(enrolmentId))).refusals, [])
      assert.deepEqual(await all.tasks(enrolmentId), [])
    })
    const beginAndKeep = async (enrolmentId: string) => {
      const row = await all.row(enrolmentId)
      const other = await givenCompany(given, false)
      const schemeId = await givenScheme(given, [row?.company_id ?? '', other])
      const move = { schemeId, companyId: other, reason: 'Trial' }
      await beginMove(pharmacist(), { ...(await all.which(enrolmentId)), ...move })
      await keepCompany(pharmacist(), await all.which(enrolmentId))
      return await all.state(enrolmentId)
    }
    it('is withdrawn with a reason, and ends with a death, once', async () => {
      const first = await accepted()
      const which = await all.which(first.enrolmentId)
      assert.deepEqual(names(await withdrawRegistration(nurse(), { ...which, reason: '' })), ['no-reason'])
      assert.deepEqual((await withdrawRegistration(nurse(), { ...which, reason: 'Prefers hospital' })).refusals, [])
      assert.equal(await all.state(first.enrolmentId), 'withdrawn')
      const second = await accepted()
      for (const _ of [1, 2])
        await given.write('trust', (tx) => endOnDeath(tx, given.system('trust'), second.patientId))
      assert.equal(await all.state(second.enrolmentId), 'deceased')
    })
  })

  describe('of a sensitive record', () => {
    it('has no address from those who may not see it, and is sent only by those who may', async () => {
      const patientId = await all.patient({}, true)
      const { enrolmentId } = await all.begun({ patientId })
      const address = { place: { address: HOME } }
      assert.deepEqual(names(await savePlace(nurse(), { ...(await all.which(enrolmentId)), ...address })), [
        'sensitive',
      ])
      await savePlace(nurse(), { ...(await all.which(enrolmentId)), place: 'ask-someone' })
      assert.deepEqual(await all.tasks(enrolmentId), ['homecare.registration-address-wanted'])
      const trusted = given.as('trust', 'nurse', { rights: ['see-sensitive-records'] })
      assert.deepEqual((await savePlace(trusted, { ...(await all.which(enrolmentId)), ...address })).refusals, [])
      assert.deepEqual(await all.tasks(enrolmentId), [])
      await saveDraft(nurse(), {
        ...(await all.which(enrolmentId)),
        part: { agreement: AGREED, supportProgramme: 'none' },
      })
      assert.deepEqual((await sendToPharmacy(nurse(), await all.which(enrolmentId))).refusals, [])
      await saveChecklist(pharmacist(), { ...(await all.which(enrolmentId)), checked: ALL_CHECKS })
      assert.deepEqual(names(await submitRegistration(pharmacist(), await all.which(enrolmentId))), ['sensitive'])
      const able = given.as('trust', 'pharmacist', { rights: ['see-sensitive-records'] })
      assert.deepEqual((await submitRegistration(able, await all.which(enrolmentId))).refusals, [])
    })
  })
})
