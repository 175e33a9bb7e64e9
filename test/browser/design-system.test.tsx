// The gallery of every component, in a real browser: wide, narrow, printed, with and without script.
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { renderPage } from '../../src/core/html/render.ts'
import { assets } from '../../src/design-system/assets.ts'
import { Gallery } from '../../src/design-system/gallery.tsx'
import { accessibilityComplaints, sidewaysOverflow } from './accessibility.ts'
import { launchBrowser } from './browser.ts'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
const SESSION = {
  idleSeconds: 900,
  endsInSeconds: 43_200,
  warnSeconds: 120,
  extendPath: '/extend',
  signOutPath: '/sign-out',
}

const clean = { notice: undefined, errors: [] }
const PAGES: Readonly<Record<string, string>> = {
  '/': renderPage(<Gallery sessionWarning={SESSION} />),
  '/calm': renderPage(<Gallery {...clean} sessionWarning={SESSION} />),
  '/ending': renderPage(<Gallery {...clean} sessionWarning={{ ...SESSION, endsInSeconds: 600 }} />),
  '/provider': renderPage(<Gallery {...clean} audience="provider" brand="nhs" wide />),
}

interface Received {
  readonly path: string
  readonly body: string
}

describe('The design system in a browser', () => {
  let browser: Browser
  let server: Server
  let origin = ''
  const posts: Received[] = []
  let liveAnswer: string | undefined

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const asset = assets.get(pathname)
    const page = PAGES[pathname]
    if (asset) return response.setHeader('content-type', asset.contentType).end(asset.body)
    if (request.method === 'POST') {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        posts.push({ path: pathname, body: Buffer.concat(parts).toString() })
        // A slow answer leaves time for a second press.
        setTimeout(() => response.writeHead(204).end(), 300)
      })
      return
    }
    if (pathname === '/live' && liveAnswer !== undefined) {
      return response.setHeader('content-type', 'text/event-stream').write(liveAnswer)
    }
    if (page === undefined) return response.writeHead(404).end()
    return response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .setHeader('content-security-policy', POLICY)
      .end(page)
  }

  before(async () => {
    server = createServer(answer)
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  const visit = async (path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const trouble: string[] = []
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on(
      'console',
      (message) => /Content Security Policy|Refused/.test(message.text()) && trouble.push(message.text()),
    )
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) trouble.push(`asked ${request.url()}`)
    })
    try {
      await page.goto(`${origin}${path}`)
      await use(page)
      assert.deepEqual(trouble, [])
    } finally {
      await context.close()
    }
  }

  const WIDE = { viewport: { width: 1280, height: 900 } }
  const NARROW = { viewport: { width: 320, height: 640 } }

  for (const [path, size] of [
    ['/', WIDE],
    ['/', NARROW],
    ['/provider', NARROW],
  ] as const) {
    it(`${path} has no accessibility complaint and no sideways scrolling at ${size.viewport.width} pixels`, () =>
      visit(path, size, async (page) => {
        assert.deepEqual(await accessibilityComplaints(page), [])
        assert.equal(await sidewaysOverflow(page), 0)
      }))
  }

  it('the accessibility check bites', () =>
    visit('/calm', WIDE, async (page) => {
      await page.evaluate("document.querySelector('label[for=given]').remove()")
      assert.match((await accessibilityComplaints(page)).join(), /label/)
    }))

  it('says nothing about time and shows every question when there is no script', () =>
    visit('/calm', { ...WIDE, javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('dialog').isVisible(), false)
      assert.equal(await page.locator('#telephone').isVisible(), true)
      assert.equal(await page.locator('.nhsuk-header__navigation-link', { hasText: 'Reports' }).isVisible(), true)
    }))

  it('leads from the error summary to the box that is wrong', () =>
    visit('/', WIDE, async (page) => {
      await page.getByRole('link', { name: 'Date of birth must include a month' }).click()
      assert.equal(await page.evaluate('document.activeElement.id'), 'birthDate-month')
      assert.match(await page.title(), /^Error: /)
    }))

  it('prints lists and banners without navigation, filters or buttons', () =>
    visit('/calm', WIDE, async (page) => {
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('.nhsuk-header__navigation').isVisible(), false)
      assert.equal(await page.locator('.troth-list__filters').first().isVisible(), false)
      assert.equal(await page.locator('.nhsuk-button').first().isVisible(), false)
      assert.equal(await page.locator('.troth-patient').first().isVisible(), true)
      assert.equal(await page.locator('#worklist-stack td').first().isVisible(), true)
    }))

  it('gives back in a text area exactly what was typed', () =>
    visit('/calm', WIDE, async (page) => {
      assert.equal(await page.locator('#note').inputValue(), 'First line\n\n  indented line')
    }))

  it('keeps live counts fresh, and is silent when there are none', async () => {
    liveAnswer = 'data: {"tasks":7}\n\n'
    await visit('/calm', WIDE, async (page) => {
      await page.locator('[data-live=tasks]', { hasText: '7' }).waitFor({ timeout: 5000 })
    })
    liveAnswer = undefined
    await visit('/calm', WIDE, async (page) => {
      assert.equal(await page.locator('[data-live=tasks]').textContent(), '4')
    })
  })

  it('warns two minutes before the session ends, and extends it', () =>
    visit('/calm', WIDE, async (page) => {
      await page.clock.install()
      await page.reload()
      await page.clock.fastForward('12:30')
      assert.equal(await page.locator('dialog').isVisible(), false)
      await page.clock.fastForward('00:45')
      await page.getByRole('heading', { name: 'You will be signed out soon' }).waitFor()
      assert.match(await page.locator('[data-session-left]').innerText(), /minute/)
      assert.deepEqual(await accessibilityComplaints(page), [])
      await page.getByRole('button', { name: 'Stay signed in' }).click()
      await page.locator('dialog').waitFor({ state: 'hidden' })
      const sent = posts.findLast(({ path }) => path === '/extend')
      assert.equal(sent?.body, '_csrf=token')
    }))

  it('warns before the end that nobody can put off, without offering to stay, and lets people finish', () =>
    visit('/ending', WIDE, async (page) => {
      await page.clock.install()
      await page.reload()
      await page.clock.fastForward('08:15')
      await page.getByText('You will have to sign in again').waitFor()
      assert.equal(await page.getByRole('button', { name: 'Stay signed in' }).isVisible(), false)
      assert.deepEqual(await accessibilityComplaints(page), [])
      await page.getByRole('button', { name: 'Continue for now' }).click()
      await page.locator('dialog').waitFor({ state: 'hidden' })
      await page.clock.fastForward('00:30')
      assert.equal(await page.locator('dialog').isVisible(), false)
      const asked = page.waitForRequest((request) => request.method() === 'GET' && request.url().endsWith('/ending'))
      await page.clock.fastForward('01:30')
      await asked
    }))

  it('takes Escape for "I am here", and a refusal for the end of the session', () =>
    visit('/calm', WIDE, async (page) => {
      await page.clock.install()
      await page.reload()
      await page.clock.fastForward('13:15')
      await page.locator('dialog').waitFor({ state: 'visible' })
      await page.keyboard.press('Escape')
      await page.locator('dialog').waitFor({ state: 'hidden' })
      await page.route('**/extend', (route) => route.fulfill({ status: 401 }))
      await page.clock.fastForward('13:15')
      await page.locator('dialog').waitFor({ state: 'visible' })
      const asked = page.waitForRequest((request) => request.method() === 'GET' && request.url().endsWith('/calm'))
      await page.getByRole('button', { name: 'Stay signed in' }).click()
      await asked
    }))

  it('sends a form once when the button is pressed twice', () =>
    visit('/calm', WIDE, async (page) => {
      await page.evaluate("document.querySelector('form[data-draft-path]').action = '/saved'")
      const before = posts.length
      await page.locator('form[data-draft-path] button[type=submit]').last().dblclick()
      await page.waitForTimeout(700)
      assert.equal(posts.slice(before).filter(({ path }) => path === '/saved').length, 1)
    }))

  it('keeps what is typed as a draft, without passwords or codes', () =>
    visit('/calm', WIDE, async (page) => {
      await page.clock.install()
      await page.reload()
      await page.fill('#given', 'Zadie')
      await page.fill('#password', 'never-kept')
      await page.fill('#code', '123456')
      const sent = page.waitForResponse((response) => response.url().endsWith('/drafts/gallery'))
      await page.clock.fastForward('00:25')
      await sent
      const draft = new URLSearchParams(posts.findLast(({ path }) => path === '/drafts/gallery')?.body)
      assert.equal(draft.get('given'), 'Zadie')
      assert.equal(draft.get('_csrf'), 'token')
      assert.equal(draft.get('password'), null)
      assert.equal(draft.get('code'), null)
    }))
})
