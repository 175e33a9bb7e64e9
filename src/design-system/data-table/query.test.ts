import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { hrefWith } from './query.ts'

describe('An address with its query', () => {
  it('has no question mark when there is nothing to ask', () => assert.equal(hrefWith('/a', {}), '/a'))
  it('leaves out what is empty or taken away', () => {
    assert.equal(hrefWith('/a', { q: '', sort: 'name', page: '2' }, { page: undefined }), '/a?sort=name')
  })
  it('keeps several values under one name', () =>
    assert.equal(hrefWith('/a', { team: ['x', 'y'] }), '/a?team=x&team=y'))
  it('keeps what the path asks for, once, unless the query says otherwise', () => {
    assert.equal(hrefWith('/a?shown=all&format=csv', { shown: 'all', q: 'x' }), '/a?format=csv&shown=all&q=x')
    assert.equal(hrefWith('/a?shown=all', { shown: 'late' }), '/a?shown=late')
    assert.equal(hrefWith('/a?shown=all', { shown: undefined }), '/a?shown=all')
  })
  it('reads back as what was written, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (typed) => {
        const read = new URL(hrefWith('/a', { q: typed }), 'http://localhost').searchParams.get('q')
        assert.equal(read, typed.toWellFormed())
      }),
    )
  })
})
