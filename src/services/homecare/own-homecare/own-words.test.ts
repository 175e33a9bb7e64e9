import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TherapyCover } from '../supply-cover/therapy-cover.ts'
import { bookingErrors, placesFor } from './booking.ts'
import { bookedWords, coverWords, nextStepWords } from './own-words.ts'
import { stepFor } from './problem.ts'

const today = '2026-11-30'
type Covered = Parameters<typeof coverWords>[0]
const covered = (over: Partial<Covered> & { lapsedOn?: string } = {}): Covered => ({
  cover: { state: 'runs-out', lapsedOn: over.lapsedOn, confidence: 'counted' } as TherapyCover['cover'],
  risk: { level: 'none', reason: 'covered', sentence: '' },
  coveredUntil: '2026-12-20',
  ...over,
})

describe('What a person reads of their supply', () => {
  it('says until when', () =>
    assert.equal(coverWords(covered(), today).sentence, 'Your next dose is covered until 20 December 2026'))
  it('asks for a count when nobody knows', () =>
    assert.equal(coverWords(covered({ cover: { state: 'unknown', why: 'never-counted' } }), today).ask, 'count'))
  it('asks for a call when it is critical', () => {
    const risk = { level: 'critical', reason: 'run-out', sentence: '' } as const
    assert.equal(coverWords(covered({ risk }), today).ask, 'call-today')
  })
  it('asks for a call when a dose had no stock', () =>
    assert.equal(coverWords(covered({ lapsedOn: '2026-11-29' }), today).ask, 'call-today'))
  it('never names a day that has passed', () =>
    assert.equal(coverWords(covered({ coveredUntil: '2026-11-29' }), today).ask, 'call-today'))
  it('says that doses are paused', () => {
    const cover = { state: 'paused', confidence: 'counted', lapsedOn: undefined } as const
    assert.match(coverWords(covered({ cover, coveredUntil: undefined }), today).sentence, /paused/)
  })
})

describe('Who has the next step', () => {
  const words = (who: TherapyCover['holding']['who'], by?: string, companyName?: string) =>
    nextStepWords({ holding: { who, act: '', by }, companyName }, today)
  it('names the company', () =>
    assert.equal(words('company', '2026-12-04', 'Brightwell'), 'Brightwell has the next step, until 4 December 2026'))
  it('says you', () => assert.equal(words('patient'), 'You have the next step'))
  it('says that it is late', () => assert.match(words('pharmacy', '2026-11-20'), /was due by 20 November 2026/))
  it('says that nothing has to be done', () => assert.match(words('nobody'), /Nobody has to do anything/))
})

describe('What can be chosen and what follows', () => {
  it('offers no address for a sensitive record', () => assert.deepEqual(placesFor(true, false), ['collect', 'call']))
  for (const isSensitive of [false, true])
    it(`offers what the clinic has arranged alone, ${isSensitive ? 'hidden' : 'shown'}`, () =>
      assert.deepEqual(placesFor(isSensitive, true), ['usual', 'call']))
  it('sets aside what arrived warm', () => assert.equal(stepFor('warm', 'delivered'), 'quarantine'))
  it('disputes what was released', () => assert.equal(stepFor('damaged', 'released'), 'dispute'))
  it('moves nothing for a side effect', () => assert.equal(stepFor('side-effect', 'delivered'), undefined))
  it('moves nothing that is late', () => assert.equal(stepFor('late', 'dispatched'), undefined))
  it('asks to call where the box cannot help', () =>
    assert.match(bookingErrors([{ name: 'too-much', sentence: '' }])['form'] ?? '', /Call us/))
  it('asks who, beside the box', () =>
    assert.match(bookingErrors([{ name: 'recipient', sentence: '' }])['recipient'] ?? '', /16 or over/))
})

describe('A booked delivery', () => {
  const lasts = { cover: { state: 'lasts', confidence: 'counted', lapsedOn: undefined } } as const
  const paused = { cover: { state: 'paused' } } as unknown as Pick<TherapyCover, 'cover'>
  for (const [title, bookedOn, cover, expected] of [
    ['to come has its day', '2026-12-09', lasts, /^Your delivery is booked for 9 December 2026$/],
    [
      'whose day has passed is a call',
      '2026-11-20',
      lasts,
      /was booked for 20 November 2026. If it has not come, call us/,
    ],
    ['does not come in a pause', '2026-12-09', paused, /paused, so your next delivery does not come now/],
  ] as const)
    it(title, () => assert.match(bookedWords({ bookedOn, deliverBy: '2026-12-20' }, cover, today), expected))
})
