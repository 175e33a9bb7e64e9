import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startAccessTest, AMINA, type AccessTest } from '../../src/core/identity/patient-access/people.test-support.ts'
import { accessibilityComplaints, sidewaysOverflow } from './accessibility.ts'
import { launchBrowser } from './browser.ts'

const NARROW = { width: 320, height: 640 }

describe('A patient’s way from the letter to their record, without JavaScript, on a narrow screen', () => {
  let test: AccessTest
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let origin: string
  before(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    test = await startAccessTest({ publicUrl: origin })
    await test.server.listen({ host: '127.0.0.1', port })
    browser = await launchBrowser()
    context = await browser.newContext({ javaScriptEnabled: false, viewport: NARROW })
    page = await context.newPage()
  })
  after(async () => {
    await browser.close()
    await test.stop()
  })
  const isGood = async (path: string) => {
    await page.goto(`${origin}${path}`)
    assert.equal(new URL(page.url()).pathname, path)
    assert.equal(await sidewaysOverflow(page), 0, `${path} is wider than 320 pixels`)
    const scripted = await browser.newContext({ viewport: NARROW, storageState: await context.storageState() })
    const second = await scripted.newPage()
    await second.goto(`${origin}${path}`)
    assert.deepEqual(await accessibilityComplaints(second), [], path)
    await scripted.close()
  }
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  it('has no barrier before sign-in', async () => {
    for (const path of ['/patient/sign-in', '/patient/sign-in/help', '/patient/activate', '/riverside/new-code']) {
      await isGood(path)
    }
  })
  it('leads in', async () => {
    const patientId = await test.register(AMINA)
    await page.goto(`${origin}/patient/activate`)
    await page.getByLabel('Your code').fill(await test.codeFor(patientId))
    await page.getByLabel('Day').fill('12')
    await page.getByLabel('Month').fill('3')
    await page.getByLabel('Year').fill('1961')
    await press('Continue')
    await page.getByLabel('With my NHS number').check()
    await press('Continue')
    assert.deepEqual(await sidewaysOverflow(page), 0)
    await page.getByLabel('New password').fill('teapot umbrella sixteen')
    await press('Save my password and sign in')
    assert.match(await page.textContent('main').then(String), /999 000 0018/)
  })
  it('has no barrier after it', async () => {
    for (const path of [
      '/patient',
      '/patient/details',
      '/patient/details/telephone/add',
      '/patient/details/telephone/1',
      '/patient/details/e-mail/add',
      '/patient/details/contact/1/remove',
      '/patient/details/address/home',
      '/patient/details/address/temporary',
      '/patient/details/contact-preference',
      '/patient/details/confirm',
      '/patient/access-history',
      '/patient/access-history/own',
      '/patient/password',
      '/patient/mobile',
      '/patient/confirm',
    ]) {
      await isGood(path)
    }
  })
})

/** A port that nobody has: forms are taken only from the address that the program knows as its own. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
