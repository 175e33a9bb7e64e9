import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { activationLetter, activationText } from './messages.ts'

describe('The words with a code', () => {
  const letter = {
    code: 'K7M2-9QXA-4TRC',
    lastDay: '2026-12-06',
    site: 'https://troth.example',
    organisation: 'Riverside NHS Trust',
    telephone: '01632 960100',
    isAgain: false,
  }
  it('say where to go, what to type and until when', () => {
    const words = JSON.stringify(activationLetter(letter))
    assert.match(words, /Go to troth\.example\/patient\/activate/)
    assert.match(words, /K7M2-9QXA-4TRC/)
    assert.match(words, /until the end of 6 December 2026/)
    assert.match(words, /call us on 01632 960100/)
  })
  it('say that it is a new code to someone who has a sign-in', () => {
    assert.equal(activationLetter({ ...letter, isAgain: true }).heading, 'Your new code to sign in')
  })
  it('leave out a telephone number that nobody entered', () => {
    assert.doesNotMatch(activationLetter({ ...letter, telephone: undefined }).help, /undefined|call us on/)
  })
  it('by text name nobody and fit in two messages', () => {
    const text = activationText({ code: 'K7M2-9QXA-4TRC', minutes: 30, site: 'https://troth.example.nhs.uk' })
    assert.ok(text.length <= 306, String(text.length))
    assert.match(text, /within 30 minutes/)
  })
})
