import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { nextPath, withNext } from './next-path.ts'

const next = (asked: string | undefined) => nextPath(asked, '/staff')

describe('After signing in one goes on', () => {
  it('to the page that was asked for', () => assert.equal(next('/staff/tasks?page=2#top'), '/staff/tasks?page=2#top'))
  it('home when none was', () => assert.equal(next(undefined), '/staff'))
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/staff\\..\\..//evil.example',
    '/..//evil.example',
    '/./\u2028/evil',
    'javascript:alert(1)',
    ' /staff',
    'staff',
    '',
    '/' + 'a'.repeat(3000),
  ]) {
    it(`home in place of ${JSON.stringify(elsewhere).slice(0, 40)}`, () => assert.equal(next(elsewhere), '/staff'))
  }
  for (const again of ['/staff/sign-in', '/staff/sign-in/code?x=1', '/patient/sign-in', '/sign-out', '/session/keep']) {
    it(`home in place of ${again}, which is not somewhere to stay`, () => assert.equal(next(again), '/staff'))
  }
  it('never to another site, whatever is asked', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (asked) => {
          const url = new URL(next(asked), 'https://troth.example')
          return url.origin === 'https://troth.example' && !next(asked).startsWith('//')
        },
      ),
      { numRuns: 2000 },
    ))
  it('through every step of sign-in', () => {
    assert.equal(withNext('/staff/sign-in/code', '/a?b=c&d'), '/staff/sign-in/code?next=%2Fa%3Fb%3Dc%26d')
    assert.equal(withNext('/staff/sign-in/code', undefined), '/staff/sign-in/code')
  })
})
