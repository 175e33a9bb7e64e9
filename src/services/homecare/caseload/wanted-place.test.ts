import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RowPlace } from './row-place.ts'
import { type RecordedPlaces, wantedPlace } from './wanted-place.ts'

const at = (line: string) => ({ lines: [line], postcode: 'LS1 1AA' })
const [home, delivery, typed] = [at('Home'), at('Office'), at('Typed')]
const row = (over: Partial<Exclude<RowPlace, 'collection'>>): RowPlace => ({
  address: undefined,
  kind: undefined,
  telephone: undefined,
  ...over,
})
type Recorded = RecordedPlaces['addresses']
const BOTH: Recorded = { delivery, home }
const WORK_ALONE: Recorded = { delivery, home: undefined }
const HOME_ALONE: Recorded = { delivery: undefined, home }
const NEITHER: Recorded = { delivery: undefined, home: undefined }
const TELEPHONE = '+441632960001'

/** The place in a word, or the column that is to be put right. */
function says(said: RowPlace | undefined, addresses: Recorded, isSensitive = false): string {
  const found = wantedPlace(said, { isSensitive, addresses })
  if ('reason' in found) return `refused: ${found.field}`
  const { place } = found
  if (place.is !== 'address') return place.is
  const { lines, kind, telephone } = place.address
  return [lines[0], kind, telephone].filter(Boolean).join(' ')
}

describe('Where deliveries of a row go', () => {
  const cases: [string, RowPlace | undefined, Recorded, string][] = [
    ['the delivery address, of a row that is silent', undefined, BOTH, 'Office'],
    ['home, where there is no delivery address', undefined, HOME_ALONE, 'Home'],
    ['nowhere, where there is neither', undefined, NEITHER, 'none'],
    ['home, where the row says home', row({ kind: 'home' }), BOTH, 'Home home'],
    ['home with its telephone', row({ kind: 'home', telephone: TELEPHONE }), BOTH, `Home home ${TELEPHONE}`],
    ['never work, where the row says home', row({ kind: 'home' }), WORK_ALONE, 'refused: deliveryLine1'],
    ['refused, where there is no home', row({ kind: 'home' }), NEITHER, 'refused: deliveryLine1'],
    ['refused, of a telephone alone', row({ telephone: TELEPHONE }), BOTH, 'refused: deliveryTelephone'],
    [
      'refused, of a telephone alone without any address',
      row({ telephone: TELEPHONE }),
      NEITHER,
      'refused: deliveryTelephone',
    ],
    ['what is typed', row({ address: typed }), BOTH, 'Typed'],
    ['what is typed, with its telephone', row({ address: typed, telephone: TELEPHONE }), BOTH, `Typed ${TELEPHONE}`],
    ['what is typed, with its kind', row({ address: typed, kind: 'work' }), NEITHER, 'Typed work'],
    ['collection', 'collection', BOTH, 'collection'],
  ]
  for (const [name, said, addresses, expected] of cases) it(name, () => assert.equal(says(said, addresses), expected))

  const hidden: [string, RowPlace | undefined, string][] = [
    ['a silent row', undefined, 'hidden'],
    ['collection', 'collection', 'collection'],
    ['home', row({ kind: 'home' }), 'refused: deliveryLine1'],
    ['a telephone', row({ telephone: TELEPHONE }), 'refused: deliveryLine1'],
    ['an address', row({ address: typed }), 'refused: deliveryLine1'],
  ]
  for (const [name, said, expected] of hidden)
    it(`of a sensitive record, for ${name}`, () => assert.equal(says(said, NEITHER, true), expected))
})
