import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fieldsOf, isNewer, receivedState, sentState, TRIES } from './disclosure.ts'

const at = new Date('2026-11-22T10:00:00Z')
const sent = (over = {}) => sentState({ deliveredAt: null, stoppedAt: null, attempts: 0, ...over })
const received = (over = {}) => receivedState({ appliedAt: null, supersededAt: null, attempts: 0, ...over })

describe('A disclosure that was sent is', () => {
  it('on its way at first', () => assert.equal(sent(), 'waiting'))
  it('still on its way after a failed try', () => assert.equal(sent({ attempts: TRIES - 1 }), 'waiting'))
  it('not delivered once every try has failed', () => assert.equal(sent({ attempts: TRIES }), 'failed'))
  it('delivered, however many tries it took', () => assert.equal(sent({ attempts: 9, deliveredAt: at }), 'delivered'))
  it('stopped when a person said so', () => assert.equal(sent({ attempts: TRIES, stoppedAt: at }), 'stopped'))
})

describe('A disclosure that arrived is', () => {
  it('waiting at first', () => assert.equal(received(), 'waiting'))
  it('not in the record once every try has failed', () => assert.equal(received({ attempts: TRIES }), 'failed'))
  it('in the record once applied', () => assert.equal(received({ attempts: 3, appliedAt: at }), 'applied'))
  it('overtaken when a newer one came first', () => assert.equal(received({ supersededAt: at }), 'superseded'))
})

describe('Of two disclosures about the same thing, the newer is', () => {
  const one = (sentAt: Date, disclosureId: string) => ({ sentAt, disclosureId })
  it('the one sent later', () => assert.ok(isNewer(one(new Date(at.getTime() + 1), 'a'), one(at, 'b'))))
  it('not the one sent earlier', () => assert.ok(!isNewer(one(at, 'b'), one(new Date(at.getTime() + 1), 'a'))))
  it('the greater identifier within a millisecond', () => assert.ok(isNewer(one(at, 'b'), one(at, 'a'))))
  it('never itself', () => assert.ok(!isNewer(one(at, 'a'), one(at, 'a'))))
})

describe('The fields of a content are', () => {
  it('the names of what it holds, never the values', () =>
    assert.deepEqual(
      fieldsOf({ patient: { nhsNumber: '9990000018', died: null }, items: [{ a: 1 }, { a: 2, b: 3 }] }),
      ['patient.nhsNumber', 'items[].a', 'items[].b'],
    ))
  it('none when it holds nothing', () => assert.deepEqual(fieldsOf({ a: undefined }), []))
})
