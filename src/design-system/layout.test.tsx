import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderPage } from '../core/html/render.ts'
import { Layout, type LayoutProps } from './layout.tsx'

const organisation = {
  name: 'Northmoor',
  telephone: '01632 960 123',
  openingTimes: ['Monday to Friday, 8am to 6:30pm'],
}
const account = { name: 'Ada', role: 'Nurse', signOutPath: '/sign-out', csrfToken: 'token' }
const page = (props: Partial<LayoutProps> = {}) =>
  renderPage(
    <Layout title="Your medicines" audience="patient" organisation={organisation} account={account} {...props}>
      <h1>Your medicines</h1>
    </Layout>,
  )

describe('The frame of a page', () => {
  it('is a whole document in British English', () => assert.match(page(), /^<!doctype html><html lang="en-GB">/))
  it('names itself, with the service after', () => assert.match(page(), /<title>Your medicines – Troth<\/title>/))
  it('begins its name with "Error: " when something is wrong', () => {
    assert.match(
      page({ errors: [{ href: '#a', text: 'Enter a name' }] }),
      /<title>Error: Your medicines – Troth<\/title>/,
    )
  })
  it('holds no inline script, style or handler, which the content security policy would drop', () => {
    const html = page({
      sessionWarning: {
        idleSeconds: 900,
        endsInSeconds: 43_200,
        warnSeconds: 120,
        extendPath: '/e',
        signOutPath: '/s',
      },
      demonstration: true,
    })
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/)
  })
  it('asks nobody else for anything', () => assert.doesNotMatch(page(), /(?:src|href)="(?:https?:)?\/\//))
  it('leaves the script out when told to', () => assert.doesNotMatch(page({ scripts: false }), /<script/))
  it('signs out by a post with its token, never by a link', () => {
    assert.match(page(), /action="\/sign-out" method="post" novalidate><input type="hidden" name="_csrf" value="token"/)
  })
  it('marks the link of the page that is shown', () => {
    const html = page({
      navigation: [
        { href: '/patient', text: 'Home' },
        { href: '/patient/medicines', text: 'Medicines' },
      ],
      currentPath: '/patient',
    })
    assert.match(html, /href="\/patient" aria-current="page"/)
    assert.equal(html.match(/aria-current/g)?.length, 1)
  })
  it('does not claim to be the NHS unless it may', () => {
    assert.doesNotMatch(page(), /nhsuk-header__logo/)
    assert.match(page({ brand: 'nhs' }), /nhsuk-header__logo/)
  })
})

describe('Whom to telephone, and when', () => {
  for (const audience of ['patient', 'public'] as const) {
    it(`is on every ${audience} page`, () => {
      assert.match(page({ audience }), /href="tel:01632960123"/)
      assert.match(page({ audience }), /Monday to Friday, 8am to 6:30pm/)
    })
  }
  it('is not in the way of staff', () => assert.doesNotMatch(page({ audience: 'staff' }), /tel:/))
})

describe('Every page leads to', () => {
  for (const path of ['/privacy', '/accessibility', '/cookies', '/safety-concern']) {
    for (const audience of ['public', 'staff', 'patient', 'provider'] as const) {
      it(`${path} for ${audience}`, () => assert.ok(page({ audience }).includes(`href="${path}"`)))
    }
  }
})
