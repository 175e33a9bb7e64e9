import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { filledColumns } from './filled-columns.ts'

const head = ['What', 'Why']

describe('The columns of a table', () => {
  it('stay when one row says something in them', () => {
    const rows = [
      ['Begun', ''],
      ['Stopped', 'Ill'],
    ]
    assert.deepEqual(filledColumns({ head, rows }), { head, rows })
  })
  it('go when no row does', () =>
    assert.deepEqual(filledColumns({ head, rows: [['Begun', '']] }), { head: ['What'], rows: [['Begun']] }))
})
