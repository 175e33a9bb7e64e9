import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exceptionSentences, intervalsText, openingSentences } from './opening-sentences.ts'
import { type WorkingHours, weekdayHours } from './working-hours.ts'

const practice = weekdayHours('england-and-wales', { opens: '08:00', closes: '18:30' })

describe('Opening times are said', () => {
  it('in as few lines as it takes', () =>
    assert.deepEqual(openingSentences(practice), [
      'Monday to Friday, 8am to 6:30pm',
      'Saturday and Sunday, closed',
      'Bank holidays, closed',
    ]))
  it('day by day where they differ', () => {
    const week: WorkingHours['week'] = { ...practice.week, Wednesday: [{ opens: '08:00', closes: '12:00' }] }
    assert.deepEqual(openingSentences({ ...practice, week }).slice(0, 4), [
      'Monday and Tuesday, 8am to 6:30pm',
      'Wednesday, 8am to midday',
      'Thursday and Friday, 8am to 6:30pm',
      'Saturday and Sunday, closed',
    ])
  })
  it('once, when every day is the same', () => {
    const day = [{ opens: '00:00', closes: '24:00' }]
    const week = { Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day, Saturday: day, Sunday: day }
    assert.equal(openingSentences({ ...practice, week })[0], 'Every day, open 24 hours')
  })
  it('with lunch closing', () =>
    assert.equal(
      intervalsText([
        { opens: '13:30', closes: '18:00' },
        { opens: '08:00', closes: '12:30' },
      ]),
      '8am to 12:30pm and 1:30pm to 6pm',
    ))
})

describe('Days that differ are said', () => {
  it('with their reason', () =>
    assert.deepEqual(
      exceptionSentences(
        {
          ...practice,
          exceptions: [
            { date: '2026-12-24', intervals: [{ opens: '08:00', closes: '13:00' }], reason: 'Christmas Eve' },
          ],
        },
        '2026-12-01',
        '2026-12-31',
      ),
      [
        'Thursday 24 December 2026, 8am to 1pm (Christmas Eve)',
        'Friday 25 December 2026, closed (Christmas Day)',
        'Monday 28 December 2026, closed (Boxing Day)',
      ],
    ))
  it('not at all, when there are none', () =>
    assert.deepEqual(exceptionSentences(practice, '2026-11-01', '2026-11-30'), []))
})
