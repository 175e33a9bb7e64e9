import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { renderPart } from '../../core/html/render.ts'
import { pageWindow, Pagination } from './pagination.tsx'

const shown = (page: number, pages: number) =>
  pageWindow(page, pages)
    .map((number) => number ?? '…')
    .join(' ')

describe('The page numbers shown', () => {
  it('are all of them when they are few', () => assert.equal(shown(2, 4), '1 2 3 4'))
  it('leave out the middle when they are many', () => assert.equal(shown(10, 20), '1 … 9 10 11 … 20'))
  it('never leave out just one', () => assert.equal(shown(4, 7), '1 2 3 4 5 6 7'))
  it('start and end where the list does', () => {
    assert.equal(shown(1, 9), '1 2 … 9')
    assert.equal(shown(9, 9), '1 … 8 9')
  })
  it('always hold the first, the last and this one, in order, once each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(499), (pages, offset) => {
        const page = Math.min(offset + 1, pages)
        const numbers = pageWindow(page, pages).filter((number) => number !== undefined)
        assert.deepEqual(
          numbers,
          [...new Set(numbers)].toSorted((a, b) => a - b),
        )
        for (const expected of [1, page, pages]) assert.ok(numbers.includes(expected))
      }),
    )
  })
})

describe('Pagination', () => {
  const html = (page: number, pages: number) =>
    renderPart(<Pagination page={page} pages={pages} hrefFor={(number) => `?page=${number}`} />)
  it('is not there when there is one page', () => assert.equal(html(1, 1), ''))
  it('leads back and on', () =>
    assert.match(html(2, 3).replace(/\s+/g, ' '), /href="\?page=1".*rel="prev".*href="\?page=3".*rel="next"/s))
})
