import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { awayWithoutCover, ownerFor, seesTasksOf, whoSeesTasksOf, type Absence, type Presence } from './cover.ts'

const today = '2026-11-23'
const away = (accountId: string, coveredBy: string | null, fromOn = '2026-11-20', untilOn = '2026-11-27'): Absence => ({
  accountId,
  coveredBy,
  fromOn,
  untilOn,
})
const presence = (absences: Absence[], left: string[] = []): Presence => ({
  absences,
  today,
  hasLeft: (accountId) => left.includes(accountId),
})
const sees = (absences: Absence[], left?: string[]) => whoSeesTasksOf(presence(absences, left), 'amina')

describe('Someone’s tasks are seen by', () => {
  it('themselves, when they are here', () => assert.equal(sees([away('ben', 'carol')]), 'amina'))
  it('their cover, when they are away', () => assert.equal(sees([away('amina', 'ben')]), 'ben'))
  it('themselves, the day before and the day after', () => {
    assert.equal(sees([away('amina', 'ben', '2026-11-24', '2026-11-27')]), 'amina')
    assert.equal(sees([away('amina', 'ben', '2026-11-20', '2026-11-22')]), 'amina')
  })
  it('their cover, on the first and on the last day', () => {
    assert.equal(sees([away('amina', 'ben', today, '2026-11-27')]), 'ben')
    assert.equal(sees([away('amina', 'ben', '2026-11-20', today)]), 'ben')
  })
  it('the cover of their cover', () => assert.equal(sees([away('amina', 'ben'), away('ben', 'carol')]), 'carol'))
  it('nobody, when covers go round in a circle', () =>
    assert.equal(sees([away('amina', 'ben'), away('ben', 'amina')]), undefined))
  it('nobody, when there is no cover', () => assert.equal(sees([away('amina', null)]), undefined))
  it('nobody, when their cover has left', () => assert.equal(sees([away('amina', 'ben')], ['ben']), undefined))
  it('nobody, when they have left themselves', () => assert.equal(sees([], ['amina']), undefined))
  it('whoever covers one of two absences, when the other has no cover', () =>
    assert.equal(sees([away('amina', null), away('amina', 'ben')]), 'ben'))
})

describe('A task that is meant for someone', () => {
  const give = (absences: Absence[], teamId: string | null = null) =>
    ownerFor(presence(absences), { accountId: 'amina', teamId })
  it('goes to them', () => assert.deepEqual(give([]), { accountId: 'amina', teamId: null, insteadOf: null }))
  it('goes to their cover, and says so', () =>
    assert.deepEqual(give([away('amina', 'ben')]), { accountId: 'ben', teamId: null, insteadOf: 'amina' }))
  it('goes to the team, and says so, when nobody covers', () =>
    assert.deepEqual(give([away('amina', null)], 'ward'), { accountId: null, teamId: 'ward', insteadOf: 'amina' }))
  it('cannot go to nobody', () =>
    assert.equal(ownerFor(presence([]), { accountId: null, teamId: null }), 'nobody-is-in'))
  it('cannot go anywhere when nobody covers and there is no team', () =>
    assert.equal(give([away('amina', null)]), 'nobody-is-in'))
})

describe('Cover', () => {
  const people = ['a', 'b', 'c', 'd', 'e']
  const someone = fc.constantFrom(...people)
  const anyAbsence = fc.record({
    accountId: someone,
    coveredBy: fc.option(someone),
    fromOn: fc.constantFrom('2026-11-20', '2026-11-23', '2026-11-25'),
    untilOn: fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-30'),
  })
  const any = fc.tuple(fc.array(anyAbsence, { maxLength: 8 }), fc.subarray(people))

  it('shows every task of every person to exactly one person who is here, or counts it as nobody’s', () => {
    fc.assert(
      fc.property(any, ([absences, left]) => {
        const who = presence(absences, left)
        for (const owner of people.filter((person) => !left.includes(person))) {
          const seenBy = people.filter(
            (person) => whoSeesTasksOf(who, person) === person && seesTasksOf(who, person).includes(owner),
          )
          const isNobodys = awayWithoutCover(who).includes(owner)
          assert.equal(seenBy.length + (isNobodys ? 1 : 0), 1)
        }
      }),
    )
  })
  it('always leads to someone who is neither away nor gone', () => {
    fc.assert(
      fc.property(any, someone, ([absences, left], person) => {
        const found = whoSeesTasksOf(presence(absences, left), person)
        if (found === undefined) return
        assert.ok(!left.includes(found))
        assert.ok(!absences.some((one) => one.accountId === found && one.fromOn <= today && today <= one.untilOn))
      }),
    )
  })
})
