import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays } from '../../../core/values/civil-date.ts'
import { dayNumber } from '../../../core/values/day-number.ts'
import { deadlinesFor, USUAL_SUPPLY_TIMES } from './deadlines.ts'
import type { TherapyCover } from './therapy-cover.ts'
import { chosenFrom, runOutWeeks, type Sort, type WorklistFilter } from './worklist.ts'

const TODAY = '2026-12-01'
const line = (id: string, days: number | 'unknown' | 'lasts', over: Partial<TherapyCover> = {}): TherapyCover => ({
  therapyId: id,
  patientId: `patient of ${id}`,
  recordId: `patient of ${id}`,
  medicine: 'Adalimumab',
  companyId: 'brightwell',
  companyName: 'Brightwell',
  isWithCompany: true,
  enrolmentId: undefined,
  ownerAccountId: 'joseph',
  ownerTeamId: undefined,
  cover: coverOf(days),
  risk: { level: days === 'unknown' ? 'unknown' : days === 'lasts' ? 'none' : 'red', reason: 'covered', sentence: '' },
  holding: { who: 'clinic', act: 'Ask', by: typeof days === 'number' ? addDays(TODAY, 90 - days) : undefined },
  coveredUntil: undefined,
  daysLeft: typeof days === 'number' ? days : undefined,
  ...over,
})
const coverOf = (days: number | 'unknown' | 'lasts'): TherapyCover['cover'] => {
  if (days === 'unknown') return { state: 'unknown', why: 'never-counted' }
  if (days === 'lasts') return { state: 'lasts', confidence: 'counted', lapsedOn: undefined }
  const firstUncovered = addDays(TODAY, days)
  const deadlines = deadlinesFor(dayNumber(firstUncovered), USUAL_SUPPLY_TIMES.value)
  return { state: 'runs-out', firstUncovered, deadlines, confidence: 'counted', lapsedOn: undefined }
}

const ALL = [
  line('a', 30, { companyId: 'second', medicine: 'Etanercept' }),
  line('b', 'lasts', { ownerAccountId: undefined, ownerTeamId: 'rheumatology' }),
  line('c', 3),
  line('d', 'unknown', { holding: { who: 'company', act: 'Count', by: undefined } }),
  line('e', 3),
]

describe('The worklist of supply', () => {
  const CASES: readonly (readonly [string, WorklistFilter, Sort | undefined, string])[] = [
    ['unknown first, then by days, then those who are covered', {}, undefined, 'd c e a b'],
    ['the other way round', {}, '-days', 'b a c e d'],
    ['by medicine', {}, '-medicine', 'a d c e b'],
    ['by the last day for the next step', {}, 'by', 'a c e d b'],
    ['by risk', {}, 'risk', 'd c e a b'],
    ['of one risk', { risk: 'red' }, undefined, 'c e a'],
    ['with one holder', { holder: 'company' }, undefined, 'd'],
    ['of one company', { companyId: 'second' }, undefined, 'a'],
    ['of one medicine', { medicine: 'Etanercept' }, undefined, 'a'],
    ['of one person', { ownedBy: { accountId: 'joseph', teamIds: [] } }, undefined, 'd c e a'],
    ['of a team', { ownedBy: { teamIds: ['rheumatology'] } }, undefined, 'b'],
    ['of people who were searched for', { patientIds: ['patient of e', 'patient of b'] }, undefined, 'e b'],
    ['of nobody, when nobody was found', { patientIds: [] }, undefined, ''],
  ]
  for (const [name, filter, sort, expected] of CASES) {
    it(name, () =>
      assert.equal(
        chosenFrom(ALL, filter, sort)
          .map(({ therapyId }) => therapyId)
          .join(' '),
        expected,
      ),
    )
  }
  it('counts who runs out in each of 8 weeks, those who have run out in the first', () => {
    const weeks = runOutWeeks([...ALL, line('f', -4), line('g', 7), line('h', 55), line('i', 56)], TODAY)
    assert.deepEqual(
      weeks.map(({ value }) => value),
      [3, 1, 0, 0, 1, 0, 0, 1],
    )
    assert.equal(weeks[0]?.label, 'Up to 7 December 2026')
    assert.equal(weeks[1]?.label, '8 December 2026 to 14 December 2026')
  })
})
