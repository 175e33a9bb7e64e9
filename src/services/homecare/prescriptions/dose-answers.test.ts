import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FORTNIGHTLY, LOADED, METHOTREXATE, part, phase } from '../therapies/dose.test-support.ts'
import { every, type StructuredDose, timesADay } from '../therapies/dose.ts'
import { answersOf, doseOf } from './dose-answers.ts'

const dosed = (...parts: Parameters<typeof phase>[3][]): StructuredDose => ({
  ...FORTNIGHTLY,
  phases: [phase('maintenance', 0, 'until-changed', ...parts)],
})

describe('The answers of a dose', () => {
  for (const [title, dose] of [
    ['every 2 weeks', FORTNIGHTLY],
    ['loading, then every 2 weeks', LOADED],
    ['weekly on a Monday', METHOTREXATE],
    [
      'twice a day for 10 days',
      { ...FORTNIGHTLY, phases: [phase('maintenance', 0, { days: 10 }, part(40, timesADay(2)))] },
    ],
    ['at times on a clock', dosed(part(40, { ...timesADay(2), at: ['08:00', '20:00'] }))],
    [
      'a second amount in the evening',
      dosed(
        part(10, { ...every(1, 'day'), moments: ['morning'] }),
        part(5, { ...every(1, 'day'), moments: ['evening'] }),
      ),
    ],
    ['with a most in 24 hours', { ...FORTNIGHTLY, mostInADay: 80 }],
    ['with an instruction', { ...FORTNIGHTLY, instruction: 'In the thigh' }],
  ] as const)
    it(`make the dose again: ${title}`, () => assert.deepEqual(doseOf(answersOf(dose)!, dose.route), dose))
  for (const [title, dose] of [
    ['a second amount on other days', dosed(part(40, every(1, 'day')), part(20, every(2, 'day')))],
    ['three amounts', dosed(part(40, every(1, 'day')), part(20, every(1, 'day')), part(10, every(1, 'day')))],
    ['an additional instruction in code', { ...FORTNIGHTLY, additional: ['311504000'] }],
    [
      'a loading dose of several days',
      { ...FORTNIGHTLY, phases: [phase('loading', 0, { days: 5 }, part(40, every(1, 'day'))), ...FORTNIGHTLY.phases] },
    ],
    ['no phase', { ...FORTNIGHTLY, phases: [] }],
  ] as const)
    it(`are not there for ${title}`, () => assert.equal(answersOf(dose), undefined))
  it('leave out loading doses that were left empty', () => {
    const answers = { ...answersOf(FORTNIGHTLY)!, loading: [{ amount: undefined, day: undefined }] }
    assert.deepEqual(doseOf(answers, 'subcutaneous'), FORTNIGHTLY)
  })
  it('keep half a loading dose, so that it is seen to be wrong', () => {
    const answers = { ...answersOf(FORTNIGHTLY)!, loading: [{ amount: 80, day: undefined }] }
    assert.equal(doseOf(answers, 'subcutaneous').phases[0]?.fromDay, -1)
  })
})
