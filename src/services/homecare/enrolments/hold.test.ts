import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { holdAfter, holdOf } from './hold.ts'

const reviewOn = '2027-03-01'
const suspended = { event: 'suspend', reviewOn } as const
const moving = { event: 'begin-transfer', reviewOn: undefined } as const

describe('The hold of a registration that its company has not answered', () => {
  for (const [hold, event, day, answer] of [
    [undefined, 'suspend', reviewOn, { hold: suspended }],
    [undefined, 'begin-transfer', undefined, { hold: moving }],
    [suspended, 'resume', undefined, { hold: undefined }],
    [moving, 'keep-company', undefined, { hold: undefined }],
    [moving, 'resume', undefined, 'not-a-hold'],
    [undefined, 'resume', undefined, 'not-a-hold'],
    [suspended, 'withdraw', undefined, 'not-a-hold'],
  ] as const)
    it(`${hold?.event ?? 'none'}, then ${event}: ${JSON.stringify(answer)}`, () =>
      assert.deepEqual(holdAfter(hold, event, day), answer))
  for (const [state, answer] of [
    ['suspended', suspended],
    ['transferring', { event: 'begin-transfer', reviewOn }],
    ['active', undefined],
    ['accepted', undefined],
  ] as const)
    it(`of one that is ${state} at the hospital`, () => assert.deepEqual(holdOf(state, reviewOn), answer))
})
