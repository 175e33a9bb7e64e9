import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant, onPlatform } from '../database/in-tenant.ts'
import { buildServer } from '../http/server.ts'
import { endSession } from '../identity/sessions/commands.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { createTask, taskReason } from '../tasks/index.ts'
import { addStaff } from '../tasks/people.test-support.ts'
import { countsOfEveryone, type LiveTables } from '../tasks/queries/counts-of-everyone.ts'
import { countsFor, lookingAt, type HomeTables } from '../tasks/queries/home.ts'
import { LiveHub, liveHubOf, MOST_OF_ACCOUNT } from './hub.ts'

const reason = taskReason({ code: 'test.live', words: 'A task', priority: 'urgent', outcomes: { done: 'Done' } })

describe('Live counts', () => {
  let test: TestPlatform
  let app: FastifyInstance
  let address: string
  let amina: string
  let ben: string

  const make = (owner: Parameters<typeof createTask>[2]['owner'], dueAt?: Date) =>
    inTenant(test.as([]), (tx) => createTask(tx, test.as(['nurse'], { actorId: ben }), { reason, owner, dueAt }))
  const cookieOf = (cookies: Record<string, string>) =>
    Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
  /** Opens `/live` as a browser does, and hands out its messages one by one. */
  async function listen(cookies: Record<string, string>) {
    const stop = new AbortController()
    const response = await fetch(`${address}/live`, { headers: { cookie: cookieOf(cookies) }, signal: stop.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      status: response.status,
      headers: response.headers,
      close: () => stop.abort(),
      async message(): Promise<Record<string, unknown> | 'ended'> {
        for (;;) {
          const match = /^data: (.*)\n\n/m.exec(text)
          if (match) {
            text = text.slice(match.index + match[0].length)
            return JSON.parse(match[1]!) as Record<string, unknown>
          }
          const { value, done } = await reader!.read()
          if (done) return 'ended'
          text += value
        }
      },
    }
  }

  /** The next numbers of a stream that was opened on a hub itself. */
  async function numbersOn(out: Readable): Promise<string> {
    for (;;) {
      const text = out.read() as string | null
      if (text?.includes('data: ')) return text
      await once(out, 'readable')
    }
  }

  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
    address = await app.listen({ port: 0, host: '127.0.0.1' })
    amina = await addStaff(test, test.tenantId, 'Amina Khan', ['nurse'])
    ben = await addStaff(test, test.tenantId, 'Ben Okafor', ['nurse', 'pharmacist'])
  })
  after(async () => {
    liveHubOf(test.platform).end()
    await app.close()
    await test.stop()
  })

  it('come at once, and again when they change', async () => {
    const { cookies } = await signInForTest(test, amina, ['nurse'])
    const page = await listen(cookies)
    assert.equal(page.headers.get('content-type'), 'text/event-stream')
    assert.equal(page.headers.get('cache-control'), 'no-store')
    const first = await page.message()
    assert.deepEqual(first, {
      tasks: 0,
      'team-tasks': 0,
      'urgent-tasks': 0,
      'overdue-tasks': 0,
      unread: 0,
      notifications: '',
    })
    await make({ accountId: amina })
    await liveHubOf(test.platform).look()
    const second = await page.message()
    assert.ok(second !== 'ended')
    assert.deepEqual([second['tasks'], second['urgent-tasks'], second['notifications']], [1, 1, 1])
    page.close()
  })
  it('come by themselves within a few seconds', async () => {
    const { cookies } = await signInForTest(test, amina, ['nurse'])
    const page = await listen(cookies)
    await page.message()
    await make({ accountId: amina })
    const next = await page.message()
    assert.ok(next !== 'ended' && next['tasks'] === 2)
    page.close()
  })
  it('are the numbers of the home page, for everyone at once', async () => {
    await make({ role: 'pharmacist' })
    await make({ role: 'nurse' }, new Date('2026-11-20T10:00:00Z'))
    const people = [
      { accountId: amina, roles: ['nurse'] as const },
      { accountId: ben, roles: ['nurse', 'pharmacist'] as const },
    ]
    const live = await inTenant<LiveTables, Awaited<ReturnType<typeof countsOfEveryone>>>(test.as([]), (tx) =>
      countsOfEveryone(tx, test.as([]), people),
    )
    for (const { accountId, roles } of people) {
      const ctx = test.as(roles, { actorId: accountId })
      const counts = await inTenant<HomeTables, Awaited<ReturnType<typeof countsFor>>>(ctx, async (tx) =>
        countsFor(tx, await lookingAt(tx, ctx)),
      )
      const mine = live.find((one) => one.accountId === accountId)
      assert.deepEqual(
        [mine?.tasks, mine?.['team-tasks'], mine?.['urgent-tasks'], mine?.['overdue-tasks'], mine?.unread],
        [counts.mine, counts.team, counts.urgent, counts.overdue, counts.notifications],
      )
    }
  })
  it('stop when the session ends, and the browser is told not to ask again', async () => {
    const { cookies, sessionId } = await signInForTest(test, amina, ['nurse'])
    const page = await listen(cookies)
    await page.message()
    await onPlatform<SessionTables, void>(test.platform, (tx) => endSession(tx, test.platform.clock, sessionId))
    await liveHubOf(test.platform).look()
    assert.equal(await page.message(), 'ended')
    assert.equal((await listen(cookies)).status, 204)
    assert.equal((await listen({})).status, 204)
  })
  it('stop within about a second, without anyone looking', async () => {
    const { cookies, sessionId } = await signInForTest(test, amina, ['nurse'])
    const page = await listen(cookies)
    await page.message()
    await liveHubOf(test.platform).look()
    await onPlatform<SessionTables, void>(test.platform, (tx) => endSession(tx, test.platform.clock, sessionId))
    const start = performance.now()
    assert.equal(await page.message(), 'ended')
    assert.ok(performance.now() - start < 3_000)
  })
  it('go on for everyone else when one organisation cannot be counted', async () => {
    const { sessionId } = await signInForTest(test, amina, ['nurse'])
    const hub = new LiveHub(test.platform)
    const page = { sessionId, accountId: amina, roles: ['nurse'], isServing: () => true }
    hub.open({ ...page, tenantId: 'cannot be counted' })
    const other = hub.open({ ...page, tenantId: test.tenantId })!.setEncoding('utf8')
    await numbersOn(other)
    await make({ accountId: amina })
    await hub.look()
    assert.match(await numbersOn(other), /"tasks":/)
    hub.end()
  })
  it('are counted for a new page alone', async () => {
    const { sessionId } = await signInForTest(test, amina, ['nurse'])
    const hub = new LiveHub(test.platform)
    const page = { sessionId, roles: ['nurse'], isServing: () => true, tenantId: test.tenantId }
    const first = hub.open({ ...page, accountId: amina })!.setEncoding('utf8')
    await numbersOn(first)
    await make({ accountId: amina })
    await numbersOn(hub.open({ ...page, accountId: ben })!.setEncoding('utf8'))
    assert.equal(first.read(), null)
    hub.end()
  })
  it('do not keep a session alive', async () => {
    const { cookies, sessionId } = await signInForTest(test, amina, ['nurse'])
    const page = await listen(cookies)
    await page.message()
    const stale = new Date(test.platform.clock.now().getTime() - 3_600_000)
    await onPlatform<SessionTables, unknown>(test.platform, (tx) =>
      tx.updateTable('core.session').set({ last_seen_at: stale }).where('session_id', '=', sessionId).execute(),
    )
    await liveHubOf(test.platform).look()
    assert.equal(await page.message(), 'ended')
  })
  it('are refused to someone who is not staff', async () => {
    const { cookies } = await signInForTest(test, '33333333-3333-4333-8333-333333333333', ['patient'])
    assert.equal((await listen(cookies)).status, 403)
  })
  it('are kept for a few pages of one account only, and a closed page makes room', async () => {
    const { cookies } = await signInForTest(test, ben, ['nurse'])
    const pages = []
    for (let page = 0; page < MOST_OF_ACCOUNT; page += 1) pages.push(await listen(cookies))
    assert.equal((await listen(cookies)).status, 429)
    pages[0]!.close()
    while (liveHubOf(test.platform).size > MOST_OF_ACCOUNT - 1) await sleep(10)
    const again = await listen(cookies)
    assert.equal(again.status, 200)
    for (const page of [...pages, again]) page.close()
  })
  it('show nothing of another organisation', async () => {
    const stranger = await addStaff(test, test.otherTenantId, 'Sam Stranger', ['nurse'])
    const { cookies } = await signInForTest(test, stranger, ['nurse'], { tenantId: test.otherTenantId })
    const page = await listen(cookies)
    const first = await page.message()
    assert.ok(first !== 'ended' && first['tasks'] === 0 && first['team-tasks'] === 0)
    page.close()
  })
})
