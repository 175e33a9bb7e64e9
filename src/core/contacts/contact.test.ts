import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attemptsSince, whyNotRecorded, type ContactEntry, type ContactOutcome, type Direction } from './contact.ts'

const now = new Date('2026-11-22T10:00:00Z')
const call: ContactEntry = {
  direction: 'out',
  channel: 'telephone',
  happenedAt: new Date('2026-11-22T09:55:00Z'),
  withWhom: 'patient',
  summary: 'Delivery moved to Tuesday',
  outcome: 'spoke',
}
const why = (over: Partial<ContactEntry>) => whyNotRecorded({ ...call, ...over }, ['daughter'], now)

describe('A contact is written down', () => {
  it('with what was said', () => assert.equal(why({}), undefined))
  it('not before it happened', () =>
    assert.equal(why({ happenedAt: new Date('2026-11-22T10:00:01Z') }), 'in-the-future'))
  it('not years later', () => assert.equal(why({ happenedAt: new Date('2021-01-01') }), 'too-long-ago'))
  it('not without what was said', () => assert.equal(why({ summary: ' ' }), 'nothing-said'))
  it('without words when nobody answered', () => assert.equal(why({ summary: '', outcome: 'no-answer' }), undefined))
  it('with someone on the record', () => {
    assert.equal(why({ withWhom: 'related-person', relatedPersonId: 'daughter' }), undefined)
    assert.equal(why({ withWhom: 'related-person', relatedPersonId: 'neighbour' }), 'not-on-record')
    assert.equal(why({ withWhom: 'related-person' }), 'not-on-record')
  })
  it('with someone else only by name', () => {
    assert.equal(why({ withWhom: 'other' }), 'with-nobody')
    assert.equal(why({ withWhom: 'other', withName: 'District nurse' }), undefined)
  })
  it('not as unanswered when they contacted us', () =>
    assert.equal(why({ direction: 'in', outcome: 'no-answer' }), 'does-not-fit'))
})

describe('Attempts without an answer', () => {
  const contact = (outcome: ContactOutcome, direction: Direction = 'out', isMistake = false) => ({
    outcome,
    direction,
    isMistake,
  })
  it('count up', () => assert.equal(attemptsSince([contact('no-answer'), contact('message-left')]), 2))
  it('start anew once somebody is reached', () =>
    assert.equal(attemptsSince([contact('no-answer'), contact('spoke'), contact('no-answer')]), 1))
  it('start anew once they contact us', () =>
    assert.equal(attemptsSince([contact('received', 'in'), contact('no-answer')]), 0))
  it('do not count letters sent', () => assert.equal(attemptsSince([contact('sent'), contact('no-answer')]), 1))
  it('do not count what was recorded by mistake', () =>
    assert.equal(attemptsSince([contact('no-answer', 'out', true), contact('no-answer')]), 1))
  it('are not ended by a mistake', () =>
    assert.equal(attemptsSince([contact('no-answer'), contact('spoke', 'out', true), contact('no-answer')]), 2))
})
