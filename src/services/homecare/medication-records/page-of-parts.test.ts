import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pageOfParts, type Place } from './page-of-parts.ts'

const row = (rowId: string, ...numbers: number[]) => ({
  since: '2026-11-30',
  rowId,
  parts: numbers.map((number) => ({ number, name: `${rowId}${number}` })),
})
const place = (rowId: string, number: number): Place => ({ since: '2026-11-30', rowId, number })

describe('A page of parts', () => {
  const cases: readonly (readonly [string, Parameters<typeof pageOfParts>, string[], Place | undefined])[] = [
    [
      'holds all when they fit',
      [[row('a', 1), row('b', 1)], { count: 2, after: undefined, hasMore: false }],
      ['a1', 'b1'],
      undefined,
    ],
    ['stops within a row', [[row('a', 1, 2)], { count: 1, after: undefined, hasMore: false }], ['a1'], place('a', 1)],
    ['goes on within a row', [[row('a', 1, 2)], { count: 1, after: place('a', 1), hasMore: false }], ['a2'], undefined],
    [
      'may be empty and lead on',
      [[row('a'), row('b')], { count: 1, after: undefined, hasMore: true }],
      [],
      place('b', 1000),
    ],
    [
      'passes a row that is done',
      [[row('a', 1), row('b', 1)], { count: 1, after: place('a', 1000), hasMore: true }],
      ['b1'],
      place('b', 1000),
    ],
    ['of nothing is the last', [[], { count: 1, after: undefined, hasMore: false }], [], undefined],
  ]
  for (const [what, given, names, next] of cases) {
    it(what, () => {
      const page = pageOfParts(...given)
      assert.deepEqual(
        page.found.map((part) => (part as { name: string }).name),
        names,
      )
      assert.deepEqual(page.next, next)
    })
  }
})
