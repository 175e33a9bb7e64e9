import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { accessibilityComplaints, sidewaysOverflow } from '../browser/accessibility.ts'
import { sessionCookie } from '../browser/seeded-accounts.ts'

/** 320 CSS pixels: a small phone, and a desktop zoomed to 400% (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 }
/** Milliseconds: a machine that does other things at once is slow, and a page that never comes is still found out. */
const PATIENCE = 90_000
const WIDE = { width: 1280, height: 900 }

/** The window is narrower at once, the page only once it has been laid out anew: two frames later, or after a second. */
const LAID_OUT =
  'new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 1000) })'

/** Somebody who is signed in, at a browser of their own: they see pages, answer what is asked and press buttons. */
export class Person {
  readonly who: string
  readonly #page: Page
  readonly #origin: string
  private constructor(who: string, page: Page, origin: string) {
    this.who = who
    this.#page = page
    this.#origin = origin
  }
  static async at(
    browser: Browser,
    origin: string,
    { who, token }: { readonly who: string; readonly token: string },
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    const context = await browser.newContext({ viewport: WIDE, ...options })
    await context.addCookies([sessionCookie(origin, token)])
    context.setDefaultTimeout(PATIENCE)
    return new Person(who, await context.newPage(), origin)
  }

  async opens(path: string): Promise<void> {
    const answer = await this.#page.goto(this.#origin + path)
    assert.equal(answer?.status(), 200, `${path} as ${this.who}`)
  }
  /** Follows a link by its words, as a reader does. */
  async follows(words: string | RegExp): Promise<void> {
    await this.#page.locator('main').getByRole('link', { name: words }).first().click()
    await this.#page.waitForLoadState()
  }
  /** Answers the boxes of a form by their names: a choice is ticked, anything else is typed. */
  async answers(boxes: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
    for (const [name, value] of Object.entries(boxes)) {
      for (const one of [value].flat()) await this.#answer(name, one as string)
    }
  }
  async #answer(name: string, value: string): Promise<void> {
    const boxes = this.#page.locator(`main [name="${name}"]`)
    const kind = (await boxes.first().getAttribute('type')) ?? ''
    if (kind === 'radio' || kind === 'checkbox') {
      return await this.#page.locator(`main [name="${name}"][value="${value}"]`).check()
    }
    const isSelect = (await boxes.first().evaluate((box) => (box as { tagName: string }).tagName)) === 'SELECT'
    if (isSelect) await boxes.first().selectOption(value)
    else await boxes.first().fill(value)
  }
  async chooses(label: string): Promise<void> {
    await this.#page.locator('main').getByLabel(label).first().check()
  }
  /** Presses a button, and is somewhere else after it: a page that is refused says so. */
  async presses(name: string): Promise<void> {
    const button = this.#page.locator('main').getByRole('button', { name, exact: true })
    await button.click()
    await this.#page.waitForLoadState()
    const problems = this.#page.locator('.nhsuk-error-summary')
    const said = (await problems.count()) > 0 ? await problems.first().innerText() : ''
    assert.equal(said, '', `“${name}” as ${this.who} at ${this.path}`)
  }
  async sees(...words: readonly (string | RegExp)[]): Promise<void> {
    const text = (await this.#page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
    for (const one of words) {
      const isThere = typeof one === 'string' ? text.includes(one) : one.test(text)
      assert.ok(isThere, `${String(one)} is not on ${this.path} as ${this.who}: ${text}`)
    }
  }
  /** The page is for everyone: no barrier that axe finds, and no wider than the narrowest screen. */
  async findsItGood(): Promise<void> {
    assert.deepEqual(await accessibilityComplaints(this.#page), [], this.path)
    await this.#page.setViewportSize(NARROW)
    await this.#page.evaluate(LAID_OUT)
    assert.equal(await sidewaysOverflow(this.#page), 0, `${this.path} is wider than 320 pixels`)
    await this.#page.setViewportSize(WIDE)
  }
  get path(): string {
    return new URL(this.#page.url()).pathname
  }
  /** The identifier in an address after a part: `registrations` in /staff/homecare/registrations/<id>. */
  idAfter(part: string): string {
    const found = new RegExp(`/${part}/([0-9a-f-]{36})`).exec(this.path)?.[1]
    assert.ok(found, `${this.path} has no ${part}`)
    return found
  }
}
