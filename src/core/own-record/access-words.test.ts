import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accessWords, actorWords } from './access-words.ts'

describe('The history, in plain words', () => {
  it('names pages, downloads and acts', () => {
    assert.equal(accessWords('patient.view.viewed', 'viewed'), 'Looked at your record')
    assert.equal(accessWords('patient.search.exported', 'viewed'), 'Downloaded a list of people that you are on')
    assert.equal(accessWords('patient.addresses.changed', 'done'), 'Changed your address')
  })
  it('says that something was stopped', () => {
    assert.equal(accessWords('patient-access.sign-in.refused', 'refused'), 'Was stopped from this: signing in as you')
  })
  it('says that someone tried to look and was stopped, and not that anything was changed', () => {
    assert.equal(
      accessWords('patient.home-access.view.refused', 'refused'),
      'Tried to look at how to get into your home, and was stopped',
    )
    assert.equal(accessWords('patient.view.not-found', 'failed'), 'Tried to look at your record, and did not find it')
  })
  it('says that the record was shared', () =>
    assert.equal(accessWords('core.disclosure.sent', 'done'), 'Shared some of your record with another organisation'))
  it('hides nothing that nobody has named yet', () => {
    assert.equal(
      accessWords('homecare.unheard.of', 'refused'),
      'Tried to do something with your record, and was stopped',
    )
    assert.equal(accessWords('homecare.unheard-of.viewed', 'viewed'), 'Looked at a page about you')
    assert.equal(accessWords('homecare.unheard.of', 'done'), 'Did something with your record')
  })
  it('says who by role, never by name', () => {
    assert.equal(actorWords('staff', ['doctor', 'administrator']), 'Doctor and Administrator')
    assert.equal(actorWords('staff', []), 'Staff')
    assert.equal(actorWords('system', ['system']), 'The computer, by itself')
    assert.equal(actorWords('public', ['public']), 'Someone who had not signed in')
  })
})
