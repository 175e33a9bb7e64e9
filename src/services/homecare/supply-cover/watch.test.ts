import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { getPatient, mergePatients } from '../../../core/patients/index.ts'
import { addDays } from '../../../core/values/civil-date.ts'
import { type Care, givenCare } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { keepCount } from '../stock/commands/keep-count.ts'
import { bringInCaseload } from './caseload.test-support.ts'
import { recordExtraUse } from './commands/record-extra-use.ts'
import { recordMissedDose } from './commands/record-missed-dose.ts'
import { withdrawMissedDose } from './commands/withdraw-missed-dose.ts'
import { watchEveryone } from './jobs.ts'
import { coverOf } from './queries/cover-of.ts'
import { RISK_REASONS } from './task-reasons.ts'
import { coverNow, givenStock, openTasks } from './watch.test-support.ts'

const forgot = { doses: 1, cause: 'forgot' } as const

describe('Watching over supply', () => {
  const given = new HomecareTest('2026-03-01T09:00:00Z')
  let care: Care
  const moveTo = (instant: string) =>
    given.clock.forward((new Date(instant).getTime() - given.clock.now().getTime()) / 1000)
  const watch = () => watchEveryone.work(given.system('trust'), {})
  const tasksOf = async ({ therapyId }: Care) =>
    (await openTasks(given)).filter(({ key }) => key === therapyId).map(({ reason }) => reason)

  for (const [day, at] of [
    ['29 March 2026', '2026-03-29'],
    ['25 October 2026', '2026-10-25'],
  ] as const) {
    it(`counts whole days over the change of the clocks on ${day}`, async () => {
      moveTo(`${addDays(at, -1)}T23:59:00Z`)
      care ??= await givenCare(given, {
        patientId: await given.patient({ nhsNumber: { number: '9990000050', status: '01' } }),
      })
      await givenStock(given, care, 0, addDays(at, -1))
      await given.write('trust', (tx) =>
        sql`update homecare.dose_plan set first_dose_on = ${addDays(at, 1)} where therapy_id = ${care.therapyId}`.execute(
          tx,
        ),
      )
      const first = await coverNow(given, care.therapyId)
      moveTo(`${at}T23:30:00Z`)
      const second = await coverNow(given, care.therapyId)
      const isSummer = given.clock.today() !== at
      const wasSummer = at.includes('-10-')
      assert.deepEqual([first.daysLeft, second.daysLeft], [wasSummer ? 1 : 2, isSummer ? 0 : 1])
    })
  }

  it('is the example of the research note: 4 pens, next dose on 7 December, until 31 January', async () => {
    moveTo('2026-11-30T09:00:00Z')
    care = await givenCare(given)
    const before = await coverNow(given, care.therapyId)
    assert.deepEqual([before.risk.level, before.holding.who], ['unknown', 'company'])
    await givenStock(given, care, 4)
    const { coveredUntil, daysLeft, holding, companyName, ownerAccountId } = await coverNow(given, care.therapyId)
    assert.deepEqual([coveredUntil, daysLeft], ['2027-01-31', 63])
    assert.deepEqual([holding.who, holding.act], ['clinic', 'Ask for a new prescription'])
    assert.deepEqual([companyName, ownerAccountId], ['Brightwell Homecare', given.idOf('trust', 'nurse')])
  })
  it('is not seen by another trust, and a stopped or foreign treatment is not there', async () => {
    const ctx = given.system('otherTrust')
    assert.deepEqual(await given.read('otherTrust', (tx) => coverOf(tx, ctx, [care.therapyId])), [])
    assert.deepEqual(await given.read('otherTrust', (tx) => coverOf(tx, ctx, 'everyone')), [])
  })

  it('a missed dose lengthens cover and asks a clinician at once, once however often it is said', async () => {
    moveTo('2026-12-08T09:00:00Z')
    const nurse = given.as('trust', 'nurse')
    const missed = { therapyId: care.therapyId, dueOn: '2026-12-07', ...forgot }
    const first = await recordMissedDose({ ...nurse, idempotencyKey: 'k1' }, missed)
    assert.ok(typeof first === 'object' && first.isNew)
    assert.deepEqual(await recordMissedDose({ ...nurse, idempotencyKey: 'k1' }, missed), first)
    const second = await recordMissedDose(given.as('trust', 'pharmacist'), missed)
    assert.deepEqual(second, { missedDoseId: first.missedDoseId, isNew: false })
    assert.equal((await coverNow(given, care.therapyId)).coveredUntil, '2027-02-14')
    const tasks = (await openTasks(given)).filter(({ reason }) => reason === 'homecare.dose-missed')
    assert.deepEqual(
      tasks.map(({ key, owner_account_id }) => [key, owner_account_id]),
      [[first.missedDoseId, given.idOf('trust', 'nurse')]],
    )
    const withdraw = { therapyId: care.therapyId, missedDoseId: first.missedDoseId }
    assert.equal(await withdrawMissedDose(nurse, { ...withdraw, reason: ' ' }), 'no-reason')
    assert.equal(await withdrawMissedDose(nurse, { ...withdraw, reason: 'It was taken late' }), 'done')
    await assert.rejects(withdrawMissedDose(nurse, { ...withdraw, reason: 'Again' }), { name: 'ConflictError' })
    assert.equal((await coverNow(given, care.therapyId)).coveredUntil, '2027-01-31')
    assert.ok(!(await openTasks(given)).some(({ reason }) => reason === 'homecare.dose-missed'))
  })
  it('is refused for a day to come, a day without a dose, and more than was due', async () => {
    const nurse = given.as('trust', 'nurse')
    const { therapyId } = care
    assert.equal(await recordMissedDose(nurse, { therapyId, dueOn: '2026-12-21', ...forgot }), 'not-yet')
    assert.equal(await recordMissedDose(nurse, { therapyId, dueOn: '2026-12-06', ...forgot }), 'no-dose-that-day')
    const two = { therapyId, dueOn: '2026-12-07', ...forgot, doses: 2 }
    assert.equal(await recordMissedDose(nurse, two), 'more-than-due')
  })
  it('is refused to the wrong role, another trust, another patient and for another purpose', async () => {
    const missed = { therapyId: care.therapyId, dueOn: '2026-12-07', ...forgot }
    await assert.rejects(recordMissedDose(given.as('trust', 'receptionist'), missed), { name: 'NotAllowedError' })
    await assert.rejects(recordMissedDose(given.as('otherTrust', 'nurse'), missed), { name: 'NotFoundError' })
    await assert.rejects(recordMissedDose(given.as('company', 'pharmacist'), missed), { name: 'NotFoundError' })
    const other = given.as('trust', 'nurse', { purpose: 'information-rights' })
    await assert.rejects(recordMissedDose(other, missed), { name: 'NotAllowedError' })
    const patient = (patientId: string) =>
      given.as('trust', 'nurse', {
        purpose: 'own-record',
        actor: { kind: 'patient', id: given.newId(), roles: ['patient'], rights: [], patientId },
      })
    await assert.rejects(recordMissedDose(patient(given.newId()), missed), { name: 'NotAllowedError' })
    const own = await recordMissedDose(patient(care.patientId), missed)
    assert.ok(typeof own === 'object' && own.isNew)
  })
  it('an extra use shortens cover, once for a double click', async () => {
    const { therapyId } = care
    const use = { therapyId, usedOn: '2026-12-08', units: 1, cause: 'dropped' } as const
    const nurse = { ...given.as('trust', 'nurse'), idempotencyKey: 'x1' }
    const before = (await coverNow(given, therapyId)).coveredUntil!
    assert.deepEqual(await recordExtraUse({ ...nurse }, use), await recordExtraUse({ ...nurse }, use))
    assert.equal((await coverNow(given, therapyId)).coveredUntil, addDays(before, -14))
    assert.equal(await recordExtraUse(given.as('trust', 'nurse'), { ...use, usedOn: '2026-12-09' }), 'not-yet')
    await assert.rejects(recordExtraUse(given.as('otherTrust', 'nurse'), use), { name: 'NotFoundError' })
  })

  it('a pause without an end needs no supply; an unknown dose stands first', async () => {
    const insert = (until: string | null) =>
      given.write('trust', (tx) =>
        sql`insert into homecare.pause (tenant_id, pause_id, therapy_id, patient_id, from_on, until_on, restart, made_at, made_by)
          values (${given.tenants.trust}, ${given.newId()}, ${care.therapyId}, ${care.patientId}, '2026-12-10', ${until}, 'same-days', now(), ${given.newId()})`.execute(
          tx,
        ),
      )
    await insert(null)
    const paused = await coverNow(given, care.therapyId)
    assert.deepEqual([paused.cover.state, paused.risk.level, paused.holding.who], ['paused', 'none', 'nobody'])
    await given.write('trust', (tx) =>
      sql`update homecare.pause set until_on = '2026-12-24' where therapy_id = ${care.therapyId}`.execute(tx),
    )
    assert.equal((await coverNow(given, care.therapyId)).cover.state, 'runs-out')
    await given.write('trust', (tx) =>
      sql`update homecare.dose_plan set replaced_at = now() where therapy_id = ${care.therapyId}`.execute(tx),
    )
    const unknown = await coverNow(given, care.therapyId)
    assert.deepEqual([unknown.risk.level, unknown.holding.who], ['unknown', 'prescriber'])
  })

  it('gives a task to the owner, makes it more urgent as days pass, and finishes it when doses are covered again', async () => {
    moveTo('2026-12-01T09:00:00Z')
    const bilal = await given.patient({ nhsNumber: { number: '9990000026', status: '01' } })
    care = await givenCare(given, { patientId: bilal })
    await watch()
    assert.deepEqual(await tasksOf(care), ['homecare.supply-unknown'])
    await givenStock(given, care, 1)
    await watch()
    await watch()
    assert.deepEqual(await tasksOf(care), ['homecare.supply-late'])
    moveTo('2026-12-29T00:30:00Z')
    await watch()
    assert.deepEqual(await tasksOf(care), ['homecare.supply-critical'])
    await givenStock(given, care, 60)
    await watch()
    assert.deepEqual(await tasksOf(care), [])
  })
  it('does not wait for the morning: a count that leaves too little is a task at once, and one that leaves enough ends it', async () => {
    const pharmacist = given.as('trust', 'pharmacist')
    const count = (units: number) =>
      given.write('trust', async (tx) => {
        const of = { ...care, prescriptionId: '', otherSide: undefined }
        await keepCount(tx, pharmacist, of, { countedOn: given.clock.today(), units }, 'staff-count')
      })
    moveTo('2026-12-29T10:00:00Z')
    await count(0)
    assert.deepEqual(await tasksOf(care), ['homecare.supply-critical'])
    await count(0)
    assert.deepEqual(await tasksOf(care), ['homecare.supply-critical'])
    moveTo('2026-12-29T10:01:00Z')
    await count(60)
    assert.deepEqual(await tasksOf(care), [])
  })
  it('goes by the day in London: half past midnight in summer is yesterday in UTC', async () => {
    moveTo('2027-06-13T23:30:00Z')
    await givenStock(given, care, 1, '2027-06-01')
    assert.equal(given.clock.today(), '2027-06-14')
    assert.equal((await coverNow(given, care.therapyId)).daysLeft, 7)
    moveTo('2027-06-13T22:30:00Z')
    assert.equal((await coverNow(given, care.therapyId)).daysLeft, 8)
  })
  it('a dose whose day passed with no stock is a missed dose by Troth, once, with its clinical task', async () => {
    moveTo('2027-08-02T04:20:00Z')
    const cara = await given.patient({ nhsNumber: { number: '9990000034', status: '01' } })
    care = await givenCare(given, { patientId: cara, firstDoseOn: '2027-07-15' })
    await givenStock(given, care, 1, '2027-07-14')
    await watch()
    await watch()
    const rows = await given.read('trust', (tx) =>
      tx
        .selectFrom('homecare.missed_dose')
        .select(['missed_dose_id', 'due_on', 'doses', 'cause', 'reported_by'])
        .where('tenant_id', '=', given.tenants.trust)
        .where('therapy_id', '=', care.therapyId)
        .execute(),
    )
    const [{ missed_dose_id: missedId, ...row } = { missed_dose_id: '' }, ...others] = rows
    assert.deepEqual([row, others], [{ due_on: '2027-07-29', doses: 1, cause: 'no-stock', reported_by: 'troth' }, []])
    const missed = (await openTasks(given)).filter(({ key }) => key === missedId)
    assert.deepEqual(
      missed.map(({ reason, owner_account_id }) => [reason, owner_account_id]),
      [['homecare.dose-missed', given.idOf('trust', 'nurse')]],
    )
    assert.deepEqual(await tasksOf(care), ['homecare.supply-late'])
  })
  it('stays on the worklist, under the record in use, when the patient’s record is merged', async () => {
    const dora = await given.patient({ nhsNumber: { number: '9990000042', status: '01' } })
    const as = given.as('trust', 'nurse', { rights: ['merge-records'] })
    const versions = await given.read('trust', async (tx) => [
      (await getPatient(tx, as, dora)).version,
      (await getPatient(tx, as, care.patientId)).version,
    ])
    const merged = await mergePatients(as, {
      survivorId: dora,
      mergedId: care.patientId,
      survivorVersion: versions[0]!,
      mergedVersion: versions[1]!,
      reason: 'The same person',
      choices: { nhsNumber: 'survivor' },
    })
    assert.ok(typeof merged === 'object', JSON.stringify(merged))
    const { patientId, recordId, ownerAccountId } = await coverNow(given, care.therapyId)
    assert.deepEqual([patientId, recordId], [dora, care.patientId])
    assert.equal(ownerAccountId, given.idOf('trust', 'nurse'))
  })

  it('leaves nobody of a whole caseload at risk without a task of the owner', async () => {
    const size = process.env['TROTH_TEST_FULL'] === '1' ? 10_000 : 300
    const owners = [given.idOf('otherTrust', 'nurse'), given.idOf('otherTrust', 'coordinator')]
    moveTo('2026-12-01T09:00:00Z')
    await given.write('otherTrust', (tx) =>
      bringInCaseload(tx, { tenantId: given.tenants.otherTrust, today: given.clock.today(), size, owners }),
    )
    const ctx = given.system('otherTrust')
    await watchEveryone.work(ctx, {})
    const everyone = await given.read('otherTrust', (tx) => coverOf(tx, ctx, 'everyone'))
    assert.equal(everyone.length, size)
    const tasks = new Map((await openTasks(given, 'otherTrust')).map((task) => [`${task.key} ${task.reason}`, task]))
    const levels = new Set<string>()
    for (const one of everyone) {
      levels.add(one.risk.level)
      const reason = RISK_REASONS[one.risk.level]
      if (reason === undefined) continue
      const task = tasks.get(`${one.therapyId} ${reason.code}`)
      assert.equal(task?.owner_account_id, one.ownerAccountId, `${one.therapyId} is ${one.risk.level}`)
    }
    assert.deepEqual(levels, new Set(['unknown', 'critical', 'red', 'amber', 'none']))
  })
})
