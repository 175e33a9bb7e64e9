import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readType, writtenTypes } from './declared-tables.ts'
import { agrees } from './type-agreement.ts'

const TEXT = `export interface X {
  'core.x': {
    a: string | null
    /** Not a column: of the table. */
    b: Generated<Date>
    c: ColumnType<{ d: string; e: string }[], string, string>
  }
  'core.y': { f: 'g' | 'h'; i: { j: string }[] }
}
export const xDataMap = {
  'core.x': {
    class: 'tenant',
  },
}
`

describe('The reading of tables.ts', () => {
  it('finds every table and column of the interface, and nothing else', () => {
    const tables = writtenTypes(TEXT)
    assert.deepEqual([...tables.keys()], ['core.x', 'core.y'])
    assert.deepEqual(Object.fromEntries(tables.get('core.x')!), {
      a: 'string | null',
      b: 'Generated<Date>',
      c: 'ColumnType<{ d: string; e: string }[], string, string>',
    })
    assert.deepEqual(Object.fromEntries(tables.get('core.y')!), { f: "'g' | 'h'", i: '{ j: string }[]' })
  })
  it('understands what is read from a column', () => {
    assert.deepEqual(readType('string | null'), { type: 'string', nullable: true, generated: false })
    assert.deepEqual(readType('Generated<Date>'), { type: 'Date', nullable: false, generated: true })
    assert.equal(readType('ColumnType<string, never, never>').type, 'string')
    assert.equal(readType('ColumnType<{ a: string; b: string }[], string, string>').type, '{ a: string; b: string }[]')
    assert.equal(readType('JSONColumnType<Name, string, string>').type, 'Name')
  })
  it('knows which types of the database they stand for', () => {
    for (const [typescript, database] of [
      ['string', 'uuid'],
      ['Date', 'timestamp with time zone'],
      ["'a' | 'b'", 'text'],
      ['StaffRole', 'text'],
      ['readonly Kept<Name>[]', 'jsonb'],
    ] as const)
      assert.ok(agrees(typescript, database), `${typescript} and ${database}`)
    for (const [typescript, database] of [
      ['Date', 'date'],
      ['Date', 'timestamp without time zone'],
      ['number', 'numeric'],
      ['string', 'bytea'],
      ["'a' | 'b'", 'integer'],
    ] as const)
      assert.ok(!agrees(typescript, database), `${typescript} and ${database}`)
  })
})
