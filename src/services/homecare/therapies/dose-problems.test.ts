import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { every, type Frequency, type StructuredDose, timesADay } from './dose.ts'
import { doseProblems } from './dose-problems.ts'
import { FORTNIGHTLY, LOADED, METHOTREXATE, METHOTREXATE_VTM, part, phase, steady } from './dose.test-support.ts'

const names = (dose: StructuredDose, vtmId?: string) => doseProblems(dose, vtmId).map(({ name }) => name)
const only = (...phases: StructuredDose['phases']): StructuredDose => ({ ...FORTNIGHTLY, phases })
const sideBySide = (first: Partial<Frequency>, second: Partial<Frequency>): StructuredDose =>
  only(
    phase(
      'maintenance',
      0,
      'until-changed',
      part(10, { ...every(1, 'day'), ...first }),
      part(5, { ...every(1, 'day'), ...second }),
    ),
  )

describe('A dose has nothing wrong when', () => {
  for (const [words, dose] of [
    ['it is every 2 weeks', FORTNIGHTLY],
    ['it begins with loading doses', LOADED],
    ['it is weekly on a named day', METHOTREXATE],
    ['half a tablet is taken', steady({ ...FORTNIGHTLY, unit: 'tablet' }, 0.5, timesADay(2))],
    ['it is at two times on a clock', steady(FORTNIGHTLY, 40, { ...timesADay(2), at: ['08:00', '20:00'] })],
    ['it is 10 in the morning and 5 in the evening', sideBySide({ moments: ['morning'] }, { moments: ['evening'] })],
    [
      'it is 10 on Mondays and 5 on Thursdays',
      sideBySide({ unit: 'week', days: ['Monday'] }, { unit: 'week', days: ['Thursday'] }),
    ],
    [
      'phases meet on a day',
      only(
        phase('loading', 0, { days: 7 }, part(2, timesADay(1))),
        phase('maintenance', 7, { days: 7 }, part(1, timesADay(1))),
      ),
    ],
  ] as const) {
    it(words, () => assert.deepEqual(doseProblems(dose, dose === METHOTREXATE ? METHOTREXATE_VTM : undefined), []))
  }
})

describe('A dose is refused', () => {
  for (const [words, dose, name] of [
    ['with no phases', only(), 'no-phases'],
    ['of nothing', steady(FORTNIGHTLY, 0, every(1, 'week')), 'amount'],
    ['below nothing', steady(FORTNIGHTLY, -1, every(1, 'week')), 'amount'],
    ['finer than a thousandth', steady(FORTNIGHTLY, 0.0005, every(1, 'week')), 'amount'],
    ['that is not a number', steady(FORTNIGHTLY, Number.NaN, every(1, 'week')), 'amount'],
    ['of half a pen', steady({ ...FORTNIGHTLY, unit: 'pen' }, 0.5, every(1, 'week')), 'not-whole'],
    ['in a unit nobody knows', { ...FORTNIGHTLY, unit: 'iu' as 'unit' }, 'unit'],
    ['every no weeks', steady(FORTNIGHTLY, 40, every(0, 'week')), 'frequency'],
    [
      'twice every 2 weeks, which could be any two days',
      steady(FORTNIGHTLY, 40, { ...every(2, 'week'), times: 2 }),
      'frequency',
    ],
    ['on a Monday of every 2 months', steady(FORTNIGHTLY, 40, every(2, 'month', ['Monday'])), 'day-of-week'],
    ['on Monday and Monday', steady(FORTNIGHTLY, 40, every(1, 'week', ['Monday', 'Monday'])), 'day-of-week'],
    ['twice a day at one time', steady(FORTNIGHTLY, 40, { ...timesADay(2), at: ['08:00'] }), 'time-of-day'],
    ['at no time there is', steady(FORTNIGHTLY, 40, { ...timesADay(1), at: ['25:00'] }), 'time-of-day'],
    [
      'in the morning and at 8, which may be one dose or two',
      steady(FORTNIGHTLY, 40, { ...timesADay(2), at: ['08:00'], moments: ['morning'] }),
      'time-twice',
    ],
    ['twice at 8', steady(FORTNIGHTLY, 40, { ...timesADay(2), at: ['08:00', '08:00'] }), 'time-twice'],
    ['of two amounts without times', sideBySide({}, {}), 'amounts-alike'],
    ['of two amounts in the morning', sideBySide({ moments: ['morning'] }, { moments: ['morning'] }), 'amounts-alike'],
    ['of two amounts, of which one has its time', sideBySide({ moments: ['morning'] }, {}), 'amounts-alike'],
    [
      'whose phases overlap',
      only(
        phase('loading', 0, { days: 14 }, part(1, timesADay(1))),
        phase('maintenance', 13, 'until-changed', part(1, timesADay(1))),
      ),
      'phase-order',
    ],
    [
      'that begins after its first day',
      only(phase('maintenance', 1, 'until-changed', part(1, timesADay(1)))),
      'phase-order',
    ],
    [
      'whose first phase never ends',
      only(
        phase('maintenance', 0, 'until-changed', part(1, timesADay(1))),
        phase('maintenance', 28, 'until-changed', part(1, timesADay(1))),
      ),
      'phase-length',
    ],
    [
      'counted in doses when two are given side by side',
      only(phase('maintenance', 0, { doses: 5 }, part(1, timesADay(1)), part(2, timesADay(1)))),
      'phase-length',
    ],
    [
      'that loads for ever',
      only(phase('loading', 0, 'until-changed', part(1, timesADay(1)))),
      'loading-after-maintenance',
    ],
    [
      'that loads after it has settled',
      only(
        phase('maintenance', 0, { days: 7 }, part(1, timesADay(1))),
        phase('loading', 7, { days: 7 }, part(2, timesADay(1))),
      ),
      'loading-after-maintenance',
    ],
    ['above its own most in a day', { ...steady(FORTNIGHTLY, 2, timesADay(3)), mostInADay: 5 }, 'most-in-a-day'],
  ] as const) {
    it(words, () => assert.ok(names(dose).includes(name), names(dose).join()))
  }
  it('of weekly methotrexate without its day', () =>
    assert.deepEqual(names(steady(METHOTREXATE, 10, every(1, 'week')), METHOTREXATE_VTM), ['weekly-day']))
  it('of methotrexate every day', () =>
    assert.deepEqual(names(steady(METHOTREXATE, 10, timesADay(1)), METHOTREXATE_VTM), ['weekly-only']))
  it('of methotrexate on two days a week', () =>
    assert.deepEqual(names(steady(METHOTREXATE, 10, every(1, 'week', ['Monday', 'Friday'])), METHOTREXATE_VTM), [
      'weekly-only',
    ]))
})
