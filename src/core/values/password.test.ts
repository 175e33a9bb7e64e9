import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { DIGEST_BYTES, isCommonPassword } from './common-passwords/common-password-list.ts'
import { normalisePassword, passwordProblem } from './password.ts'

const GUESSABLE = 'Password must be harder to guess. Try three random words'
const NAMED = 'Password must not include your email address, your name or the name of your organisation'

describe('A password is accepted', () => {
  for (const good of [
    'correct horse battery staple',
    'kettle-heron-Thursday',
    'x7!Kp2$wQz9&mL',
    'åäö trumma fågel blå',
    '钥匙与苹果和一只猫在花园里',
    'a'.repeat(3) + 'pelican orbit muffin'.repeat(3),
    'tulip🙂lantern🙂badger',
    ' leading and trailing ',
  ]) {
    it(good.slice(0, 40), () => assert.equal(passwordProblem(good), undefined))
  }
  it('with 64 characters', () =>
    assert.equal(passwordProblem('pelican orbit muffin '.repeat(4).slice(0, 64)), undefined))
  it('with 128 characters', () =>
    assert.equal(passwordProblem(`${'pelican orbit muffin quartz '.repeat(5)}`.slice(0, 128)), undefined))
})

describe('A password must', () => {
  it('be entered', () => assert.equal(passwordProblem(''), 'Enter the password'))
  it('have 12 characters', () => assert.equal(passwordProblem('heronkettle'), 'Password must be 12 characters or more'))
  it('have more, where the organisation says so', () =>
    assert.equal(passwordProblem('heron-kettle-w', { fewest: 16 }), 'Password must be 16 characters or more'))
  it('never have fewer, whatever the organisation says', () =>
    assert.equal(passwordProblem('heron', { fewest: 4 }), 'Password must be 12 characters or more'))
  it('have 128 characters or fewer', () =>
    assert.equal(passwordProblem('ab c'.repeat(33)), 'Password must be 128 characters or fewer'))
  it('not be a megabyte', () =>
    assert.equal(passwordProblem('x'.repeat(1_000_000)), 'Password must be 128 characters or fewer'))
  it('count what people count', () =>
    assert.equal(passwordProblem('🙂🙂🙂🙂🙂🙂🙂🙂'), 'Password must be 12 characters or more'))
})

describe('A password is too easy to guess', () => {
  for (const bad of [
    'password1234',
    'Password1234!',
    'PASSWORD!!!!',
    'P@ssw0rd2026!',
    '2026Password!',
    'passwordpassword',
    'monkeymonkey1',
    'aaaaaaaaaaaa',
    'abababababab',
    '123456789012',
    '098765432109',
    'abcdefghijkl',
    'qwertyuiop12',
    'qwertyuiopas',
    '1qaz2wsx3edc',
    'letmein-2026',
    'l3tm31n123456',
    'football....',
    '............',
    'Liverpool 2026',
    'jennifer 1984',
  ]) {
    it(bad, () => assert.equal(passwordProblem(bad), GUESSABLE))
  }
})

describe('A password names no one', () => {
  const rule = { email: 'amina.khan@northfield.example', names: ['Northfield Hospital', 'Amina Khan'] }
  it('by email', () => assert.equal(passwordProblem('my Amina.Khan@northfield.example', rule), NAMED))
  it('by the name in the email', () => assert.equal(passwordProblem('heron-aminakhan-teapot', rule), NAMED))
  it('by organisation', () => assert.equal(passwordProblem('NorthfieldHospital-77-heron', rule), NAMED))
  it('unless the name is too short to matter', () =>
    assert.equal(passwordProblem('kettle-heron-Thursday', { names: ['Her'] }), undefined))
  it('unless it is another’s', () => assert.equal(passwordProblem('kettle-heron-Thursday', rule), undefined))
})

describe('The list of common passwords', () => {
  const size = readFileSync(new URL('./common-passwords/common-passwords.bin', import.meta.url)).length / DIGEST_BYTES
  it('is long', () => assert.ok(size >= 30_000, `${size}`))
  it('knows one', () => assert.ok(isCommonPassword('qwerty')))
  it('does not know everything', () => assert.ok(!isCommonPassword('kettle-heron-thursday')))
  it('almost never mistakes a random text for one', () =>
    fc.assert(
      fc.property(fc.uuid(), (text) => !isCommonPassword(text)),
      { numRuns: 2000 },
    ))
})

describe('A password typed on another keyboard', () => {
  it('is the same', () => assert.equal(normalisePassword('café'), normalisePassword('cafe\u0301')))
  it('keeps its capitals and spaces', () => assert.equal(normalisePassword(' Ab '), ' Ab '))
})

describe('For every text', () => {
  it('there is an answer, and never the password in it', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 12, maxLength: 300 }), (text) => {
        const problem = passwordProblem(text)
        return problem === undefined || !problem.includes(text)
      }),
    ))
})
