import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mapCaseloadColumns } from './columns.ts'

const HEADINGS = [
  'NHS number',
  'Surname',
  'DOB',
  'Drug',
  'Route',
  'Dose',
  'Dose unit',
  'Every',
  'Days or weeks',
  'Next dose',
  'Homecare company',
  'Owner e-mail',
]
const problemsOf = (headings: readonly string[], mapping: Readonly<Record<string, string>> = {}): readonly string[] => {
  const mapped = mapCaseloadColumns(headings, mapping)
  return 'problems' in mapped ? mapped.problems : []
}
const without = (...left: readonly string[]) => HEADINGS.filter((heading) => !left.includes(heading))

describe('The columns of a caseload', () => {
  it('are known by the headings that spreadsheets have', () =>
    assert.deepEqual(mapCaseloadColumns(HEADINGS, {}), {
      fields: [
        ...['nhsNumber', 'familyName', 'birthDate', 'medicine', 'route', 'doseAmount', 'doseUnit', 'everyNumber'],
        ...['everyUnit', 'nextDoseDate', 'company', 'owner'],
      ],
    }))
  it('are what the command line says they are', () => {
    const mapped = mapCaseloadColumns([...without('Drug'), 'Rx'], { Rx: 'medicine' })
    assert.ok('fields' in mapped && mapped.fields.at(-1) === 'medicine')
  })
  it('may be left out', () => {
    const mapped = mapCaseloadColumns([...HEADINGS, 'Notes'], { Notes: '-' })
    assert.ok('fields' in mapped && mapped.fields.at(-1) === undefined)
  })
  for (const [title, headings, mapping, problem] of [
    ['one that nobody knows', [...HEADINGS, 'Star sign'], {}, /Star sign/],
    ['two that mean the same', [...HEADINGS, 'Last name'], {}, /Two columns mean familyName/],
    ['a mapping of a column that is not there', HEADINGS, { Rx: 'medicine' }, /no column “Rx”/],
    ['a mapping to a field that is not there', [...HEADINGS, 'Rx'], { Rx: 'remedy' }, /“remedy” is not a field/],
    ['no medicine', without('Drug'), {}, /No column holds medicine/],
    ['no number of a patient', without('NHS number'), {}, /needs nhsNumber or localIdentifier/],
    ['no day of a dose', without('Next dose'), {}, /needs firstDoseDate or nextDoseDate/],
  ] as const)
    it(`are refused with ${title}`, () => assert.match(problemsOf(headings, mapping).join('\n'), problem))
})
