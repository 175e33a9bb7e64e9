import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changesBetween } from './changes.ts'
import { keepEntries, nameOf, nhsNumberStatusOf, patientDetails } from './patient.ts'
import { patientProblems } from './patient-problems.ts'
import { amina, name } from './people.test-support.ts'

const TODAY = '2026-11-22'

describe('A person is called', () => {
  it('by the usual name', () =>
    assert.equal(nameOf({ names: [name('A', 'Old', { use: 'old' }), name('A', 'Now')] }, TODAY).family, 'Now'))
  it('by a name that has ended, when there is no other', () =>
    assert.equal(nameOf({ names: [name('A', 'Ended', { end: '2020-01-01' })] }, TODAY).family, 'Ended'))
  it('by a previous name, when that is all there is', () =>
    assert.equal(nameOf({ names: [name('A', 'Old', { use: 'old' })] }, TODAY).family, 'Old'))
})

describe('A number that is absent', () => {
  it('has the status of its reason', () => assert.equal(nhsNumberStatusOf({ absence: 'newborn' }), '08'))
})

describe('Entries', () => {
  it('are numbered after the highest', () =>
    assert.deepEqual(
      keepEntries([{ a: 1, entryId: '7' }, { a: 2 }]).map(({ entryId }) => entryId),
      ['7', '8'],
    ))
})

describe('Details are refused', () => {
  const problems = (over: Parameters<typeof amina>[0]) => patientProblems(patientDetails(amina(over)), TODAY)
  const cases: [string, Parameters<typeof amina>[0], string, RegExp][] = [
    ['without a name', { names: [] }, 'names', /Enter a name/],
    ['with an empty name', { names: [name('', '')] }, 'names.0.family', /Enter the family name or given name/],
    [
      'with a number that fails its check',
      { nhsNumber: { number: '9990000019', status: '01' } },
      'nhsNumber',
      /must be real/,
    ],
    [
      'with spaces left in the number',
      { nhsNumber: { number: '999 000 0018', status: '01' } },
      'nhsNumber',
      /without spaces/,
    ],
    [
      'with a status that cannot be',
      { nhsNumber: { number: '9990000018', status: '07' } },
      'nhsNumber',
      /status must fit/,
    ],
    ['with a birth date to come', { birthDate: '2026-11-23' }, 'birthDate', /must be today or in the past/],
    [
      'with a birth date out of living memory',
      { birthDate: '1850-01-01' },
      'birthDate',
      /must be the same as or after/,
    ],
    [
      'with a death to come',
      { death: { on: '2026-11-23', notice: 'formal', source: 'registrar' } },
      'death',
      /must be today or in the past/,
    ],
    [
      'with a death before birth',
      { death: { on: '1950-01-01', notice: 'formal', source: 'registrar' } },
      'death',
      /after the date of birth/,
    ],
    [
      'with an address that has no postcode',
      { addresses: [{ use: 'home', lines: ['1'] }] },
      'addresses.0.postcode',
      /Enter the postcode/,
    ],
    [
      'with a telephone number as typed',
      { contactPoints: [{ system: 'phone', use: 'home', value: '01632 960001', source: 'patient' }] },
      'contactPoints.0.value',
      /international form/,
    ],
    [
      'with an e-mail that is none',
      { contactPoints: [{ system: 'email', use: 'home', value: 'amina', source: 'patient' }] },
      'contactPoints.0.value',
      /correct format/,
    ],
    ['with a practice code that is none', { generalPractice: '??' }, 'generalPractice', /GP practice code/],
    [
      'with an identifier of no system',
      { identifiers: [{ system: '', value: '1' }] },
      'identifiers.0',
      /Enter an identifier/,
    ],
    [
      'with an identifier that hides something',
      { identifiers: [{ system: 'urn:x', value: 'A\u0000' }] },
      'identifiers.0',
      /hidden characters/,
    ],
  ]
  for (const [words, over, field, text] of cases) {
    it(words, () => {
      const problem = problems(over).find((each) => each.field === field)
      assert.match(problem?.text ?? '', text)
    })
  }
  it('not for anything else', () => assert.deepEqual(problems({}), []))
  it('not for a test without a birth date', () => assert.deepEqual(problems({ birthDate: undefined }), []))
})

describe('What changed', () => {
  const before = patientDetails(amina())
  it('is nothing, when only the numbering of entries differs', () =>
    assert.equal(changesBetween({ ...before, names: keepEntries(before.names) }, before), undefined))
  it('is nothing, when parts stand in another order', () =>
    assert.equal(changesBetween(before, { ...before, nhsNumber: { status: '01', ...before.nhsNumber } }), undefined))
  it('is the field, old and new', () =>
    assert.deepEqual(changesBetween(before, { ...before, gender: 'other' }), {
      old: { gender: 'female' },
      new: { gender: 'other' },
    }))
})
