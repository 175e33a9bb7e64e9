import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isProbable, isSameRecord, match, MATCH_REASONS, type MatchReason } from './match.ts'
import { patientDetails, type NewPatient } from './patient.ts'
import { name } from './people.test-support.ts'

const person = (over: Partial<NewPatient> = {}) =>
  patientDetails({
    nhsNumber: { absence: 'not-known' },
    names: [name('Amina', 'Khan')],
    gender: 'female',
    birthDate: '1961-03-12',
    ...over,
  })
const reasons = (over: Partial<NewPatient>, mine: Partial<NewPatient> = {}): readonly MatchReason[] =>
  match(person(mine), person(over)).reasons
const named = (given: string, family: string) => ({ names: [name(given, family)], birthDate: '1999-09-09' })
const nameReason = (mine: [string, string], theirs: [string, string]) =>
  reasons(named(...theirs), named(...mine)).at(-1)

describe('Two records have in common', () => {
  it('the same NHS number', () => {
    const held = { nhsNumber: { number: '9990000018', status: '01' } } as const
    assert.ok(isSameRecord(match(person(held), person({ ...held, ...named('Other', 'Person') }))))
  })
  it('nothing, when neither has a number', () => assert.ok(!reasons({}).includes('same-nhs-number')))
  it('the same birth date', () => assert.ok(reasons({}).includes('same-birth-date')))
  it('a birth date with day and month swapped', () =>
    assert.ok(reasons({ birthDate: '1961-12-03' }).includes('near-birth-date')))
  it('a birth date with one number wrong', () =>
    assert.ok(reasons({ birthDate: '1961-03-13' }).includes('near-birth-date')))
  it('but not one with two numbers wrong', () =>
    assert.ok(!reasons({ birthDate: '1962-03-13' }).includes('near-birth-date')))
  it('but not two birth dates that nobody knows', () =>
    assert.deepEqual(reasons({ birthDate: undefined }, { birthDate: undefined }), ['same-name']))
  it('the same name, whatever its accents', () =>
    assert.equal(nameReason(['Zofia', 'Wiśniewska'], ['ZOFIA', 'Wisniewska']), 'same-name'))
  it('a family name with one letter wrong', () =>
    assert.equal(nameReason(['Amina', 'Begum'], ['Amina', 'Begam']), 'similar-name'))
  it('a family name with two letters swapped', () =>
    assert.equal(nameReason(['Amina', 'Patel'], ['Amina', 'Paetl']), 'similar-name'))
  it('a short given name', () => assert.equal(nameReason(['Jo', 'Taylor'], ['Joanne', 'Taylor']), 'similar-name'))
  it('an initial', () => assert.equal(nameReason(['J', 'Taylor'], ['Joanne', 'Taylor']), 'similar-name'))
  it('one half of a double name', () =>
    assert.equal(nameReason(['Ann', 'Jones-Williams'], ['Ann', 'Williams']), 'similar-name'))
  it('names swapped', () => assert.equal(nameReason(['Khan', 'Amina'], ['Amina', 'Khan']), 'swapped-name'))
  it('only the family name', () => assert.equal(nameReason(['Amina', 'Khan'], ['Omar', 'Khan']), 'same-family-name'))
  it('but not short names one letter apart', () =>
    assert.equal(nameReason(['Li', 'Ng'], ['Li', 'Ngo']), 'same-birth-date'))
  it('a former name', () =>
    assert.ok(
      reasons({ names: [name('Amina', 'Married'), name('Amina', 'Khan', { use: 'old' })] }).includes('same-name'),
    ))
  it('postcode, telephone and email', () => {
    const shared: Partial<NewPatient> = {
      addresses: [{ use: 'home', lines: ['1'], postcode: 'LS1 4DT' }],
      contactPoints: [
        { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient' },
        { system: 'email', use: 'home', value: 'Amina@example.com', source: 'patient' },
      ],
    }
    const other = {
      ...shared,
      contactPoints: shared.contactPoints!.map((point) => ({ ...point, value: point.value.toLowerCase() })),
    }
    for (const reason of ['same-postcode', 'same-telephone', 'same-email'] as const)
      assert.ok(reasons(other, shared).includes(reason))
  })
  it('but not a postcode that means no fixed abode', () => {
    const nowhere = { addresses: [{ use: 'home' as const, lines: [], postcode: 'ZZ99 3VZ' }] }
    assert.ok(!reasons(nowhere, nowhere).includes('same-postcode'))
  })
})

describe('A duplicate is probable', () => {
  const probable = (mine: Partial<NewPatient>, theirs: Partial<NewPatient>) =>
    isProbable(match(person(mine), person(theirs)))
  const lives = { addresses: [{ use: 'home' as const, lines: ['1'], postcode: 'LS1 4DT' }] }
  const rings = {
    contactPoints: [
      { system: 'phone' as const, use: 'mobile' as const, value: '+447700900982', source: 'patient' as const },
    ],
  }
  it('with the same birth date and a similar name', () => assert.ok(probable({}, { names: [name('Aminah', 'Khan')] })))
  it('with the same birth date and postcode', () =>
    assert.ok(probable(lives, { ...lives, names: [name('Quite', 'Different')] })))
  it('with the same name and telephone', () => assert.ok(probable(rings, { ...rings, birthDate: '1990-01-01' })))
  it('but not with the same name alone', () => assert.ok(!probable({}, { birthDate: '1990-01-01' })))
  it('but not with the same birth date alone', () => assert.ok(!probable({}, { names: [name('Quite', 'Different')] })))
  it('but not in one household with one family name', () =>
    assert.ok(
      !probable({ ...lives, ...rings }, { ...lives, ...rings, names: [name('Omar', 'Khan')], birthDate: '1990-01-01' }),
    ))
  it('for twins, who must be asked about', () =>
    assert.ok(probable(lives, { ...lives, names: [name('Omar', 'Khan')] })))
  it('less, when both have NHS numbers that differ', () =>
    assert.ok(
      !probable(
        { nhsNumber: { number: '9990000018', status: '01' } },
        { nhsNumber: { number: '9990000026', status: '01' }, names: [name('Aminah', 'Khan')] },
      ),
    ))
  it('and has words for each reason', () =>
    assert.ok(Object.values(MATCH_REASONS).every(({ words }) => words.length > 5)))
})
