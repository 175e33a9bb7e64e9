import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnyTx } from '../../../core/database/any-transaction.ts'
import { NotFoundError } from '../../../core/errors.ts'
import { registerPatient } from '../../../core/patients/index.ts'
import { amina, name, nextNhsNumber } from '../../../core/patients/people.test-support.ts'
import { Registrations } from '../enrolments/registration.test-support.ts'
import { hear } from '../exchange/commands/hear.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { cancellationAsked } from '../sending/sayings/cancellation-asked.ts'
import { prescriptionAnswered } from '../sending/sayings/prescription-answered.ts'
import { type PaperPosted, paperExpected } from '../sending/sayings/prescription-sent.ts'
import { prescriptionAt } from '../sending/sending.test-support.ts'
import { lockHomecare } from '../steps/commands/lock-homecare.ts'
import { decideWhose } from './commands/decide.ts'
import { findHeldKind, hold } from './commands/hold.ts'
import { listWaiting } from './queries/unmatched.ts'
import '../index.ts'

describe('What waits for a person to say whose it is', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const coordinator = () => given.as('company', 'coordinator')
  const asked = { reason: 'Side effects', isReplaced: false }
  let last = 0

  /** The company hears of a prescription from the trust. */
  const hears = (kind: { readonly name: string }, about: string, number: number, body: object) =>
    given.write('company', async (tx) => {
      const { company: tenantId, trust } = given.tenants
      const from = { tenantId: trust, name: 'Riverside', odsCode: null }
      const ctx = { ...given.system('company'), joined: { tenantId, tx, acts: true as const } }
      const arrived = { messageId: given.newId(), from, sentAt: given.clock.now(), kind: kind.name }
      await hear(tx, ctx, { about, number, body }, arrived)
    })
  const waitingAbout = (enrolmentId: string) =>
    given.read('company', (tx) => listWaiting(tx as never, coordinator(), given.tenants.trust, enrolmentId))

  /** A registration that may be of someone the company has, and a prescription behind it. */
  async function twoThatWait() {
    last += 1
    const nhsNumber = { number: nextNhsNumber(), status: '01' } as const
    const names = [name('Beatrix', `Ferguson${'abc'[last]}`)]
    const theirs = await registerPatient(coordinator(), amina({ nhsNumber, names, birthDate: `195${last}-01-03` }))
    const patientId = await all.patient({ nhsNumber, names, birthDate: `195${last}-01-02` })
    const { enrolmentId } = await all.submitted({ patientId })
    await given.carry()
    const prescriptionId = given.newId()
    await hears(paperExpected, prescriptionId, 1, {
      enrolmentId,
      therapyId: given.newId(),
      prescriberId: given.idOf('trust', 'doctor'),
      route: 'subcutaneous',
      postedOn: given.clock.today(),
      answerBy: given.clock.now().toISOString(),
    } satisfies PaperPosted)
    const waiting = await waitingAbout(enrolmentId)
    assert.deepEqual(
      waiting.map(({ kind }) => kind),
      ['homecare.registration-sent', paperExpected.name],
    )
    const { patientId: theirId } = theirs
    const decide = { messageId: waiting[0]!.messageId, version: 1, whose: { patientId: theirId } }
    return { enrolmentId, prescriptionId, theirId, decide }
  }
  /** Holds something in a transaction of its own. Answers how to let go. */
  async function holding(lock: (tx: AnyTx) => Promise<unknown>): Promise<() => Promise<void>> {
    const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const done = given.write('company', async (tx) => {
      await lock(tx)
      held.resolve()
      await over.promise
    })
    await held.promise
    return async () => {
      over.resolve()
      await done
    }
  }
  /** Until so many wait for what another transaction holds. */
  async function untilWaiting(count: number): Promise<void> {
    for (let look = 0; look < 200; look += 1) {
      const found = await given.read('company', (tx) =>
        sql<{ pid: number }>`select distinct pid from pg_locks join pg_stat_activity using (pid)
          where datname = current_database() and not granted`.execute(tx),
      )
      if (found.rows.length >= count) return
      await sleep(25)
    }
    assert.fail(`Never ${count} that wait`)
  }
  const answersAbout = (about: string) =>
    given.read('company', (tx) =>
      tx
        .selectFrom('homecare.message')
        .select('message_id')
        .where('tenant_id', '=', given.tenants.company)
        .where('about_id', '=', about)
        .where('direction', '=', 'sent')
        .where('kind', '=', prescriptionAnswered.name)
        .execute(),
    )

  it('is not taken from an old list when its clinic asks it back meanwhile', async () => {
    const { enrolmentId, prescriptionId, theirId, decide } = await twoThatWait()
    const letGo = await holding((tx) => lockHomecare(tx, { tenantId: given.tenants.company }, theirId))
    const deciding = decideWhose(coordinator(), decide)
    await untilWaiting(1)
    await hears(cancellationAsked, prescriptionId, 2, asked)
    await letGo()
    assert.deepEqual(await deciding, { patientId: theirId })
    assert.equal((await all.row(enrolmentId, 'company'))?.patient_id, theirId)
    assert.equal((await answersAbout(prescriptionId)).length, 1)
    await assert.rejects(prescriptionAt(given, 'company', prescriptionId), NotFoundError)
  })
  it('is cancelled like any other when it is asked back while somebody takes it', async () => {
    const { enrolmentId, prescriptionId, theirId, decide } = await twoThatWait()
    // The last thing of a decision is its task.
    const letGo = await holding((tx) =>
      sql`select from core.task where tenant_id = ${given.tenants.company} and reason = 'homecare.whose-is-it'
        and key = ${`${given.tenants.trust}:${enrolmentId}`} for update`.execute(tx as never),
    )
    const deciding = decideWhose(coordinator(), decide)
    await untilWaiting(1)
    const asking = hears(cancellationAsked, prescriptionId, 2, asked)
    await untilWaiting(2)
    await letGo()
    assert.deepEqual(await deciding, { patientId: theirId })
    await asking
    assert.equal((await prescriptionAt(given, 'company', prescriptionId)).state, 'cancel-requested')
    assert.deepEqual(await answersAbout(prescriptionId), [])
    assert.ok((await all.tasks(prescriptionId, 'company')).includes('homecare.cancellation-to-answer'))
  })
  it('is in one order always: of one number, what arrived first comes first', async () => {
    const { company: tenantId, trust } = given.tenants
    const about = given.newId()
    const [first, second, third, fourth] = [1, 2, 3, 4].map(() => given.newId()).sort()
    const holds = async (messageId: string, number: number, secondsLater: number) => {
      given.clock.forward(secondsLater)
      const from = { tenantId: trust, name: 'Riverside', odsCode: null }
      const heard = { messageId, about, number, from, sentAt: given.clock.now() }
      await given.write('company', async (tx) => {
        const ctx = { ...given.system('company'), joined: { tenantId, tx, acts: true as const } }
        await hold(tx, ctx, findHeldKind(paperExpected.name)!, {}, heard, [])
      })
      given.clock.forward(-secondsLater)
    }
    await holds(fourth!, 2, 0)
    await holds(third!, 2, 0)
    await holds(second!, 2, -60)
    await holds(first!, 3, -120)
    assert.deepEqual(
      (await waitingAbout(about)).map(({ messageId }) => messageId),
      [second, third, fourth, first],
    )
  })
})
