import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../test/support/test-platform.ts'
import { command, type CoreTables } from './command.ts'
import { inTenant } from './database/in-tenant.ts'
import type { Tx } from './database/transaction.ts'
import { openFor } from './encryption/subject-keys.ts'
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

describe('A command', () => {
  let test: TestPlatform
  const events = () =>
    inTenant<CoreTables, { action: string; outcome: string; subject_count: number }[]>(test.as([]), (tx) =>
      tx.selectFrom('core.audit_event').select(['action', 'outcome', 'subject_count']).orderBy('recorded_at').execute(),
    )
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
