import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isLanguageCode, languageByCode, languageName, LANGUAGES, languageText } from './language.ts'

describe('The list of languages', () => {
  it('is long enough for most people', () => assert.ok(LANGUAGES.length >= 60))
  it('has each code once', () => assert.equal(new Set(LANGUAGES.map(({ code }) => code)).size, LANGUAGES.length))
  it('is in order of English name', () => {
    const names = LANGUAGES.map(({ name }) => name)
    assert.deepEqual(
      names,
      names.toSorted((one, other) => one.localeCompare(other, 'en-GB')),
    )
  })
  it('has only real codes', () =>
    assert.deepEqual(
      LANGUAGES.filter(({ code }) => !isLanguageCode(code)),
      [],
    ))
  it('knows which are written from the right', () =>
    assert.ok(
      LANGUAGES.every(({ ownName, rightToLeft }) => /[\u0590-\u08ff]/.test(ownName) === (rightToLeft === true)),
    ))
})

describe('A language is known', () => {
  it('by its code', () => assert.equal(languageByCode('pa')?.name, 'Punjabi'))
  it('by a code with a region', () => assert.equal(languageByCode('pt-BR')?.name, 'Portuguese'))
  it('by the older code for British Sign Language', () => assert.equal(languageByCode('q4')?.code, 'bfi'))
  it('by name, when it is not on the list', () => assert.equal(languageName('mi'), 'Māori'))
  it('but not by nonsense', () => assert.equal(isLanguageCode('not a language'), false))
  it('nor by a made-up code', () => assert.equal(isLanguageCode('zzz'), false))
})

describe('A language is shown', () => {
  it('with the need for an interpreter', () => assert.equal(languageText('pl', true), 'Polish, interpreter needed'))
  it('alone', () => assert.equal(languageText('pl', false), 'Polish'))
  it('not at all for English', () => assert.equal(languageText('en', false), ''))
  it('as missing, when only the interpreter is recorded', () =>
    assert.equal(languageText(undefined, true), 'Interpreter needed, language not recorded'))
})
