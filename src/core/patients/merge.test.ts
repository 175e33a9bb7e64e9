import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mergeConflicts, mergedDetails } from './merge.ts'
import { patientDetails, type NewPatient } from './patient.ts'
import { name } from './people.test-support.ts'
import { SUPERSEDED_NHS_NUMBER } from './search-keys.ts'

const person = (over: Partial<NewPatient> = {}) =>
  patientDetails({
    nhsNumber: { number: '9990000018', status: '01' },
    names: [name('Amina', 'Khan')],
    gender: 'female',
    birthDate: '1961-03-12',
    ...over,
  })
const usual = (theirs: Partial<NewPatient>, mine: Partial<NewPatient> = {}) =>
  mergeConflicts(person(mine), person(theirs)).map(({ field, usual }) => [field, usual])
const phone = (value: string) => ({ system: 'phone', use: 'mobile', value, source: 'patient' }) as const
const home = (line: string) => ({ use: 'home', lines: [line], postcode: 'LS1 4DT' }) as const

describe('Two records of one person disagree', () => {
  it('about nothing, when they say the same', () => assert.deepEqual(usual({}), []))
  it('about what differs, and the surviving record is right unless someone says otherwise', () =>
    assert.deepEqual(usual({ gender: 'other', birthDate: '1961-12-03' }), [
      ['birthDate', 'survivor'],
      ['gender', 'survivor'],
    ]))
  it('and what only the other knows is taken over', () =>
    assert.deepEqual(
      usual({ generalPractice: 'A81001' }, { nhsNumber: { absence: 'not-known' }, birthDate: undefined }),
      [
        ['nhsNumber', 'merged'],
        ['birthDate', 'merged'],
        ['generalPractice', 'merged'],
      ],
    ))
  it('and a death that only the other knows is taken over', () =>
    assert.deepEqual(usual({ death: { on: '2026-01-01', notice: 'formal', source: 'registrar' } }), [
      ['death', 'merged'],
    ]))
  it('about lists, of which both are kept', () =>
    assert.deepEqual(usual({ contactPoints: [phone('+447700900001')] }, { contactPoints: [phone('+447700900002')] }), [
      ['contactPoints', 'both'],
    ]))
})

describe('The surviving record', () => {
  it('keeps both names, the other as a previous one', () => {
    const { names } = mergedDetails(person(), person({ names: [name('Aminah', 'Kahn')] }), {})
    assert.deepEqual(
      names.map(({ use, family }) => [use, family]),
      [
        ['usual', 'Khan'],
        ['old', 'Kahn'],
      ],
    )
  })
  it('takes the other name when it is chosen', () => {
    const { names } = mergedDetails(person(), person({ names: [name('Aminah', 'Kahn')] }), { names: 'merged' })
    assert.deepEqual(
      names.map(({ use, family }) => [use, family]),
      [
        ['usual', 'Kahn'],
        ['old', 'Khan'],
      ],
    )
  })
  it('keeps a number that gives way', () => {
    const theirs = person({ nhsNumber: { number: '9990000026', status: '01' } })
    const { identifiers, nhsNumber } = mergedDetails(person(), theirs, { nhsNumber: 'merged' })
    assert.deepEqual(nhsNumber, { number: '9990000026', status: '01' })
    assert.deepEqual(identifiers, [{ system: SUPERSEDED_NHS_NUMBER, value: '9990000018' }])
  })
  it('has no entry twice', () => {
    const both = { contactPoints: [phone('+447700900001')], addresses: [home('1')] }
    const merged = mergedDetails(person(both), person({ ...both, addresses: [home('1'), home('2')] }), {})
    assert.deepEqual([merged.contactPoints.length, merged.addresses.length], [1, 2])
  })
  it('numbers its entries anew', () => {
    const merged = mergedDetails(person({ addresses: [home('1')] }), person({ addresses: [home('2')] }), {})
    assert.deepEqual(
      merged.addresses.map((entry) => (entry as { entryId?: string }).entryId),
      ['1', '2'],
    )
  })
  it('takes gender identity together with whether it is the same as at birth', () => {
    const theirs = person({ genderIdentity: '2', sameAsAtBirth: 'N' })
    const { genderIdentity, sameAsAtBirth } = mergedDetails(person(), theirs, { genderIdentity: 'merged' })
    assert.deepEqual([genderIdentity, sameAsAtBirth], ['2', 'N'])
  })
})
