import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CaseloadField } from './columns.ts'
import { placeOfRow } from './row-place.ts'

describe('Where a row says that deliveries go', () => {
  const address = { deliveryLine1: '12 Elm Grove', deliveryPostcode: 'ls81aa' }
  const cases: [string, Partial<Record<CaseloadField, string>>, CaseloadField[]][] = [
    ['nothing', {}, []],
    ['an address', address, []],
    ['home without an address', { deliveryKind: 'Home' }, []],
    ['collection', { deliveryKind: 'pharmacy collection' }, []],
    ['an unknown kind', { ...address, deliveryKind: 'moon' }, ['deliveryKind']],
    ['work without an address', { deliveryKind: 'work' }, ['deliveryLine1']],
    ['collection at an address', { ...address, deliveryKind: 'collection' }, ['deliveryLine1', 'deliveryPostcode']],
    ['a postcode that is none', { ...address, deliveryPostcode: 'LS8' }, ['deliveryPostcode']],
    ['a line without a postcode', { deliveryLine1: '12 Elm Grove' }, ['deliveryPostcode']],
    ['a postcode without a line', { deliveryPostcode: 'LS8 1AA' }, ['deliveryLine1']],
    ['no fixed abode', { deliveryPostcode: 'ZZ99 3VZ' }, ['deliveryPostcode']],
    ['a telephone that is none', { ...address, deliveryTelephone: '12' }, ['deliveryTelephone']],
  ]
  for (const [name, cells, expected] of cases)
    it(name, () => {
      const wrong: CaseloadField[] = []
      placeOfRow(new Map(Object.entries(cells) as [CaseloadField, string][]), (field) => void wrong.push(field))
      assert.deepEqual(wrong, expected)
    })
})
