import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildServer } from '../../src/core/http/server.ts'
import { bringIn, SAMPLE } from '../../src/core/medicines/sample.test-support.ts'
import { findSignedInOfTest, signInForTest } from '../support/staff-session.ts'
import { startTestPlatform, STAFF_ID, type TestPlatform } from '../support/test-platform.ts'
import { accessibilityComplaints, sidewaysOverflow } from './accessibility.ts'
import { launchBrowser } from './browser.ts'

describe('A box that suggests medicines, by keyboard alone', () => {
  let test: TestPlatform
  let server: FastifyInstance
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let origin: string
  before(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    test = await startTestPlatform()
    await bringIn(test)
    server = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: origin,
      rateLimits: false,
    })
    await server.listen({ host: '127.0.0.1', port })
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 320, height: 640 } })
    const { cookies } = await signInForTest(test, STAFF_ID, ['pharmacist'])
    const url = origin.replace('http:', 'https:')
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url, secure: true })))
    page = await context.newPage()
  })
  after(async () => {
    await browser.close()
    await server.close()
    await test.stop()
  })
  const box = () => page.getByRole('combobox', { name: 'Name or brand of the medicine' })
  const open = async () => {
    await page.goto(`${origin}/staff/medicines`)
    await box().focus()
  }
  const typed = async (text: string) => {
    await page.keyboard.type(text)
    await page.getByRole('listbox').waitFor()
  }

  it('suggests, says so, and leads to the medicine', async () => {
    await open()
    await typed('humira')
    assert.equal(await box().getAttribute('aria-expanded'), 'true')
    await page.getByRole('status').filter({ hasText: '3 medicines found' }).waitFor({ state: 'attached' })
    assert.deepEqual(await accessibilityComplaints(page), [])
    assert.equal(await sidewaysOverflow(page), 0)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const active = await box().getAttribute('aria-activedescendant')
    assert.match(String(await page.locator(`#${active}`).textContent()), /Humira 80mg/)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    assert.match(await box().inputValue(), /^Humira 40mg/)
    assert.equal(await page.getByRole('listbox').count(), 0)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/staff/medicines/${SAMPLE.humiraPen40}`)
    assert.deepEqual(await accessibilityComplaints(page), [])
    assert.equal(await sidewaysOverflow(page), 0)
  })
  it('closes on Escape and leaves what was typed', async () => {
    await open()
    await typed('adali')
    await page.keyboard.press('Escape')
    assert.equal(await page.getByRole('listbox').count(), 0)
    assert.equal(await box().inputValue(), 'adali')
  })
  it('forgets a choice when the text is changed after it, and searches for the text', async () => {
    await open()
    await typed('humira')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('enbrel')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/staff/medicines?q=enbrel`)
    assert.equal(await page.getByRole('radio').count(), 1)
    assert.deepEqual(await accessibilityComplaints(page), [])
  })
  it('says when there is nothing, and when it cannot suggest', async () => {
    await open()
    await page.keyboard.type('zzzz')
    await page.getByRole('status').filter({ hasText: 'No medicines found' }).waitFor({ state: 'attached' })
    await page.route('**/suggestions*', (route) => route.abort())
    await page.keyboard.type('x')
    await page.getByRole('status').filter({ hasText: 'Press Enter to search' }).waitFor({ state: 'attached' })
    await page.unroute('**/suggestions*')
  })
  it('shows the last answer, whatever order answers come in', async () => {
    await open()
    await page.route('**/suggestions?q=hum', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800))
      await route.continue().catch(() => undefined)
    })
    await page.keyboard.type('hum')
    await new Promise((resolve) => setTimeout(resolve, 250))
    await page.keyboard.press('Control+A')
    await typed('enbrel')
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    assert.match(String(await page.getByRole('option').first().textContent()), /Enbrel/)
  })
  it('works without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() })
    const without = await plain.newPage()
    await without.goto(`${origin}/staff/medicines`)
    await without.getByLabel('Name or brand of the medicine').fill('pen adali')
    await without.getByRole('button', { name: 'Search' }).click()
    await without.getByRole('radio', { name: /Yuflyma/ }).check()
    await without.getByRole('button', { name: 'Show this medicine' }).click()
    assert.match(String(await without.textContent('h1')), /Yuflyma/)
    await plain.close()
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
