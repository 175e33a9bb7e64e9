// Every example that nhsuk-frontend publishes, drawn by our components and compared with what upstream prints.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { generateParams } from '../scripts/generate-nhsuk-params.ts'
import { renderPart } from '../src/core/html/render.ts'
import { macro } from '../src/design-system/macros.ts'
import { EXEMPT } from './nhsuk/exempt.ts'
import { fixtures, type Fixture, type Json } from './nhsuk/fixtures.ts'
import { native, raw } from './nhsuk/native.tsx'
import { asShown, letterForLetter } from './nhsuk/same-page.ts'

const nameOf = ({ component, name }: Fixture) => `${component}: ${name}`

/** Fixtures hold markup as strings; the seam takes it only as elements. */
const withElements = (value: Json, name = ''): unknown => {
  if (Array.isArray(value)) return value.map((part: Json) => withElements(part, name))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withElements(part as Json, key)]))
  }
  return typeof value === 'string' && /^(html|.+Html)$/.test(name) ? raw(value) : value
}

const throughSeam = ({ component, context, callBlock }: Fixture) =>
  renderPart(macro(component, withElements(context) as never, callBlock === undefined ? undefined : raw(callBlock)))

const isSameThroughSeam = (fixture: Fixture) => letterForLetter(throughSeam(fixture)) === letterForLetter(fixture.html)

const isSameNatively = (fixture: Fixture) => {
  const draw = native[fixture.component]
  return draw === undefined || asShown(renderPart(draw(fixture.context, fixture.callBlock))) === asShown(fixture.html)
}

const wrong = (isSame: (fixture: Fixture) => boolean) =>
  fixtures.filter((fixture) => !(nameOf(fixture) in EXEMPT) && !isSame(fixture)).map(nameOf)

describe('Upstream’s published examples', () => {
  it('are all here to be looked at', () => {
    assert.ok(fixtures.length >= 983, `only ${fixtures.length} found`)
    for (const component of Object.keys(native)) {
      assert.ok(
        fixtures.some((fixture) => fixture.component === component),
        component,
      )
    }
  })
  it('come out letter for letter through the macro seam', () => assert.deepEqual(wrong(isSameThroughSeam), []))
  it('come out as the same page from the components we draw ourselves', () =>
    assert.deepEqual(wrong(isSameNatively), []))
  it('are exempt only where they really differ or carry an inline style', () => {
    const stale = Object.keys(EXEMPT).filter((name) => {
      const named = fixtures.filter((fixture) => nameOf(fixture) === name)
      return named.length === 0 || named.every((fixture) => isSameNatively(fixture) && !/\sstyle=/.test(fixture.html))
    })
    assert.deepEqual(stale, [])
  })
  it('with an inline style are all exempt, so none slips in unseen', () => {
    const styled = fixtures.filter((fixture) => /\s(style|on[a-z]+)=/.test(fixture.html)).map(nameOf)
    assert.deepEqual(
      styled.filter((name) => !(name in EXEMPT)),
      [],
    )
  })
})

describe('The comparison bites', () => {
  const [tag] = fixtures.filter((fixture) => fixture.component === 'tag' && !(nameOf(fixture) in EXEMPT))
  const corrupt = (from: string, to: string): Fixture => {
    assert.ok(tag && tag.html.includes(from))
    return { ...tag, html: tag.html.replace(from, to) }
  }
  it('on a changed class', () => {
    assert.equal(isSameThroughSeam(corrupt('nhsuk-tag', 'nhsuk-tab')), false)
    assert.equal(isSameNatively(corrupt('nhsuk-tag', 'nhsuk-tab')), false)
  })
  it('on a missing attribute', () => assert.equal(isSameNatively(corrupt(' class=', ' id=')), false))
  it('on a changed word', () => assert.equal(isSameNatively(corrupt('>', '>x')), false))
  it('on an option that our components do not know', () => {
    assert.throws(() => native['tag']?.({ text: 'New', size: 'xl' }, undefined), /not supported: size/)
  })
})

describe('Two pieces of HTML are the same page', () => {
  it('whatever the order of attributes', () =>
    assert.equal(asShown('<a id="x" href="y">z</a>'), asShown("<a href='y' id='x'>z</a>")))
  it('whatever the space at the edge of a block', () =>
    assert.equal(asShown('<p>\n  one\n</p>'), asShown('<p>one</p>')))
  it('but not when a space between words appears or goes', () => {
    assert.notEqual(asShown('<p>one <b>two</b></p>'), asShown('<p>one<b>two</b></p>'))
    assert.notEqual(asShown('<p><b>one</b> two</p>'), asShown('<p><b>one</b>two</p>'))
  })
  it('and not when a tag moves', () => assert.notEqual(asShown('<p>a<b>b</b></p>'), asShown('<p><b>ab</b></p>')))
  it('whichever way a character is written', () =>
    assert.equal(asShown('<p>&#39;&amp;&quot;</p>'), asShown(`<p>'&amp;"</p>`)))
})

describe('The macro seam', () => {
  it('escapes text', () => {
    assert.match(renderPart(macro('tag', { text: '<script>' })), /&lt;script&gt;/)
  })
  it('refuses a string where upstream would print it raw', () => {
    assert.throws(() => macro('tag', { html: '<b>x</b>' as never }), /takes an element/)
    assert.throws(
      () => macro('details', { summaryText: 'x', attributes: ' onclick=x' as never } as never),
      /takes an element/,
    )
  })
  it('refuses a style or a handler among the attributes', () => {
    assert.throws(() => macro('tag', { text: 'x', attributes: { style: 'color:red' } as never }), /style/)
    assert.throws(() => macro('tag', { text: 'x', attributes: { onclick: 'x()' } as never }), /onclick/)
  })
  it('has types that match the installed version', async () => {
    assert.equal(await generateParams(), readFileSync('src/design-system/params.gen.ts', 'utf8'))
  })
})
