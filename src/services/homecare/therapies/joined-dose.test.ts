import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FORTNIGHTLY, LOADED, steady } from './dose.test-support.ts'
import { every } from './dose.ts'
import { dosesBetween } from './dose-schedule.ts'
import { joinedDose, type PlannedDose } from './joined-dose.ts'

const OLD: PlannedDose = { dose: FORTNIGHTLY, firstDoseOn: '2026-12-07', amountPerUnit: 40, isShared: false }
const WEEKLY = steady(FORTNIGHTLY, 40, every(1, 'week'))
const TODAY = '2027-01-01'
const daysOf = (planned: PlannedDose | undefined, before: string) =>
  planned && dosesBetween({ ...planned, pauses: [], endsOn: undefined }, TODAY, before).map(({ on }) => on)

describe('The dose that counts', () => {
  it('is the new one where there was none', () => assert.deepEqual(joinedDose(undefined, OLD, [], TODAY), OLD))
  it('stays when a renewal goes on with it', () =>
    assert.equal(joinedDose(OLD, { ...OLD, firstDoseOn: '2027-02-01' }, [], TODAY), undefined))
  it('stays when a renewal goes on after loading', () =>
    assert.equal(joinedDose({ ...OLD, dose: LOADED }, { ...OLD, firstDoseOn: '2027-02-01' }, [], TODAY), undefined))
  it('is the old one until the new one begins', () =>
    assert.deepEqual(
      daysOf(joinedDose(OLD, { ...OLD, dose: WEEKLY, firstDoseOn: '2027-02-01' }, [], TODAY), '2027-02-16'),
      ['2027-01-04', '2027-01-18', '2027-02-01', '2027-02-08', '2027-02-15'],
    ))
  it('moves with a pause that is past', () =>
    assert.deepEqual(
      daysOf(
        joinedDose(
          OLD,
          { ...OLD, dose: WEEKLY, firstDoseOn: '2027-02-01' },
          [{ from: '2026-12-10', until: '2026-12-24', restart: 'from-restart' }],
          TODAY,
        ),
        '2027-02-02',
      ),
      ['2027-01-07', '2027-01-21', '2027-02-01'],
    ))
  for (const [title, old, next] of [
    ['when it begins before the next dose', OLD, { ...OLD, dose: WEEKLY, firstDoseOn: '2027-01-04' }],
    ['when a unit holds something else', OLD, { ...OLD, amountPerUnit: 20, firstDoseOn: '2027-02-01' }],
    ['when its rhythm is another', OLD, { ...OLD, dose: WEEKLY, firstDoseOn: '2027-01-02' }],
    ['while the old one still loads', { ...OLD, dose: LOADED }, { ...OLD, dose: WEEKLY, firstDoseOn: '2027-02-01' }],
  ] as const)
    it(`is the new one alone ${title}`, () => assert.deepEqual(joinedDose(old, next, [], TODAY), next))
})
