import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths } from '../../../core/values/civil-date.ts'
import { signOff } from '../../../core/values/sourced-rule.ts'
import { dateOfDay } from '../../../core/values/day-number.ts'
import {
  endsAt,
  monthsBeginningWith,
  mustStateAge,
  refuseDispensing,
  refuseOccasions,
  type ValidityFacts,
  windowOf,
} from './validity.ts'
import { POM_WINDOW, VALIDITY_RULES } from './validity-rules.ts'

const at = (text: string): Date => new Date(text)
const signed = (signedAt: string, more: Partial<ValidityFacts> = {}): ValidityFacts => ({
  signedAt: at(signedAt),
  notBefore: undefined,
  schedule: 'none',
  occasions: 1,
  ceilingMonths: undefined,
  ...more,
})
const names = (facts: ValidityFacts, when: string, made = 0) =>
  refuseDispensing(facts, at(when), made)
    .map(({ name }) => name)
    .join()
const newYear = '2026-01-01T09:00:00Z'

describe('A prescription-only medicine signed on 1 January', () => {
  const facts = signed(newYear)
  it('may be dispensed to the last second of 30 June in London', () =>
    assert.equal(names(facts, '2026-06-30T22:59:59Z'), ''))
  it('and not from the first second of 1 July, though it is still June in UTC', () => {
    assert.equal(names(facts, '2026-06-30T23:00:00Z'), 'expired')
    assert.equal(names(facts, '2026-07-01T00:00:00Z'), 'expired')
    assert.equal(endsAt(windowOf(facts).firstSupplyBy).toISOString(), '2026-06-30T23:00:00.000Z')
  })
  it('and not before it was signed', () => assert.equal(names(facts, '2026-01-01T08:59:59Z'), 'signed-later'))
})

describe('Six months beginning with', () => {
  for (const [date, last] of [
    ['2026-01-01', '2026-06-30'],
    ['2026-01-02', '2026-07-01'],
    ['2026-08-28', '2027-02-27'],
    ['2026-08-29', '2027-02-28'],
    ['2026-08-30', '2027-02-28'],
    ['2026-08-31', '2027-02-28'],
    ['2027-08-29', '2028-02-28'],
    ['2027-08-30', '2028-02-29'],
    ['2027-08-31', '2028-02-29'],
    ['2027-09-01', '2028-02-29'],
    ['2028-02-29', '2028-08-28'],
    ['2026-10-31', '2027-04-30'],
    ['2026-07-01', '2026-12-31'],
  ] as const)
    it(`${date} end with ${last}`, () => assert.equal(monthsBeginningWith(date, 6), last))
  it('never end later than the same day of the sixth month, and the next window begins within a day of it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 40_000 }).map(dateOfDay), (date) => {
        const last = monthsBeginningWith(date, 6)
        assert.ok(last <= addMonths(date, 6) && last >= addDays(addMonths(date, 6), -1))
        assert.ok(monthsBeginningWith(addDays(date, 1), 6) >= last)
      }),
    ))
})

describe('Controlled drugs', () => {
  const of = (schedule: ValidityFacts['schedule']) => signed(newYear, { schedule })
  for (const schedule of [2, 3, 4] as const) {
    it(`of schedule ${schedule} may be dispensed 28 days after`, () =>
      assert.equal(names(of(schedule), '2026-01-29T23:59:59Z'), ''))
    it(`of schedule ${schedule} may not on the 29th`, () =>
      assert.equal(names(of(schedule), '2026-01-30T00:00:00Z'), 'expired'))
  }
  it('whose schedule nobody stated are held to the shortest', () =>
    assert.equal(names(of('not-stated'), '2026-01-30T00:00:00Z'), 'expired'))
  it('of schedule 5 have six months', () => assert.equal(names(of(5), '2026-06-30T12:00:00Z'), ''))
  it('of schedule 3 end with their 28 days even after a first supply', () =>
    assert.ok(names(of(3), '2026-02-10T12:00:00Z', 1).includes('expired')))
  it('of schedules 1 to 3 cannot be repeated', () => {
    for (const schedule of [1, 2, 3, 'not-stated'] as const)
      assert.equal(refuseOccasions({ schedule, occasions: 2 })?.name, 'not-repeatable')
    assert.equal(refuseOccasions({ schedule: 4, occasions: 2 }), undefined)
    assert.equal(refuseOccasions({ schedule: 2, occasions: 1 }), undefined)
  })
})

describe('Several supplies from one prescription', () => {
  it('that says no number stop after two', () => {
    const facts = signed(newYear, { occasions: 'not-stated' })
    assert.equal(names(facts, '2026-03-01T12:00:00Z', 1), '')
    assert.equal(names(facts, '2026-03-01T12:00:00Z', 2), 'used-up')
  })
  it('stop at their number', () =>
    assert.equal(names(signed(newYear, { occasions: 3 }), '2026-03-01T12:00:00Z', 3), 'used-up'))
  it('may go on after six months once the first was within them', () =>
    assert.equal(names(signed(newYear, { occasions: 5 }), '2026-08-01T12:00:00Z', 2), ''))
  it('but not when the first was not', () =>
    assert.equal(names(signed(newYear, { occasions: 5 }), '2026-08-01T12:00:00Z', 0), 'expired'))
  it('and not beyond the organisation’s own limit', () =>
    assert.equal(names(signed(newYear, { occasions: 5, ceilingMonths: 7 }), '2026-08-01T12:00:00Z', 2), 'over-ceiling'))
  it('of which none may be half or none', () => {
    for (const occasions of [0, -1, 1.5, Number.NaN])
      assert.equal(refuseOccasions({ schedule: 'none', occasions })?.name, 'occasions')
  })
})

describe('A day before which it may not be used', () => {
  const facts = signed(newYear, { notBefore: '2026-03-10' })
  it('holds it back', () => assert.equal(names(facts, '2026-03-09T23:59:59Z'), 'not-before'))
  it('begins its six months', () => assert.equal(windowOf(facts).firstSupplyBy, '2026-09-09'))
  it('in the past changes nothing', () =>
    assert.equal(windowOf(signed(newYear, { notBefore: '2025-12-01' })).appropriateDate, '2026-01-01'))
})

describe('On nights when the clocks change', () => {
  it('the day signed is the day in London', () => {
    assert.equal(windowOf(signed('2026-07-31T23:30:00Z')).appropriateDate, '2026-08-01')
    assert.equal(windowOf(signed('2026-03-29T00:30:00Z')).appropriateDate, '2026-03-29')
    assert.equal(windowOf(signed('2026-03-29T23:30:00Z')).appropriateDate, '2026-03-30')
    assert.equal(windowOf(signed('2026-10-24T23:30:00Z')).appropriateDate, '2026-10-25')
    assert.equal(windowOf(signed('2026-10-25T23:30:00Z')).appropriateDate, '2026-10-25')
  })
  it('the last second is the last of the day in London', () => {
    const march = signed('2027-03-01T12:00:00Z', { schedule: 3 })
    assert.equal(windowOf(march).firstSupplyBy, '2027-03-29')
    assert.equal(names(march, '2027-03-29T22:59:59Z'), '')
    assert.equal(names(march, '2027-03-29T23:00:00Z'), 'expired')
    const october = signed('2026-09-27T12:00:00Z', { schedule: 3 })
    assert.equal(names(october, '2026-10-25T23:59:59Z'), '')
    assert.equal(names(october, '2026-10-26T00:00:00Z'), 'expired')
  })
})

describe('The age', () => {
  it('is stated to the day before the twelfth birthday', () => {
    assert.ok(mustStateAge('2014-11-23', '2026-11-22'))
    assert.ok(!mustStateAge('2014-11-22', '2026-11-22'))
  })
})

describe('Every rule', () => {
  it('ships with a source, a version and nobody’s sign-off', () => {
    assert.equal(new Set(VALIDITY_RULES.map(({ name }) => name)).size, VALIDITY_RULES.length)
    for (const rule of VALIDITY_RULES) {
      assert.ok(rule.source.length > 20 && rule.version >= 1)
      assert.deepEqual([rule.verified, rule.signedOff], [false, undefined])
    }
  })
  it('is verified by a sign-off alone', () =>
    assert.ok(signOff(POM_WINDOW, { by: 'Amira Osei', registration: 'GPhC 2012345', on: '2026-11-22' }).verified))
})
