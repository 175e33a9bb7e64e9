import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { every, type StructuredDose, timesADay } from './dose.ts'
import { type DoseSchedule, dosesBetween, type Pause, walkDoses } from './dose-schedule.ts'
import { dayNumber } from '../../../core/values/day-number.ts'
import { FORTNIGHTLY, LOADED, METHOTREXATE, part, phase, steady } from './dose.test-support.ts'

const from = (dose: StructuredDose, firstDoseOn: string, ...pauses: Pause[]): DoseSchedule => ({
  dose,
  firstDoseOn,
  pauses,
  endsOn: undefined,
})
const dates = (schedule: DoseSchedule, first: string, before: string) =>
  dosesBetween(schedule, first, before)
    .map(({ on, amount, times }) => `${on.slice(5)}:${amount}${times > 1 ? `x${times}` : ''}`)
    .join(' ')
const pause = (start: string, until: string | undefined, restart: Pause['restart']): Pause => ({
  from: start,
  until,
  restart,
})

describe('Doses fall due', () => {
  it('every 2 weeks', () =>
    assert.equal(
      dates(from(FORTNIGHTLY, '2026-12-07'), '2026-12-07', '2027-02-02'),
      '12-07:40 12-21:40 01-04:40 01-18:40 02-01:40',
    ))
  it('loading first, then maintenance', () =>
    assert.equal(dates(from(LOADED, '2026-12-07'), '2026-12-01', '2027-02-01'), '12-07:160 12-21:80 01-04:40 01-18:40'))
  it('counted from the first dose, wherever one begins to look', () =>
    assert.equal(dates(from(LOADED, '2026-12-07'), '2026-12-22', '2027-01-20'), '01-04:40 01-18:40'))
  it('on the named day in the week that begins with the first dose date', () =>
    assert.equal(
      dates(from(METHOTREXATE, '2026-12-09'), '2026-12-01', '2026-12-29'),
      '12-14:12.5 12-21:12.5 12-28:12.5',
    ))
  it('on several days of each second week', () =>
    assert.equal(
      dates(
        from(steady(FORTNIGHTLY, 25, every(2, 'week', ['Friday', 'Monday'])), '2026-12-07'),
        '2026-12-07',
        '2027-01-09',
      ),
      '12-07:25 12-11:25 12-21:25 12-25:25 01-04:25 01-08:25',
    ))
  it('twice a day', () =>
    assert.equal(
      dates(from(steady(FORTNIGHTLY, 5, timesADay(2)), '2026-12-07'), '2026-12-30', '2027-01-02'),
      '12-30:5x2 12-31:5x2 01-01:5x2',
    ))
  it('monthly on the last day of shorter months, leap years included', () =>
    assert.equal(
      dates(from(steady(FORTNIGHTLY, 50, every(1, 'month')), '2027-10-31'), '2027-10-01', '2028-04-01'),
      '10-31:50 11-30:50 12-31:50 01-31:50 02-29:50 03-31:50',
    ))
  it('side by side on one day', () =>
    assert.equal(
      dates(
        from(
          {
            ...FORTNIGHTLY,
            phases: [phase('maintenance', 0, { days: 8 }, part(1, every(1, 'week')), part(2, every(2, 'day')))],
          },
          '2026-12-07',
        ),
        '2026-12-01',
        '2027-01-01',
      ),
      '12-07:1 12-07:2 12-09:2 12-11:2 12-13:2 12-14:1',
    ))
  it('until the day treatment stops', () =>
    assert.equal(
      dates({ ...from(FORTNIGHTLY, '2026-12-07'), endsOn: '2026-12-21' }, '2026-12-01', '2027-02-01'),
      '12-07:40',
    ))
  it('on the same civil days when the clocks change', () =>
    assert.equal(
      dates(from(steady(FORTNIGHTLY, 1, timesADay(1)), '2027-03-26'), '2027-03-26', '2027-03-31'),
      '03-26:1 03-27:1 03-28:1 03-29:1 03-30:1',
    ))
})

describe('A pause', () => {
  it('leaves out the doses within it and keeps the rhythm', () =>
    assert.equal(
      dates(
        from(FORTNIGHTLY, '2026-12-07', pause('2026-12-20', '2027-01-05', 'same-days')),
        '2026-12-01',
        '2027-02-02',
      ),
      '12-07:40 01-18:40 02-01:40',
    ))
  it('or moves the next dose to the day of restarting and all after it', () =>
    assert.equal(
      dates(from(LOADED, '2026-12-07', pause('2026-12-20', '2027-01-05', 'from-restart')), '2026-12-01', '2027-02-17'),
      '12-07:160 01-05:80 01-19:40 02-02:40 02-16:40',
    ))
  it('moves by whole weeks when the dose names its day', () =>
    assert.equal(
      dates(
        from(METHOTREXATE, '2026-12-07', pause('2026-12-10', '2026-12-24', 'from-restart')),
        '2026-12-01',
        '2027-01-05',
      ),
      '12-07:12.5 12-28:12.5 01-04:12.5',
    ))
  it('changes nothing when no dose fell within it', () =>
    assert.equal(
      dates(
        from(FORTNIGHTLY, '2026-12-07', pause('2026-12-08', '2026-12-20', 'from-restart')),
        '2026-12-01',
        '2027-01-05',
      ),
      '12-07:40 12-21:40 01-04:40',
    ))
  it('with no end has no doses after it', () => {
    const paused = from(FORTNIGHTLY, '2026-12-07', pause('2026-12-21', undefined, 'from-restart'))
    assert.equal(dates(paused, '2026-12-01', '2028-01-01'), '12-07:40')
    assert.equal(
      walkDoses(paused, dayNumber('2026-12-01'), dayNumber('2028-01-01'), () => false),
      'paused',
    )
  })
  it('may follow another', () =>
    assert.equal(
      dates(
        from(
          FORTNIGHTLY,
          '2026-12-07',
          pause('2027-01-01', '2027-01-10', 'from-restart'),
          pause('2026-12-15', '2026-12-28', 'from-restart'),
        ),
        '2026-12-01',
        '2027-02-08',
      ),
      '12-07:40 12-28:40 01-11:40 01-25:40',
    ))
})

describe('A walk through the doses says', () => {
  const walked = (schedule: DoseSchedule) =>
    walkDoses(schedule, dayNumber('2026-12-01'), dayNumber('2027-12-01'), () => false)
  it('that it reached the end of what was asked', () =>
    assert.equal(walked(from(FORTNIGHTLY, '2026-12-07')), 'reached'))
  it('that treatment ends', () => {
    assert.equal(walked({ ...from(FORTNIGHTLY, '2026-12-07'), endsOn: '2027-01-01' }), 'ended')
    assert.equal(
      walked(
        from({ ...FORTNIGHTLY, phases: [phase('maintenance', 0, { doses: 3 }, part(1, timesADay(1)))] }, '2026-12-07'),
      ),
      'ended',
    )
  })
  it('that it was stopped', () =>
    assert.equal(
      walkDoses(from(FORTNIGHTLY, '2026-12-07'), dayNumber('2026-12-01'), dayNumber('2027-12-01'), () => true),
      'stopped',
    ))
})
