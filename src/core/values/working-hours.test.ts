import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { londonTime } from './london-time.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  intervalsOn,
  isOpen,
  isWorkingDay,
  nextClosing,
  nextOpening,
  type WorkingHours,
  weekdayHours,
  workingHoursProblems,
} from './working-hours.ts'

const at = (text: string): Date => new Date(text)
const practice = weekdayHours('england-and-wales', { opens: '08:00', closes: '18:30' })
const withLunch = weekdayHours(
  'england-and-wales',
  { opens: '13:30', closes: '18:00' },
  { opens: '08:00', closes: '12:30' },
)
const never = weekdayHours('england-and-wales')
const always: WorkingHours = {
  ...practice,
  week: allWeek({ opens: '00:00', closes: '24:00' }),
  bankHolidays: [{ opens: '00:00', closes: '24:00' }],
}

function allWeek(interval: { opens: string; closes: string }): WorkingHours['week'] {
  const day = [interval]
  return { Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day, Saturday: day, Sunday: day }
}

describe('An organisation is open', () => {
  it('from the minute it opens', () => assert.ok(isOpen(practice, at('2026-11-23T08:00:00Z'))))
  it('but not a second before', () => assert.ok(!isOpen(practice, at('2026-11-23T07:59:59Z'))))
  it('until it closes', () => assert.ok(isOpen(practice, at('2026-11-23T18:29:59Z'))))
  it('but not then', () => assert.ok(!isOpen(practice, at('2026-11-23T18:30:00Z'))))
  it('by summer time in summer', () => assert.ok(isOpen(practice, at('2026-07-20T07:00:00Z'))))
  it('but not over lunch', () => assert.ok(!isOpen(withLunch, at('2026-11-23T13:00:00Z'))))
  it('but not on Sunday', () => assert.ok(!isOpen(practice, at('2026-11-22T12:00:00Z'))))
  it('but not on a bank holiday', () => assert.ok(!isOpen(practice, at('2026-12-28T12:00:00Z'))))
  it('on a bank holiday of another nation', () =>
    assert.ok(
      isOpen(practice, at('2026-11-30T12:00:00Z')) &&
        !isOpen({ ...practice, nation: 'scotland' }, at('2026-11-30T12:00:00Z')),
    ))
  it('on a bank holiday when it says so', () =>
    assert.ok(isOpen({ ...practice, bankHolidays: [{ opens: '10:00', closes: '14:00' }] }, at('2026-12-28T12:00:00Z'))))
  it('but not on a day closed by exception', () =>
    assert.ok(
      !isOpen(
        { ...practice, exceptions: [{ date: '2026-11-23', intervals: [], reason: 'Training' }] },
        at('2026-11-23T12:00:00Z'),
      ),
    ))
  it('on a Sunday opened by exception', () => {
    const exceptions = [
      { date: '2026-11-22', intervals: [{ opens: '10:00', closes: '13:00' }], reason: 'Vaccination day' },
    ]
    assert.ok(isOpen({ ...practice, exceptions }, at('2026-11-22T12:00:00Z')))
  })
  it('earliest interval first, however they were typed', () =>
    assert.deepEqual(
      intervalsOn(withLunch, '2026-11-23').map(({ opens }) => opens),
      ['08:00', '13:30'],
    ))
})

describe('The next opening', () => {
  it('is now, when open', () =>
    assert.deepEqual(nextOpening(practice, at('2026-11-23T12:00:00Z')), at('2026-11-23T12:00:00Z')))
  it('is Monday, on Sunday', () =>
    assert.deepEqual(nextOpening(practice, at('2026-11-22T12:00:00Z')), at('2026-11-23T08:00:00Z')))
  it('is after Christmas and its substitute day', () =>
    assert.deepEqual(nextOpening(practice, at('2026-12-24T19:00:00Z')), at('2026-12-29T08:00:00Z')))
  it('does not come when it never opens', () => assert.equal(nextOpening(never, at('2026-11-22T12:00:00Z')), undefined))
  it('closes at the end of its interval', () =>
    assert.deepEqual(nextClosing(withLunch, at('2026-11-23T09:00:00Z')), at('2026-11-23T12:30:00Z')))
})

describe('Working minutes', () => {
  it('stay inside a day', () =>
    assert.deepEqual(addWorkingMinutes(practice, at('2026-11-23T08:00:00Z'), 60), at('2026-11-23T09:00:00Z')))
  it('end at closing time exactly', () =>
    assert.deepEqual(addWorkingMinutes(practice, at('2026-11-23T18:00:00Z'), 30), at('2026-11-23T18:30:00Z')))
  it('go on the next morning', () =>
    assert.deepEqual(addWorkingMinutes(practice, at('2026-11-23T18:00:00Z'), 31), at('2026-11-24T08:01:00Z')))
  it('skip lunch', () =>
    assert.deepEqual(addWorkingMinutes(withLunch, at('2026-11-23T12:00:00Z'), 60), at('2026-11-23T14:00:00Z')))
  it('skip a weekend', () =>
    assert.deepEqual(addWorkingMinutes(practice, at('2026-11-20T18:00:00Z'), 60), at('2026-11-23T08:30:00Z')))
  it('start at the next opening, from a closed moment', () =>
    assert.deepEqual(addWorkingMinutes(practice, at('2026-11-22T03:00:00Z'), 0), at('2026-11-23T08:00:00Z')))
  it('lose the hour that is skipped in March', () =>
    assert.deepEqual(addWorkingMinutes(always, at('2026-03-28T12:00:00Z'), 24 * 60), at('2026-03-29T12:00:00Z')))
  it('count the hour that comes twice in October', () =>
    assert.deepEqual(addWorkingMinutes(always, at('2026-10-24T12:00:00Z'), 24 * 60), at('2026-10-25T12:00:00Z')))
  it('never end when it never opens', () =>
    assert.equal(addWorkingMinutes(never, at('2026-11-22T12:00:00Z'), 1), undefined))
  it('cannot be negative', () =>
    assert.throws(() => addWorkingMinutes(practice, at('2026-11-22T12:00:00Z'), -1), RangeError))
  it('cannot be counted with a time that is not one', () =>
    assert.throws(
      () => isOpen(weekdayHours('scotland', { opens: '9am', closes: '5pm' }), at('2026-11-23T12:00:00Z')),
      RangeError,
    ))
})

describe('Opening times in the hour when the clocks change', () => {
  const night = (opens: string, closes: string): WorkingHours => ({ ...practice, week: allWeek({ opens, closes }) })
  it('begin at the change, when their time is skipped', () =>
    assert.deepEqual(nextOpening(night('01:30', '05:00'), at('2026-03-29T00:00:00Z')), at('2026-03-29T01:00:00Z')))
  it('do not begin at all, when wholly skipped', () =>
    assert.deepEqual(nextOpening(night('01:15', '01:45'), at('2026-03-29T00:30:00Z')), at('2026-03-30T00:15:00Z')))
  it('begin the first time, when their time comes twice', () =>
    assert.deepEqual(nextOpening(night('01:30', '05:00'), at('2026-10-25T00:00:00Z')), at('2026-10-25T00:30:00Z')))
  it('end at the first 1am, though 1am comes twice', () =>
    assert.deepEqual(nextClosing(night('00:00', '01:00'), at('2026-10-24T23:30:00Z')), at('2026-10-25T00:00:00Z')))
  it('end the second time, when their time comes twice', () =>
    assert.deepEqual(nextClosing(night('00:00', '01:30'), at('2026-10-24T23:30:00Z')), at('2026-10-25T01:30:00Z')))
})

describe('Working days', () => {
  it('are counted forwards over Christmas', () =>
    // The prescription of the example is due at the pharmacy 10 working days before Monday 18 January 2027.
    assert.equal(addWorkingDays(practice, '2027-01-18', -10), '2027-01-04'))
  it('are counted backwards to the same day', () =>
    assert.equal(addWorkingDays(practice, '2027-01-04', 10), '2027-01-18'))
  it('of none is the same date', () => assert.equal(addWorkingDays(practice, '2026-11-22', 0), '2026-11-22'))
  it('never come when it never opens', () => assert.equal(addWorkingDays(never, '2026-11-22', 1), undefined))
  it('are not bank holidays', () => assert.equal(isWorkingDay(practice, '2026-12-25'), false))
})

describe('Opening hours must', () => {
  const problems = (opens: string, closes: string, ...more: { opens: string; closes: string }[]) =>
    workingHoursProblems({ ...practice, week: { ...practice.week, Friday: [{ opens, closes }, ...more] } })
  it('be times', () =>
    assert.deepEqual(problems('9am', '17:00'), ['Friday opening times must be times, like 09:00 to 17:30']))
  it('close after they open', () =>
    assert.deepEqual(problems('17:00', '09:00'), ['Friday opening times must close after they open']))
  it('not overlap', () =>
    assert.deepEqual(problems('12:00', '17:00', { opens: '09:00', closes: '12:01' }), [
      'Friday opening times must not overlap',
    ]))
  it('have one exception a day', () => {
    const exceptions = [1, 2].map(() => ({ date: '2026-11-23', intervals: [], reason: 'Training' }))
    assert.deepEqual(workingHoursProblems({ ...practice, exceptions }), ['Date of an exception must be used only once'])
  })
  it('have real dates', () =>
    assert.deepEqual(
      workingHoursProblems({ ...practice, exceptions: [{ date: '2026-02-30', intervals: [], reason: '' }] }),
      ['Date of an exception must be a real date'],
    ))
  it('and may touch, or be empty', () => {
    assert.deepEqual(problems('09:00', '12:00', { opens: '12:00', closes: '24:00' }), [])
    assert.deepEqual(workingHoursProblems(never), [])
  })
})

// A slow simulator: it looks at the London clock once for every minute, and knows nothing of intervals or arithmetic.
// Hours that begin or end inside the hour of a clock change are left to the cases above, where the words decide.
const MINUTE = 60_000
const quarters = fc.constantFrom(0, 15, 60, 120, 480, 495, 750, 810, 1080, 1110, 1425, 1440)
const interval = fc
  .tuple(quarters, quarters)
  .filter(([opens, closes]) => opens < closes)
  .map(([opens, closes]) => ({ opens: clock(opens), closes: clock(closes) }))
const day = fc.oneof(
  fc.constant([]),
  interval.map((only) => [only]),
)
const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
  nation: fc.constantFrom('england-and-wales', 'scotland', 'northern-ireland'),
  week: fc.record({
    Monday: day,
    Tuesday: day,
    Wednesday: day,
    Thursday: day,
    Friday: day,
    Saturday: day,
    Sunday: day,
  }),
  bankHolidays: day,
  exceptions: fc.constant([]),
})
const starts = fc
  .tuple(
    fc.constantFrom('2026-03-27', '2026-10-23', '2026-12-23', '2026-05-01', '2027-01-01'),
    fc.integer({ min: 0, max: 3 * 1440 }),
  )
  .map(([date, minutes]) => new Date(Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE))

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function simulatedOpen(hours: WorkingHours, instant: Date): boolean {
  const { date, minutes } = londonTime(instant)
  const now = clock(minutes)
  return intervalsOn(hours, date).some(({ opens, closes }) => opens <= now && now < closes)
}

describe('For all opening hours', () => {
  it('open is what the clock on the wall says', () =>
    fc.assert(
      fc.property(anyHours, starts, (hours, instant) => isOpen(hours, instant) === simulatedOpen(hours, instant)),
    ))
  it('working minutes are those that a minute-by-minute simulator counts', () =>
    fc.assert(
      fc.property(anyHours, starts, fc.integer({ min: 1, max: 900 }), (hours, from, minutes) => {
        const answer = addWorkingMinutes(hours, from, minutes)
        if (answer === undefined) return nextOpening(hours, from) === undefined
        let [open, instant] = [0, from.getTime()]
        for (; instant < answer.getTime(); instant += MINUTE) if (simulatedOpen(hours, new Date(instant))) open += 1
        return open === minutes && simulatedOpen(hours, new Date(answer.getTime() - MINUTE))
      }),
      { numRuns: 60 },
    ))
  it('the next opening is open, and every minute before it is closed', () =>
    fc.assert(
      fc.property(anyHours, starts, (hours, from) => {
        const opens = nextOpening(hours, from)
        if (opens === undefined) return true
        for (let instant = from.getTime(); instant < opens.getTime(); instant += 5 * MINUTE) {
          if (simulatedOpen(hours, new Date(instant))) return false
        }
        return isOpen(hours, opens)
      }),
      { numRuns: 60 },
    ))
})
