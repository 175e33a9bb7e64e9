import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { timetableState, wasDueAt, type Timetable } from './timetable.ts'

const at = (text: string) => new Date(text)
const nightly: Timetable = {
  name: 'core.sweep',
  schedule: '17 2 * * *',
  since: at('2026-11-01T00:00:00Z'),
  doneAt: at('2026-11-28T02:17:20Z'),
  failedAt: null,
  problem: null,
}
const state = (over: Partial<Timetable>, now: string) => timetableState({ ...nightly, ...over }, at(now))

describe('A timetable', () => {
  const cases: readonly (readonly [string, Partial<Timetable>, string, string])[] = [
    ['done last night is on time', {}, '2026-11-28T23:59:00Z', 'on-time'],
    ['is on time until a quarter of an hour after its time', {}, '2026-11-29T02:31:59Z', 'on-time'],
    ['is late a quarter of an hour after its time', {}, '2026-11-29T02:32:30Z', 'late'],
    ['that was never done is late', { doneAt: null }, '2026-11-28T12:00:00Z', 'late'],
    ['that nobody keeps is late', { since: null }, '2026-11-28T12:00:00Z', 'late'],
    [
      'owes nothing of the time before it was kept',
      { since: at('2026-11-29T02:20:00Z') },
      '2026-11-29T12:00:00Z',
      'on-time',
    ],
    [
      'that failed since is being tried again',
      { failedAt: at('2026-11-28T03:00:00Z') },
      '2026-11-28T03:01:00Z',
      'failing',
    ],
    [
      'that failed and was then done is on time',
      { failedAt: at('2026-11-28T02:17:10Z') },
      '2026-11-28T03:01:00Z',
      'on-time',
    ],
    [
      'of every minute that keeps failing is late',
      { schedule: '* * * * *', failedAt: at('2026-11-28T02:40:00Z') },
      '2026-11-28T02:40:01Z',
      'late',
    ],
  ]
  for (const [name, over, now, expected] of cases) it(name, () => assert.equal(state(over, now), expected))

  it('is read by the clock of London, in summer and in winter', () => {
    assert.equal(wasDueAt('17 2 * * *', at('2026-07-01T12:00:00Z')).toISOString(), '2026-07-01T01:17:00.000Z')
    assert.equal(wasDueAt('17 2 * * *', at('2026-12-01T12:00:00Z')).toISOString(), '2026-12-01T02:17:00.000Z')
  })
})
