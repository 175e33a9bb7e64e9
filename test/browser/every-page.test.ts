// Every page of the program, in a real browser, as every role that may open it: wide, on a phone, and without JavaScript.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContextOptions, ConsoleMessage, Page, Request } from 'playwright-core'
import { seededTenant } from '../../seeds/organisations-story.ts'
import { seedDemonstration } from '../../seeds/seed.ts'
import { catchUp } from '../../src/core/ledger/sequencer.ts'
import { systemClock } from '../../src/core/clock.ts'
import { allPages } from '../../src/core/http/page.ts'
import { buildServer } from '../../src/core/http/server.ts'
import { findSignedIn } from '../../src/core/identity/accounts/index.ts'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../support/test-platform.ts'
import { accessibilityComplaints, sidewaysOverflow } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { fillIn, type Sampled, samplesOf, SEEN_ELSEWHERE } from './sample-addresses.ts'
import { seededVisitors, sessionCookie, type SeededVisitor } from './seeded-accounts.ts'

const WIDE = { viewport: { width: 1280, height: 900 } }
/** 320 CSS pixels: a small phone, and a desktop zoomed to 400% (WCAG 2.2, 1.4.10). */
const NARROW = { viewport: { width: 320, height: 640 } }
/** Looking at every page as everybody takes minutes: the whole look is `npm run test:full`. */
const whole = { skip: process.env['TROTH_TEST_FULL'] === '1' ? false : 'every page in the browser: npm run test:full' }
/** Where somebody is looked for who may open a page, in this order. */
const PLACES = ['riverside', 'brightwell', 'meadow-lane'] as const
/** Pages that the two sides of homecare see differently: each side’s people look. */
const ON_BOTH_SIDES = /^\/staff(\/homecare\b|$)/
const GUEST: SeededVisitor = { who: 'guest', token: '' }

describe('Every page in a browser', () => {
  let test: EmptyTestPlatform
  let server: FastifyInstance
  let browser: Browser
  let origin = ''
  const places: { readonly samples: Sampled; readonly visitors: readonly SeededVisitor[] }[] = []
  /** Which addresses each visitor may open. */
  const opens = new Map<SeededVisitor, string[]>()

  before(async () => {
    test = await startEmptyTestPlatform(systemClock, { demonstration: true })
    await seedDemonstration(test.platform, test.connections.owner)
    for (const slug of PLACES) {
      const tenantId = await seededTenant(test.platform, slug)
      const visitors = await seededVisitors(test.platform, test.connections.owner, tenantId)
      // As the workers would: only what is in the log has a proof.
      await catchUp(test.platform, tenantId)
      places.push({
        samples: await samplesOf(test.connections.owner, tenantId),
        visitors: visitors.map(({ who, token }) => ({ who: `${who} of ${slug}`, token })),
      })
    }
    const port = await freePort()
    origin = `http://localhost:${port}`
    const options = { findSignedIn, demonstration: true, publicUrl: origin, rateLimits: false }
    server = await buildServer(test.platform, options)
    await server.listen({ port, host: 'localhost' })
    browser = await launchBrowser()
  })
  after(async () => {
    await browser.close()
    await server.close()
    await test.stop()
  })

  /** Each visitor goes through what they may open in one window: a new window for each page would take five times as long. */
  const byVisitor = async (
    options: BrowserContextOptions,
    look: (page: Page, path: string) => Promise<readonly string[]>,
  ): Promise<string[]> => {
    const complaints: string[] = []
    for (const [visitor, paths] of opens) {
      const context = await browser.newContext(options)
      if (visitor.token) await context.addCookies([sessionCookie(origin, visitor.token)])
      const page = await context.newPage()
      for (const path of paths)
        complaints.push(...(await look(page, path)).map((complaint) => `${path} as ${visitor.who}: ${complaint}`))
      await context.close()
    }
    return complaints
  }

  it('can be opened by someone in the demonstration', async () => {
    const unopened: string[] = []
    for (const page of allPages()) {
      if (Object.hasOwn(SEEN_ELSEWHERE, page.path)) continue
      let isOpened = false
      for (const { samples, visitors } of places) {
        const path = fillIn(page.path, samples)
        const allowed = path === undefined ? [] : await thoseWhoMay(path, visitors)
        for (const visitor of allowed) opens.set(visitor, [...(opens.get(visitor) ?? []), path ?? ''])
        isOpened ||= allowed.length > 0
        if (isOpened && !(ON_BOTH_SIDES.test(page.path) && whole.skip === false)) break
      }
      if (!isOpened) unopened.push(`${page.path}: add a row for its varying part to sample-addresses.ts`)
    }
    assert.ok(new Set([...opens.values()].flat()).size > 20, 'the guard must be looking at something')
    assert.deepEqual(unopened, [])
    const paths = allPages().map(({ path }) => path as string)
    assert.deepEqual(
      Object.keys(SEEN_ELSEWHERE).filter((path) => !paths.includes(path)),
      [],
    )
  })
  /** A page that is open to all is looked at once, by someone who has not signed in; short of the whole look, one visitor will do. */
  async function thoseWhoMay(path: string, visitors: readonly SeededVisitor[]): Promise<readonly SeededVisitor[]> {
    const allowed: SeededVisitor[] = []
    for (const visitor of [GUEST, ...visitors]) {
      const cookie = visitor.token ? { cookie: `${sessionCookie(origin, visitor.token).name}=${visitor.token}` } : {}
      const { statusCode } = await server.inject({ url: path, headers: cookie })
      if (statusCode === 200) allowed.push(visitor)
      if (allowed.length > 0 && (visitor === GUEST || whole.skip)) break
    }
    return allowed
  }

  it('is not offered to those who may not open it', async () => {
    const closed: string[] = []
    for (const { who, token } of places.flatMap(({ visitors }) => visitors)) {
      const headers = { cookie: `${sessionCookie(origin, token).name}=${token}` }
      const home = await server.inject({ url: '/staff', headers })
      const main = home.body.slice(home.body.indexOf('<main'), home.body.indexOf('</main'))
      for (const [, href = ''] of main.matchAll(/href="(\/[^"#]*)"/g)) {
        const { statusCode } = await server.inject({ url: href.replaceAll('&amp;', '&'), headers })
        if (statusCode >= 400) closed.push(`${href} is offered to ${who} and answers ${statusCode}`)
      }
    }
    assert.deepEqual([...new Set(closed)], [])
  })
  it('is accessible, quiet, asks nothing of another site, and fits 320 pixels and 400% zoom', whole, async () => {
    /** What axe has judged: what is the same for several visitors, their names and menus apart, it judges once. */
    const judged = new Set<string>()
    const complaints = await byVisitor(WIDE, async (page, path) => {
      const heard: string[] = []
      const onConsole = (message: ConsoleMessage) => {
        if (message.type() === 'error') heard.push(`the console says ${message.text()}`)
      }
      const onRequest = (request: Request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
          heard.push(`it asked for ${request.url()}`)
      }
      page.on('console', onConsole).on('request', onRequest)
      await page.setViewportSize(WIDE.viewport)
      const answer = await page.goto(origin + path)
      const content = contentOf((await answer?.text()) ?? '')
      if (!judged.has(path + content)) heard.push(...(await accessibilityComplaints(page)))
      judged.add(path + content)
      await page.setViewportSize(NARROW.viewport)
      const overflow = await settledOverflow(page)
      page.off('console', onConsole).off('request', onRequest)
      return overflow > 0 ? [...heard, `at 320 pixels it is ${overflow} pixels too wide`] : heard
    })
    assert.deepEqual(complaints, [])
  })
  it('says what it is without JavaScript, and can be left by a link or a button', whole, async () => {
    const complaints = await byVisitor({ ...NARROW, javaScriptEnabled: false }, async (page, path) => {
      const answer = await page.goto(origin + path)
      const headings = await page.locator('main h1:visible').count()
      const ways = await page.locator('a[href]:visible, button:visible').count()
      const overflow = await sidewaysOverflow(page)
      return [
        ...(answer?.status() === 200 ? [] : [`it answers ${answer?.status() ?? 'nothing'}`]),
        ...(headings === 1 ? [] : [`it has ${headings} headings of the first level`]),
        ...(ways > 0 ? [] : ['there is no way on']),
        ...(overflow > 0 ? [`it is ${overflow} pixels too wide`] : []),
      ]
    })
    assert.deepEqual(complaints, [])
  })
})

/** How far it is too wide once the header has folded its menu, which it does a moment after the window has changed. */
async function settledOverflow(page: Page): Promise<number> {
  for (let looks = 0; looks < 50; looks += 1) {
    if ((await sidewaysOverflow(page)) === 0) return 0
    await page.waitForTimeout(100)
  }
  return await sidewaysOverflow(page)
}

/** What a page says below its header, without what is new each time that it is made: the hidden values of its forms. */
const contentOf = (html: string): string =>
  html.slice(html.indexOf('</header>')).replaceAll(/<input[^>]* type="hidden"[^>]*>/g, '')

/** A port that is free at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
