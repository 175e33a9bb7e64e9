import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FORTNIGHTLY, LOADED } from './dose.test-support.ts'
import { hasLoadingLeft, isPauseOverLimit } from './pause-limit.ts'

describe('A pause', () => {
  for (const [days, most, isOver] of [
    ['2026-12-21', 21, false],
    ['2026-12-22', 21, true],
    ['2026-12-01', undefined, true],
  ] as const)
    it(`until ${days} is ${isOver ? 'over' : 'within'} a limit of ${most} days`, () =>
      assert.equal(isPauseOverLimit('2026-11-30', days, most), isOver))
})

describe('Loading doses', () => {
  const loaded = { dose: LOADED, firstDoseOn: '2026-12-07', pauses: [], endsOn: undefined }
  for (const [title, schedule, on, isLeft] of [
    ['are left before the first', loaded, '2026-12-01', true],
    ['are left on the day of the last', loaded, '2026-12-21', true],
    ['are over the day after', loaded, '2026-12-22', false],
    [
      'are left when a pause has moved them',
      { ...loaded, pauses: [{ from: '2026-12-10', until: '2027-01-10', restart: 'from-restart' }] },
      '2027-01-10',
      true,
    ],
    ['are not in every dose', { ...loaded, dose: FORTNIGHTLY }, '2026-12-01', false],
    ['end with the treatment', { ...loaded, endsOn: '2026-12-10' }, '2026-12-11', false],
  ] as const)
    it(title, () => assert.equal(hasLoadingLeft(schedule, on), isLeft))
})
