import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { accessibilityComplaints, sidewaysOverflow } from '../browser/accessibility.ts'
import { sessionCookie } from '../browser/seeded-accounts.ts'

/** 320 CSS pixels: a small phone, and a desktop zoomed to 400% (WCAG 2.2, 1.4.10). */
const NARROW = { width: 320, height: 640 }
/** Milliseconds: a machine that does other things at once is slow, and a page that never comes is still found out. */
const PATIENCE = 90_000
/** Milliseconds: a job that fails at first tries again a little later, and each try later than the one before. */
const COMES_WITHIN = 300_000
/** Milliseconds: whoever looks without a pause takes the machine from what they wait for. */
const LOOKS_AGAIN_AFTER = 500
const WIDE = { width: 1280, height: 900 }

/** The window is narrower at once, the page only once it has been laid out anew: two frames later, or after a second. */
const LAID_OUT =
  'new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 1000) })'

/** Somebody at a browser of their own: they see pages, answer what is asked and press buttons. */
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
    if (token !== '') await context.addCookies([sessionCookie(origin, token)])
    context.setDefaultTimeout(PATIENCE)
    return new Person(who, await context.newPage(), origin)
  }

  async opens(path: string): Promise<void> {
    const answer = await this.#page.goto(this.#origin + path)
    assert.equal(answer?.status(), 200, `${path} as ${this.who}`)
  }
  /** Opens a page that is not theirs, and is told so without a word of what is on it. */
  async isTurnedAway(path: string, status: 403 | 404): Promise<void> {
    const answer = await this.#page.goto(this.#origin + path)
    assert.equal(answer?.status(), status, `${path} as ${this.who}`)
  }
  /** Follows a link by its words, as a reader does. */
  async follows(words: string | RegExp): Promise<void> {
    const main = this.#page.locator('main')
    await main
      .getByRole('link', { name: words })
      .or(main.locator('a[role="button"]', { hasText: words }))
      .first()
      .click()
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
  async chooses(label: string | RegExp): Promise<void> {
    await this.#page.locator('main').getByLabel(label).first().check()
  }
  /** Presses a button, and is somewhere else after it: a page that is refused says so. */
  async presses(name: string): Promise<void> {
    assert.equal(await this.#press(name), '', `“${name}” as ${this.who} at ${this.path}`)
  }
  /** Presses a button and is refused, with every sentence in the summary of what is wrong. */
  async isRefused(name: string, ...sentences: readonly string[]): Promise<void> {
    const said = await this.#press(name)
    for (const sentence of sentences) assert.ok(said.includes(sentence), `“${sentence}” is not said: ${said}`)
  }
  async #press(name: string): Promise<string> {
    await this.#page.locator('main').getByRole('button', { name, exact: true }).first().click()
    await this.#page.waitForLoadState()
    const problems = this.#page.locator('.nhsuk-error-summary')
    return (await problems.count()) > 0 ? await problems.first().innerText() : ''
  }
  async sees(...words: readonly (string | RegExp)[]): Promise<void> {
    const text = await this.#text()
    for (const one of words) assert.ok(isIn(text, one), `${String(one)} is not on ${this.path} as ${this.who}: ${text}`)
  }
  async doesNotSee(words: string | RegExp): Promise<void> {
    const text = await this.#text()
    assert.ok(!isIn(text, words), `${String(words)} is on ${this.path} as ${this.who}: ${text}`)
  }
  /** Opens a page again and again until it says so: what another organisation does comes in its own time. */
  async comesToSee(path: string, words: string | RegExp): Promise<void> {
    const until = Date.now() + COMES_WITHIN
    await this.opens(path)
    while (!isIn(await this.#text(), words) && Date.now() < until) {
      await sleep(LOOKS_AGAIN_AFTER)
      await this.opens(path)
    }
    await this.sees(words)
  }
  /** What stands in the brackets of a pattern on the page. */
  async reads(pattern: RegExp): Promise<string> {
    const found = pattern.exec(await this.#text())?.[1]
    assert.ok(found, `${String(pattern)} is not on ${this.path} as ${this.who}`)
    return found
  }
  /** What a box of a form holds. */
  async findsTyped(name: string, value: string): Promise<void> {
    assert.equal(await this.#page.locator(`main [name="${name}"]`).first().inputValue(), value, `${name}, ${this.path}`)
  }
  #text(): Promise<string> {
    return this.#page
      .locator('main')
      .innerText()
      .then((text) => text.replaceAll(/\s+/g, ' '))
  }
  /** Asked to prove again who they are, does so with their password. */
  async confirmsWith(password: string): Promise<void> {
    await this.sees('Confirm it’s you')
    await this.answers({ password })
    await this.presses('Continue')
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

const isIn = (text: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? text.includes(words) : words.test(text)
