import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whyNotBegin } from './who-may-begin.ts'

const adult = { mergedInto: undefined, death: undefined, birthDate: '1961-03-12' }

describe('Who may have a sign-in', () => {
  const why = (over: Partial<typeof adult> | object) => whyNotBegin({ ...adult, ...over }, '2026-11-22')
  it('is an adult whose record is used', () => assert.equal(why({}), undefined))
  it('is not someone who has died', () => assert.equal(why({ death: { notice: 'informal' } }), 'dead'))
  it('is not a record that was merged', () => assert.equal(why({ mergedInto: 'another' }), 'merged'))
  it('is not someone whose date of birth nobody knows', () =>
    assert.equal(why({ birthDate: undefined }), 'no-birth-date'))
  it('begins on the sixteenth birthday', () => {
    assert.equal(why({ birthDate: '2010-11-23' }), 'too-young')
    assert.equal(why({ birthDate: '2010-11-22' }), undefined)
  })
})
