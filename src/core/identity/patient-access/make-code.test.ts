import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { NotAllowedError, NotFoundError } from '../../errors.ts'
import { recordDeath } from '../../patients/commands/change-details.ts'
import type { Text, TextHandOver } from '../../text-door.ts'
import { newUuid } from '../../values/uuid.ts'
import { discardText } from './commands/discard-text.ts'
import { handOverText } from './commands/hand-over-text.ts'
import { giveActivationCode } from './commands/make-code.ts'
import { withdrawAccess } from './commands/withdraw.ts'
import { AMINA, startAccessTest, visitor, type AccessTest } from './people.test-support.ts'
import { findLatestCode } from './queries.ts'
import type { PatientAccessTables } from './tables.ts'
import { MOST_TEXT_TRIES } from './text-message.ts'

describe('Making a code', () => {
  let test: AccessTest
  let patientId: string
  before(async () => {
    test = await startAccessTest()
    patientId = await test.register(AMINA)
  })
  after(() => test.stop())
  const receptionist = (over: Partial<Context> = {}) => test.as(['receptionist'], over)
  const letter = (ctx: Context, whom = patientId) => giveActivationCode(ctx, { patientId: whom, channel: 'letter' })
  const latest = () =>
    inTenant({ ...test.platform, tenantId: test.tenantId }, (tx) =>
      findLatestCode(tx as never, test.tenantId, patientId),
    )

  it('gives it back, keeps only a keyed hash, and is in the patient’s history', async () => {
    const made = await letter(receptionist())
    assert.ok(typeof made === 'object')
    assert.match(made.code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const { rows } = await inTenant<PatientAccessTables, { rows: { all: string }[] }>(receptionist(), (tx) =>
      sql<{ all: string }>`
        select row_to_json(code)::text as all from core.activation_code code
        union all select row_to_json(lookup)::text from core.activation_lookup lookup
        union all select row_to_json(kept)::text from core.idempotency_key kept`.execute(tx),
    )
    assert.equal(rows.length, 3)
    assert.ok(rows.every(({ all }) => !all.includes(made.code.replaceAll('-', '')) && !all.includes(made.code)))
    assert.deepEqual((await test.events()).at(-1), {
      action: 'patient-access.code-made',
      outcome: 'done',
      subjects: [patientId],
    })
  })
  it('takes the older one back', async () => {
    const first = await letter(receptionist())
    await letter(receptionist())
    assert.ok(typeof first === 'object')
    const rows = await inTenant<PatientAccessTables, { revoked_at: Date | null }[]>(receptionist(), (tx) =>
      tx.selectFrom('core.activation_code').select('revoked_at').where('code_id', '=', first.codeId).execute(),
    )
    assert.ok(rows[0]?.revoked_at)
  })
  it('makes one for a form that was sent twice, and shows it to both', async () => {
    test.clock.move(1)
    const ctx = receptionist({ idempotencyKey: newUuid(test.clock.now()) })
    const [one, other] = await Promise.all([letter(ctx), letter(ctx)])
    assert.ok(typeof one === 'object' && typeof other === 'object')
    assert.equal(one.code, other.code)
    assert.equal((await latest())?.codeId, one.codeId)
    test.clock.move(3)
    assert.equal(await letter(ctx), 'shown-before')
  })
  it('is for those who give care, and for direct care', async () => {
    await assert.rejects(letter(test.as(['website-editor'])), NotAllowedError)
    await assert.rejects(letter(test.as(['receptionist'], { purpose: 'administration' })), NotAllowedError)
    await assert.rejects(letter(test.as(['patient'])), NotAllowedError)
    assert.equal((await test.events()).at(-1)?.outcome, 'refused')
  })
  it('finds nobody of another organisation', async () => {
    await assert.rejects(letter(receptionist({ tenantId: test.otherTenantId })), NotFoundError)
    await assert.rejects(letter(receptionist(), 'not-a-uuid'), NotFoundError)
  })
  it('is refused for a child, for someone without a date of birth and for someone who has died', async () => {
    const child = await test.register({ ...visitor('Child'), birthDate: '2015-01-01' })
    assert.equal(await letter(receptionist(), child), 'too-young')
    const { birthDate: _birthDate, ...undated } = visitor('Undated')
    assert.equal(await letter(receptionist(), await test.register(undated)), 'no-birth-date')
    const dead = await test.register(visitor('Dead'))
    await recordDeath(receptionist(), {
      patientId: dead,
      version: 1,
      death: { on: '2026-11-01', notice: 'formal', source: 'registrar' },
    })
    assert.equal(await letter(receptionist(), dead), 'dead')
  })

  describe('by text message', () => {
    const text = (ctx: Context, whom = patientId) => giveActivationCode(ctx, { patientId: whom, channel: 'text' })
    const sent: Text[] = []
    const door = (answer: TextHandOver): Partial<Context> => ({
      doors: { text: { handOver: (one) => (sent.push(one), Promise.resolve(answer)) } },
      publicUrl: 'https://troth.example',
    })
    const outbox = () =>
      inTenant<PatientAccessTables, { text_id: string; state: string; sealed: Buffer | null }[]>(receptionist(), (tx) =>
        tx.selectFrom('core.outgoing_text').select(['text_id', 'state', 'sealed']).orderBy('queued_at').execute(),
      )

    it('is refused, and says so, where no service is set up', async () => {
      assert.equal(await text(receptionist()), 'text-not-set-up')
      assert.deepEqual(await outbox(), [])
    })
    it('is read out in a demonstration that has no service', async () => {
      const made = await text(receptionist({ demonstration: true }))
      assert.ok(typeof made === 'object')
      assert.equal(made.sent, 'read-out')
      assert.deepEqual(await outbox(), [])
    })
    it('is refused without a mobile number', async () => {
      const nobody = await test.register({ ...visitor('Landline'), contactPoints: [] })
      assert.equal(await text(receptionist(door({ result: 'handed-over' })), nobody), 'no-mobile')
    })
    it('is sealed until it is handed over, goes once, and is then erased', async () => {
      const ctx = receptionist(door({ result: 'handed-over' }))
      const made = await text(ctx)
      assert.ok(typeof made === 'object')
      const [queued] = await outbox()
      assert.equal(queued?.state, 'queued')
      assert.ok(queued.sealed && !queued.sealed.includes(made.code))
      assert.equal(await handOverText(ctx, queued.text_id), 'settled')
      assert.equal(await handOverText(ctx, queued.text_id), 'settled')
      assert.equal(sent.length, 1)
      assert.equal(sent[0]?.to, '+447700900123')
      assert.match(sent[0]?.text ?? '', new RegExp(`${made.code}.*https://troth\\.example/patient/activate`))
      assert.doesNotMatch(sent[0]?.text ?? '', /Amina|Smith/)
      assert.deepEqual(
        (await outbox()).map(({ state, sealed }) => ({ state, sealed })),
        [{ state: 'handed-over', sealed: null }],
      )
    })
    it('is tried again only when the service said "not now", and never after a doubt', async () => {
      test.clock.move(1)
      const later = receptionist(door({ result: 'not-now', problem: 'busy' }))
      await text(later)
      const id = (await outbox()).at(-1)!.text_id
      assert.equal(await handOverText(later, id), 'try-later')
      assert.equal(await handOverText(receptionist(door({ result: 'unknown', problem: 'timeout' })), id), 'settled')
      assert.equal((await outbox()).at(-1)?.state, 'delivery-not-confirmed')
      const before = sent.length
      assert.equal(await handOverText(later, id), 'settled')
      assert.equal(sent.length, before)
    })
    it('is given up, and says so, when the service said "not now" once too often', async () => {
      test.clock.move(1)
      const later = receptionist(door({ result: 'not-now', problem: 'busy' }))
      await text(later)
      const id = (await outbox()).at(-1)!.text_id
      for (let tries = 1; tries < MOST_TEXT_TRIES; tries += 1) assert.equal(await handOverText(later, id), 'try-later')
      assert.equal(await handOverText(later, id), 'settled')
      const { state, sealed } = (await outbox()).at(-1)!
      assert.deepEqual([state, sealed], ['failed', null])
    })
    it('does not go once its code was replaced or has run out, and nothing of it is kept', async () => {
      const ctx = receptionist(door({ result: 'handed-over' }))
      for (const end of [() => letter(ctx), () => Promise.resolve(test.clock.move(31))]) {
        test.clock.move(1)
        await text(ctx)
        const id = (await outbox()).at(-1)!.text_id
        await end()
        const before = sent.length
        assert.equal(await handOverText(ctx, id), 'settled')
        assert.equal(sent.length, before)
        const { state, sealed } = (await outbox()).at(-1)!
        assert.deepEqual([state, sealed], ['failed', null])
      }
    })
    it('is not sent when its job is given up', async () => {
      test.clock.move(1)
      const ctx = receptionist(door({ result: 'handed-over' }))
      await text(ctx)
      const id = (await outbox()).at(-1)!.text_id
      await inTenant<PatientAccessTables, void>(ctx, (tx) => discardText(tx as never, ctx, id))
      const { state, sealed } = (await outbox()).at(-1)!
      assert.deepEqual([state, sealed], ['failed', null])
    })
    it('never goes to a number that someone gave in a sign-in which was stopped', async () => {
      test.clock.move(1)
      const ctx = receptionist(door({ result: 'handed-over' }))
      const to = async (number: 'record' | 'account') => {
        const made = await giveActivationCode(ctx, { patientId: theirs, channel: 'text', number })
        if (typeof made === 'string') return made
        await handOverText(ctx, (await outbox()).at(-1)!.text_id)
        test.clock.move(1)
        return sent.pop()?.to
      }
      const theirs = await test.register(visitor('Stalked'))
      const intruder = await test.signedIn(theirs)
      await intruder.get('/patient/mobile')
      await intruder.post('/patient/mobile', { mobile: '07700 900777' })
      assert.equal(await to('account'), '+447700900777')
      assert.equal(await to('record'), '+447700900123')
      await withdrawAccess(ctx, { patientId: theirs, reason: 'someone-else-used-it' })
      assert.equal(await to('account'), 'no-mobile')
      const again = await test.signedIn(theirs)
      assert.equal(await to('account'), 'no-mobile')
      assert.doesNotMatch((await again.get('/patient/mobile')).html, /900777/)
    })
  })
})
