import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts'
import { command, recordRefusal, type CoreTables } from './command.ts'
import { inOneTransaction, inTenant } from './database/in-tenant.ts'
import type { Tx } from './database/transaction.ts'
import { openFor } from './encryption/subject-keys.ts'
import { NO_TENANT } from './context.ts'
import { NotFoundError } from './errors.ts'
import { policy } from './policy/policy.ts'
import type { TenancyTables } from './tenancy/tables.ts'
import { newUuid } from './values/uuid.ts'

const patientId = '22222222-2222-4222-8222-222222222222'
let runs = 0
const rename = command<TenancyTables, { name: string }, { name: string }, 'same-name' | { name: string }>({
  action: 'test.organisation.renamed',
  policy: policy<{ name: string }>({
    name: 'test.rename',
    why: 'A test.',
    roles: ['administrator'],
    purposes: ['administration'],
    when: { says: 'the name is not locked', holds: (_who, subject) => subject.name !== 'Locked' },
  }),
  load: (tx, _input, ctx) =>
    tx.selectFrom('core.organisation').select('name').where('tenant_id', '=', ctx.tenantId).executeTakeFirstOrThrow(),
  subjects: () => [patientId],
  async run(tx, ctx, subject, { name }, note) {
    runs += 1
    if (name === subject.name) {
      note.outcome = 'refused'
      return 'same-name'
    }
    note.values = { old: subject.name, new: name }
    await tx.updateTable('core.organisation').set({ name }).where('tenant_id', '=', ctx.tenantId).execute()
    if (name === 'Fail') throw new Error('the work failed')
    return { name }
  },
})

/** Something with a state, as a command looks at it: it can be closed once, and there is only one. */
const door = { doorId: '55555555-5555-4555-8555-555555555555', isOpen: true, times: 0 }
const closeDoor = command<TenancyTables, { doorId: string; by?: unknown }, typeof door, unknown>({
  action: 'test.door.closed',
  policy: policy<typeof door>({
    name: 'test.close-door',
    why: 'A test.',
    roles: ['administrator'],
    purposes: ['administration'],
    when: { says: 'it is open', holds: (_who, { isOpen }) => isOpen },
  }),
  load(_tx, { doorId }) {
    if (doorId !== door.doorId) throw new NotFoundError('Door')
    return Promise.resolve({ ...door })
  },
  subjects: () => [patientId],
  run(_tx, _ctx, _subject, { by }) {
    door.times += 1
    if (by instanceof Date) return Promise.resolve(by)
    if (by === undefined) door.isOpen = false
    return Promise.resolve({ times: door.times })
  },
})

describe('A command', () => {
  let test: TestPlatform
  const events = () =>
    inTenant<CoreTables, { action: string; outcome: string; subject_count: number }[]>(test.as([]), (tx) =>
      tx.selectFrom('core.audit_event').select(['action', 'outcome', 'subject_count']).orderBy('recorded_at').execute(),
    )
  /** The newest attempt, with the patients it names. */
  const lastAttempt = () =>
    inTenant<CoreTables, unknown>(test.as([]), async (tx) => {
      const { event_id: eventId, ...event } = await tx
        .selectFrom('core.audit_event')
        .select(['event_id', 'action', 'outcome', 'entity_type', 'entity_id'])
        .orderBy('recorded_at', 'desc')
        .executeTakeFirstOrThrow()
      const subjects = await tx
        .selectFrom('core.audit_subject')
        .select('subject_id')
        .where('event_id', '=', eventId)
        .execute()
      return { ...event, subjects: subjects.map(({ subject_id }) => subject_id) }
    })
  const admin = (over = {}) => test.as(['administrator'], { purpose: 'administration', ...over })
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())

  it('does the work and writes the event together', async () => {
    assert.deepEqual(await rename(admin(), { name: 'Riverbank' }), { name: 'Riverbank' })
    assert.deepEqual((await events()).at(-1), {
      action: 'test.organisation.renamed',
      outcome: 'done',
      subject_count: 1,
    })
  })
  it('keeps neither when the work fails', async () => {
    const before = (await events()).length
    await assert.rejects(rename(admin(), { name: 'Fail' }), /the work failed/)
    assert.equal((await events()).length, before)
  })
  it('records a refusal by role, and does not work', async () => {
    await assert.rejects(rename(test.as(['nurse'], { purpose: 'administration' }), { name: 'X' }), {
      name: 'NotAllowedError',
    })
    assert.equal((await events()).at(-1)?.outcome, 'refused')
  })
  it('refuses another purpose', async () => {
    await assert.rejects(rename(test.as(['administrator']), { name: 'X' }), { name: 'NotAllowedError' })
  })
  it('says in the trail when the answer was a refusal', async () => {
    assert.equal(await rename(admin(), { name: 'Riverbank' }), 'same-name')
    assert.equal((await events()).at(-1)?.outcome, 'refused')
  })
  it('acts once for one key, and gives the second try the first answer', async () => {
    const idempotencyKey = newUuid(new Date())
    const start = runs
    const both = await Promise.all([
      rename(admin({ idempotencyKey }), { name: 'Once' }),
      rename(admin({ idempotencyKey }), { name: 'Once' }),
    ])
    assert.deepEqual(both, [{ name: 'Once' }, { name: 'Once' }])
    assert.equal(runs, start + 1)
  })
  it('refuses the same key with other answers', async () => {
    const idempotencyKey = newUuid(new Date())
    await rename(admin({ idempotencyKey }), { name: 'One' })
    await assert.rejects(rename(admin({ idempotencyKey }), { name: 'Two' }), { name: 'ConflictError' })
  })
  it('answers a second try first of all, even when the first has changed what it would look at', async () => {
    const idempotencyKey = newUuid(new Date())
    Object.assign(door, { isOpen: true })
    const first = await closeDoor(admin({ idempotencyKey }), { doorId: door.doorId })
    assert.equal(door.isOpen, false)
    const recorded = (await events()).length
    assert.deepEqual(await closeDoor(admin({ idempotencyKey }), { doorId: door.doorId }), first)
    assert.equal((await events()).length, recorded)
  })
  it('gives nobody else that answer', async () => {
    const idempotencyKey = newUuid(new Date())
    Object.assign(door, { isOpen: true })
    await closeDoor(admin({ idempotencyKey }), { doorId: door.doorId })
    const other = admin({ idempotencyKey, actorId: '66666666-6666-4666-8666-666666666666' })
    await assert.rejects(closeDoor(other, { doorId: door.doorId }), { name: 'NotAllowedError' })
    await assert.rejects(closeDoor(test.as(['nurse'], { idempotencyKey }), { doorId: door.doorId }), {
      name: 'NotAllowedError',
    })
  })
  it('can be called several times by one form, and each call is done once when the form is sent again', async () => {
    const idempotencyKey = newUuid(new Date())
    Object.assign(door, { isOpen: true })
    const send = async () => {
      const ctx = admin({ idempotencyKey })
      const twice = [await closeDoor(ctx, { doorId: door.doorId, by: 1 })]
      return [...twice, await closeDoor(ctx, { doorId: door.doorId, by: 1 })]
    }
    const start = door.times
    const first = await send()
    assert.deepEqual(first, [{ times: start + 1 }, { times: start + 2 }])
    assert.deepEqual(await send(), first)
    assert.equal(door.times, start + 2)
  })
  it('tells two requests apart that JSON would not', async () => {
    const idempotencyKey = newUuid(new Date())
    Object.assign(door, { isOpen: true })
    await closeDoor(admin({ idempotencyKey }), { doorId: door.doorId, by: new Map([['a', 1]]) })
    await assert.rejects(closeDoor(admin({ idempotencyKey }), { doorId: door.doorId, by: new Map([['b', 2]]) }), {
      name: 'ConflictError',
    })
  })
  it('does nothing when its answer could not be given again as it is', async () => {
    Object.assign(door, { isOpen: true })
    for (const over of [{}, { idempotencyKey: newUuid(new Date()) }]) {
      const before = (await events()).length
      await assert.rejects(closeDoor(admin(over), { doorId: door.doorId, by: new Date() }), TypeError)
      assert.equal((await events()).length, before)
    }
  })
  it('says about whom and what a refusal was', async () => {
    Object.assign(door, { isOpen: false })
    await assert.rejects(closeDoor(admin(), { doorId: door.doorId }), { name: 'NotAllowedError' })
    assert.deepEqual(await lastAttempt(), {
      action: 'test.door.closed',
      outcome: 'refused',
      entity_type: 'door',
      entity_id: door.doorId,
      subjects: [patientId],
    })
  })
  it('says what was looked for and not there', async () => {
    const doorId = newUuid(new Date())
    await assert.rejects(closeDoor(admin(), { doorId }), { name: 'NotFoundError' })
    assert.deepEqual(await lastAttempt(), {
      action: 'test.door.closed',
      outcome: 'failed',
      entity_type: 'door',
      entity_id: doorId,
      subjects: [],
    })
  })
  it('is refused, as a mistake of the program, while a page is read', async () => {
    Object.assign(door, { isOpen: true })
    const start = door.times
    await assert.rejects(
      inOneTransaction(test.platform, test.tenantId, (joined) =>
        closeDoor({ ...admin(), ...joined }, { doorId: door.doorId }),
      ),
      /cannot be done while a page is read/,
    )
    assert.equal(door.times, start)
  })
  it('can join a transaction that says so, and leaves a refusal to whoever opened it', async () => {
    Object.assign(door, { isOpen: false })
    const before = (await events()).length
    await assert.rejects(
      inTenant(admin(), (tx) =>
        closeDoor({ ...admin(), joined: { tenantId: test.tenantId, tx, acts: true } }, { doorId: door.doorId }),
      ),
      { name: 'NotAllowedError' },
    )
    assert.equal((await events()).length, before)
  })
  it('needs an organisation; what is refused without one is in the log and in no organisation’s trail', async () => {
    await assert.rejects(closeDoor(admin({ tenantId: NO_TENANT }), { doorId: door.doorId }), /needs an organisation/)
    const warned: unknown[] = []
    const log = { warn: (...said: unknown[]) => warned.push(said) } as never
    await recordRefusal(admin({ tenantId: NO_TENANT, log }), 'test.door.closed', 'refused')
    assert.equal(warned.length, 1)
    const rows = await inTenant<CoreTables, unknown[]>(admin({ tenantId: NO_TENANT }), (tx) =>
      tx.selectFrom('core.audit_event').select('event_id').execute(),
    )
    assert.deepEqual(rows, [])
  })
  it('seals old and new values, and no clear text is stored', async () => {
    const stored = await inTenant<CoreTables, { event_id: string; sealed: Buffer }[]>(test.as([]), (tx) =>
      tx.selectFrom('core.audit_payload').select(['event_id', 'sealed']).execute(),
    )
    assert.ok(stored.length > 0)
    for (const { sealed } of stored) assert.equal(sealed.includes('River'), false)
    const { event_id: rowId, sealed } = stored[0]!
    const clear = await inTenant<CoreTables, string | undefined>(test.as([]), (tx) =>
      openFor(
        tx as unknown as Tx<CoreTables>,
        test.as([]),
        { subjectId: patientId, class: 'audit-payload' },
        { table: 'core.audit_payload', column: 'sealed', rowId },
        sealed,
      ),
    )
    assert.deepEqual((JSON.parse(clear!) as { values: unknown }).values, {
      old: 'Riverside NHS Trust',
      new: 'Riverbank',
    })
  })
  it('cannot see another organisation', async () => {
    const names = await inTenant<TenancyTables, { name: string }[]>(
      { ...test.platform, tenantId: test.otherTenantId },
      (tx) => tx.selectFrom('core.organisation').select('name').execute(),
    )
    assert.deepEqual(names, [{ name: 'Hillview NHS Trust' }])
  })
  it('fails, rather than showing nothing, when no organisation is set', async () => {
    await assert.rejects(sql`select * from core.organisation`.execute(test.platform.db), /app\.tenant_id|uuid: ""/)
  })
  it('gives out a handle that is dead after its transaction', async () => {
    const kept = await inTenant<TenancyTables, Tx<TenancyTables>>(test.as([]), (tx) => Promise.resolve(tx))
    assert.throws(() => kept.selectFrom('core.organisation').select('name').compile(), /has ended/)
  })
})
