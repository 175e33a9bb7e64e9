import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { timelineOf } from './timeline.ts'

const short = (...args: Parameters<typeof timelineOf>) =>
  timelineOf(...args)
    .map(({ when }) => ({ done: '+', now: '?', later: '-' })[when])
    .join('')

describe('The way from a prescription to the door', () => {
  it('begins with nothing', () => assert.equal(short(undefined, undefined), '?-----'))
  it('has not written a draft', () => assert.equal(short('draft', undefined), '?-----'))
  it('waits for the check', () => assert.equal(short('in-screening', undefined), '+?----'))
  it('waits for the signature', () => assert.equal(short('screened', undefined), '++?---'))
  it('does not call checked what was signed first', () => assert.equal(short('signed-unscreened', undefined), '+?+---'))
  it('is not with the company before it has said so', () => assert.equal(short('transmitted', undefined), '+++?--'))
  it('is with the company', () => assert.equal(short('acknowledged', 'due'), '++++?-'))
  it('is booked', () => assert.equal(short('acknowledged', 'booked'), '+++++?'))
  it('is delivered', () => assert.equal(short('in-supply', 'delivered'), '++++++'))
  it('is to be booked again when it did not arrive', () => assert.equal(short('in-supply', 'failed'), '++++?-'))
})
