import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { fixedClock } from '../clock.ts'
import { inTenant } from '../database/in-tenant.ts'
import { keepDraft } from '../http/drafts.ts'
import { once } from '../idempotency/once.ts'
import type { IdempotencyTables } from '../idempotency/tables.ts'
import { startSession } from '../identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { sweepShortLived } from './jobs.ts'

type Tables = IdempotencyTables & SessionTables
const DAY = 86_400_000

describe('The nightly sweep', () => {
  let test: TestPlatform
  const accountId = '33333333-3333-4333-8333-333333333333'
  const left = () =>
    inTenant<Tables, number[]>(test.as([]), async (tx) => {
      const count = async (table: keyof Tables) =>
        (await tx.selectFrom(table).select('tenant_id').where('tenant_id', '=', test.tenantId).execute()).length
      return [await count('core.idempotency_key'), await count('core.form_draft'), await count('core.session')]
    })
  before(async () => {
    test = await startTestPlatform(fixedClock(new Date()))
    await inTenant<Tables, void>(test.as([]), async (tx) => {
      await once(tx, test.as([]), { scope: 's', key: 'k', request: {} }, () => Promise.resolve('done'))
      await startSession(
        tx,
        test.platform.clock,
        { tenantId: test.tenantId, accountId, accountKind: 'staff' },
        SESSION_LIMITS.staff,
      )
    })
    await keepDraft(test.as([]), accountId, '/staff/x', { raw: { name: 'typed' } })
  })
  after(() => test.stop())

  const sweepAfter = (days: number) =>
    sweepShortLived.work(test.as(['system'], { clock: fixedClock(new Date(Date.now() + days * DAY)) }), {})

  it('leaves what is still wanted', async () => {
    await sweepAfter(0)
    assert.deepEqual(await left(), [1, 1, 1])
  })
  it('removes drafts after a day and sessions after two', async () => {
    await sweepAfter(3)
    assert.deepEqual(await left(), [1, 0, 0])
  })
  it('removes idempotency keys after a week', async () => {
    await sweepAfter(8)
    assert.deepEqual(await left(), [0, 0, 0])
  })
})
