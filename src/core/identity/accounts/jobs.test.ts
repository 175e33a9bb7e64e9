import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startSignInTest, type SignInTest } from '../../../../test/support/staff-sign-in.ts'
import { systemContext } from '../../context.ts'
import { onPlatform } from '../../database/in-tenant.ts'
import { RETENTION } from '../../database/retention.ts'
import { newUuid } from '../../values/uuid.ts'
import { SECURITY_LOG_DAYS, SWEEP_AFTER_DAYS } from './commands/sweep-sign-ins.ts'
import { sweepSignInsJob } from './jobs.ts'
import type { AccountTables } from './tables.ts'

describe('The nightly sweep of sign-ins', () => {
  let given: SignInTest
  before(async () => {
    given = await startSignInTest()
  })
  after(() => given.stop())
  const rows = () =>
    onPlatform<AccountTables, number[]>(given.test.platform, async (tx) => {
      const tables = ['core.sign_in_step', 'core.sign_in_link', 'core.sign_in_delay', 'core.sign_in_attempt'] as const
      const counts = []
      for (const table of tables) {
        const { count } = await tx
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        counts.push(count)
      }
      return counts
    })
  const sweep = () => {
    const { platform, tenantId } = given.test
    return sweepSignInsJob.work(systemContext(platform, tenantId, newUuid(platform.clock.now())), {})
  }

  it('keeps what is in use, and removes what is over', async () => {
    const { email } = await given.someone()
    await given.password(given.newBrowser(), email, 'not the password')
    await given.password(given.newBrowser(), email)
    await given.newBrowser().send('/staff/sign-in/recovery', { email })
    const before = await rows()
    assert.ok(before.every((count) => count > 0))
    await sweep()
    assert.deepEqual(await rows(), before)
    given.clock.forward((SWEEP_AFTER_DAYS + 1) * 86_400)
    await sweep()
    const [steps, links, delays, log] = await rows()
    assert.deepEqual([steps, links, delays], [0, 0, 0])
    assert.equal(log, before[3])
    given.clock.forward(SECURITY_LOG_DAYS * 86_400)
    await sweep()
    assert.deepEqual(await rows(), [0, 0, 0, 0])
  })
  it('keeps the periods of the retention rules', () => {
    assert.deepEqual(RETENTION['security-log'].keep, { years: SECURITY_LOG_DAYS / 365 })
    assert.deepEqual(RETENTION.session.keep, { days: SWEEP_AFTER_DAYS })
  })
})
