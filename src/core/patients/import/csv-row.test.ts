import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mapColumns } from './columns.ts'
import { readCsvRow } from './csv-row.ts'

const HEADINGS =
  'NHS number|NHS number status|Hospital number|Title|Forename|Middle names|Surname|DOB|Sex|Birth sex|Address 1|Address 2|Town|County|Postcode|Telephone|Mobile|E-mail|Language|Interpreter|GP code|Date of death|Sensitive'.split(
    '|',
  )
const mapped = mapColumns(HEADINGS, {})
const fields = 'fields' in mapped ? mapped.fields : assert.fail(mapped.problems.join())
const settings = { headings: HEADINGS, fields, identifierSystem: 'urn:h', today: '2026-11-22' }

const read = (cells: Readonly<Record<string, string>>, over: Partial<typeof settings> = {}) =>
  readCsvRow(
    HEADINGS.map((heading) => cells[heading] ?? ''),
    { ...settings, ...over },
  )
const sent = (cells: Readonly<Record<string, string>>) => {
  const row = read({ Surname: 'Khan', ...cells })
  return 'sent' in row ? row.sent : assert.fail(JSON.stringify(row.problems))
}
const refused = (cells: Readonly<Record<string, string>>) => {
  const row = read({ Surname: 'Khan', ...cells })
  return 'problems' in row ? row.problems.map(({ column }) => column) : assert.fail('was read')
}

describe('A row of CSV', () => {
  it('is read as a person', () => {
    const person = sent({
      'NHS number': '999 000 0018',
      'NHS number status': '1',
      'Hospital number': 'h-1',
      Title: 'Mrs',
      Forename: 'Amina',
      'Middle names': 'Jane  Ann',
      DOB: '12/03/1961',
      Sex: 'F',
      'Birth sex': 'female',
      'Address 1': '1 High Street',
      Town: 'Leeds',
      Postcode: 'ls16ae',
      Telephone: '0113 496 0999',
      Mobile: '07700 900982',
      'E-mail': 'amina@example.com',
      Language: 'Punjabi',
      Interpreter: 'Y',
      'GP code': 'b86001',
    })
    assert.deepEqual(person.nhsNumber, { number: '9990000018', status: '01' })
    assert.deepEqual(person.identifiers, [{ system: 'urn:h', value: 'h-1' }])
    assert.deepEqual(person.names, [
      { use: 'usual', prefix: ['Mrs'], given: ['Amina', 'Jane', 'Ann'], family: 'Khan', suffix: [] },
    ])
    assert.deepEqual([person.birthDate, person.gender, person.birthSex], ['1961-03-12', 'female', 'F'])
    assert.deepEqual(person.addresses, [{ use: 'home', lines: ['1 High Street'], city: 'Leeds', postcode: 'LS1 6AE' }])
    assert.deepEqual(
      person.contactPoints.map(({ use, value }) => [use, value]),
      [
        ['home', '+441134960999'],
        ['mobile', '+447700900982'],
        ['home', 'amina@example.com'],
      ],
    )
    assert.deepEqual(person.communication, { language: 'pa', interpreterRequired: true })
    assert.equal(person.generalPractice, 'B86001')
  })
  it('says nothing by an empty cell', () => {
    assert.deepEqual(sent({}), {
      identifiers: [],
      names: [{ use: 'usual', prefix: [], given: [], family: 'Khan', suffix: [] }],
      addresses: [],
      contactPoints: [],
      communication: {},
      sensitive: false,
    })
  })
  it('does not take away a need by saying no', () => assert.deepEqual(sent({ Interpreter: 'no' }).communication, {}))

  const wrong: [cells: Readonly<Record<string, string>>, column: string][] = [
    [{ Surname: '' }, 'Surname'],
    [{ Surname: '<b>' }, 'Surname'],
    [{ 'NHS number': '9990000019' }, 'NHS number'],
    [{ 'NHS number': '9990000018', 'NHS number status': '9' }, 'NHS number status'],
    [{ DOB: '31/02/1961' }, 'DOB'],
    [{ DOB: '01/01/2030' }, 'DOB'],
    [{ Sex: 'perhaps' }, 'Sex'],
    [{ Postcode: 'LS1' }, 'Postcode'],
    [{ Telephone: '12' }, 'Telephone'],
    [{ 'E-mail': 'at home' }, 'E-mail'],
    [{ Language: 'Klingon?' }, 'Language'],
    [{ 'GP code': '?' }, 'GP code'],
    [{ 'Date of death': '01/01/2030' }, 'Date of death'],
    [{ Sensitive: 'perhaps' }, 'Sensitive'],
  ]
  for (const [cells, column] of wrong)
    it(`names ${column} when it is wrong: ${JSON.stringify(cells)}`, () =>
      assert.ok(refused(cells).includes(column), String(refused(cells))))
  it('with another number of columns is refused', () => assert.ok('problems' in readCsvRow(['a'], settings)))
  it('with a hospital number needs to know whose it is', () => {
    const row = read({ Surname: 'Khan', 'Hospital number': 'h-1' }, { identifierSystem: undefined as never })
    assert.ok('problems' in row && row.problems[0]?.column === 'Hospital number')
  })
  it('is read or refused, whatever it holds, and never repeated', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: HEADINGS.length, maxLength: HEADINGS.length }), (cells) => {
        const row = readCsvRow(cells, settings)
        if ('problems' in row)
          for (const { column, reason } of row.problems) assert.ok(HEADINGS.includes(column) && reason !== '')
      }),
    ))
})
