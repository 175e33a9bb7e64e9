import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type CaseloadRow, readCaseloadRow } from './caseload-row.ts'
import type { CaseloadField } from './columns.ts'

const GOOD: Partial<Record<CaseloadField, string>> = {
  nhsNumber: '943 476 5919',
  familyName: 'Smith',
  birthDate: '12/03/1961',
  medicine: 'Adalimumab',
  company: 'Brightwell Homecare',
  owner: 'nurse@riverside.example',
  route: 'Subcutaneous',
  doseAmount: '40',
  doseUnit: 'mg',
  everyNumber: '2',
  everyUnit: 'weeks',
  nextDoseDate: '2026-12-07',
}

function read(over: Partial<Record<CaseloadField, string>>, { leftOut = [] as CaseloadField[], cells = 0 } = {}) {
  const row = Object.entries({ ...GOOD, ...over }).filter(([field]) => !leftOut.includes(field as CaseloadField))
  const fields = row.map(([field]) => field as CaseloadField)
  const values = row.map(([, value]) => value)
  const settings = { headings: fields.map((field) => `The ${field}`), fields, today: '2026-11-29' }
  return readCaseloadRow([...values, ...Array.from({ length: cells }, () => 'more')], settings)
}
const rowOf = (...asked: Parameters<typeof read>): CaseloadRow => {
  const answer = read(...asked)
  assert.ok('row' in answer, JSON.stringify(answer))
  return answer.row
}
const wrongOf = (...asked: Parameters<typeof read>): string[] => {
  const answer = read(...asked)
  return 'row' in answer ? [] : answer.problems.map(({ column, reason }) => `${column}: ${reason}`)
}
const DATE = 'Use a date such as 12/03/1961 or 1961-03-12.'

describe('A row of a caseload', () => {
  it('is read with dates, numbers and words as people write them', () => {
    const { nhsNumber, birthDate, dose } = rowOf({})
    assert.deepEqual([nhsNumber, birthDate], ['9434765919', '1961-03-12'])
    assert.deepEqual(dose, {
      amount: 40,
      unit: 'milligram',
      every: 2,
      everyUnit: 'week',
      route: 'subcutaneous',
      firstDoseOn: undefined,
      nextDoseOn: '2026-12-07',
    })
  })
  it('may have another number instead of the NHS number', () =>
    assert.equal(rowOf({ localIdentifier: 'H123' }, { leftOut: ['nhsNumber'] }).localIdentifier, 'H123'))
  it('says nothing where a cell is empty', () => {
    const row = rowOf({ unitsAtHome: ' ', brand: '', deliveriesLeft: '' })
    assert.deepEqual([row.units, row.brand, row.deliveriesLeft], [undefined, undefined, undefined])
  })
  for (const [title, over, wrong] of [
    [
      'a number with a wrong digit',
      { nhsNumber: '9434765918' },
      'nhsNumber: This is not an NHS number: check for a digit that is wrong.',
    ],
    ['no last name', { familyName: '  ' }, 'familyName: This is missing.'],
    ['a day that is none', { birthDate: '31/02/1961' }, `birthDate: ${DATE}`],
    ['a date in the American order', { nextDoseDate: '12/25/2026' }, `nextDoseDate: ${DATE}`],
    ['a dose of nothing', { doseAmount: '0' }, 'doseAmount: Use a number above 0, such as 40 or 0.5.'],
    ['a dose with its unit', { doseAmount: '40mg' }, 'doseAmount: Use a number above 0, such as 40 or 0.5.'],
    ['a decimal comma', { doseAmount: '0,5' }, 'doseAmount: Use a number above 0, such as 40 or 0.5.'],
    [
      'a unit that is misread',
      { doseUnit: 'mcg' },
      'doseUnit: Use a unit such as mg, microgram, ml, unit, tablet, pen or syringe.',
    ],
    [
      'a route that is not one',
      { route: 'by mouth' },
      'route: Use one of cutaneous, inhalation, intramuscular, intravenous, oral, subcutaneous.',
    ],
    ['every nought weeks', { everyNumber: '0' }, 'everyNumber: Use a whole number, such as 2.'],
    ['every month', { everyUnit: 'month' }, 'everyUnit: Use days or weeks.'],
    ['a brand by its name', { brand: 'Humira' }, 'brand: Use the dm+d identifier of the brand, which is digits alone.'],
    ['a part of a delivery', { deliveriesLeft: '1.5' }, 'deliveriesLeft: Use a whole number from 0 to 60.'],
    ['less than nothing at home', { unitsAtHome: '-1' }, 'unitsAtHome: Use a number from 0, such as 4.'],
    [
      'a count that is tomorrow’s',
      { unitsAtHome: '4', countedDate: '30/11/2026' },
      'countedDate: This is in the future.',
    ],
    [
      'a day of a count without the count',
      { countedDate: '28/11/2026' },
      'unitsAtHome: The row has a day but no count.',
    ],
    ['a next dose before the first', { firstDoseDate: '2026-12-08' }, 'nextDoseDate: This is before the first dose.'],
    [
      'a prescription that ends before it begins',
      { prescribedDate: '2026-10-01', prescriptionUntil: '2026-09-30' },
      'prescriptionUntil: This is before the prescription.',
    ],
    ['an endless indication', { indication: 'x'.repeat(201) }, 'indication: Use at most 200 characters.'],
  ] as const)
    it(`is refused by its column with ${title}`, () =>
      assert.deepEqual(
        wrongOf(over).map((one) => one.replace(/^The /, '')),
        [wrong],
      ))
  it('is refused without the day of any dose, or without any number', () => {
    assert.deepEqual(wrongOf({}, { leftOut: ['nextDoseDate'] }), ['nextDoseDate: The row has no day of a dose.'])
    assert.deepEqual(wrongOf({}, { leftOut: ['nhsNumber'] }), ['nhsNumber: The row has no number of a patient.'])
  })
  it('that is longer or shorter than the heading is not guessed at', () =>
    assert.deepEqual(wrongOf({}, { cells: 1 }), [': The row has 13 columns; the heading has 12.']))
  it('has everything wrong with it said at once, and no value said again', () => {
    const wrong = wrongOf({ nhsNumber: '123', birthDate: 'Smith', doseAmount: 'lots' })
    assert.equal(wrong.length, 3)
    assert.ok(!/123\b|Smith|lots/.test(wrong.join(' ').replaceAll('12/03/1961 or 1961-03-12', '')))
  })
})
