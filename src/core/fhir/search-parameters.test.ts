import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  COMMON_PARAMETERS,
  dateParameter,
  readSearch,
  referenceParameter,
  stringParameter,
  tokenParameter,
} from './search-parameters.ts'

const parameters = {
  ...COMMON_PARAMETERS,
  identifier: tokenParameter('A number.'),
  family: stringParameter('A family name.'),
  birthdate: dateParameter('Birth date.'),
  patient: referenceParameter('Patient', 'The patient.'),
}
const read = (query: Record<string, unknown>, isStrict = false) => readSearch(parameters, query, isStrict)
const refused = (query: Record<string, unknown>, status: number, isStrict = false) =>
  assert.throws(() => read(query, isStrict), { name: 'FhirProblem', status })

describe('The parameters of a search', () => {
  it('a repeated parameter must match each time, by any of its values', () =>
    assert.deepEqual(read({ family: ['SMI,JON', 'KHAN'] }).criteria, {
      family: [
        [
          { text: 'SMI', isExact: false },
          { text: 'JON', isExact: false },
        ],
        [{ text: 'KHAN', isExact: false }],
      ],
    }))
  it('a name may be exact', () =>
    assert.deepEqual(read({ 'family:exact': 'Smith' }).criteria.family, [[{ text: 'Smith', isExact: true }]]))
  it('an escaped comma stays in the value', () =>
    assert.equal(read({ family: 'a\\,b' }).criteria.family?.[0]?.[0]?.text, 'a,b'))
  it('a reference may be an id alone', () =>
    assert.deepEqual(read({ patient: 'Patient/abc' }).criteria, read({ patient: 'abc' }).criteria))
  it('a page has 20 rows unless asked, and never more than 100', () => {
    assert.equal(read({}).count, 20)
    assert.equal(read({ _count: '7' }).count, 7)
    assert.equal(read({ _count: '5000' }).count, 100)
  })
  it('a count of nothing asks for the total', () => {
    assert.equal(read({ _count: '0' }).countOnly, true)
    assert.equal(read({ _summary: 'count' }).countOnly, true)
  })
  it('an unknown parameter is named in a warning', () => {
    const { warnings, given } = read({ shoesize: '9', family: 'SMI' })
    assert.deepEqual(warnings[0]?.expression, ['http.shoesize'])
    assert.equal(warnings[0]?.severity, 'warning')
    assert.deepEqual(given, [['family', 'SMI']])
  })
  it('an unknown parameter is refused when the caller is strict', () => refused({ shoesize: '9' }, 400, true))
  it('a name of every object is not a parameter', () =>
    assert.equal(read({ constructor: 'x', toString: 'y' }).warnings.length, 2))
  it('a parameter without a value counts as not given', () => assert.deepEqual(read({ family: '' }).criteria, {}))
  it('refuses contains, which no index serves', () => refused({ 'family:contains': 'mit' }, 400))
  it('refuses an unknown modifier', () => refused({ 'identifier:not': '1' }, 400))
  it('refuses a wrong date', () => refused({ birthdate: '12/04/1985' }, 400))
  it('refuses a wrong count', () => refused({ _count: 'all' }, 400))
  it('refuses a reference to something else', () => refused({ patient: 'Group/1' }, 400))
  it('refuses a huge value', () => refused({ family: 'x'.repeat(301) }, 400))
  it('refuses a crowd of parameters', () =>
    refused(Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`p${at}`, 'x'])), 400))
  it('refuses a crowd of values', () => refused({ family: Array.from({ length: 51 }, () => 'x').join(',') }, 400))
  it('never repeats a value in what it says', () => {
    try {
      read({ birthdate: 'SECRET' })
      assert.fail('was accepted')
    } catch (error) {
      assert.doesNotMatch(JSON.stringify((error as { outcome: unknown }).outcome), /SECRET/)
    }
  })
})
