import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderPart } from '../core/html/render.ts'
import { DataTable, type DataTableProps } from './data-table.tsx'

interface Person {
  readonly id: string
  readonly name: string
}
const people: readonly Person[] = [
  { id: '1', name: 'ABARA, Chidi' },
  { id: '2', name: 'O’BRIEN, Zoë' },
]
const html = (props: Partial<DataTableProps<Person>> = {}) =>
  renderPart(
    <DataTable<Person>
      caption="Patients"
      path="/staff/patients"
      query={{ status: 'active', sort: 'name', page: '2' }}
      columns={[
        {
          key: 'name',
          heading: 'Name',
          cell: ({ name }) => name,
          href: ({ id }) => `/staff/patients/${id}`,
          sortable: true,
        },
        { key: 'born', heading: 'Born', cell: () => '1961', sortable: true },
      ]}
      rows={people}
      total={52}
      pageSize={25}
      filters={<input name="status" aria-label="Status" />}
      filterNames={['status']}
      csvPath="/staff/patients.csv"
      emptyText="No patients match."
      {...props}
    />,
  ).replaceAll('&amp;', '&')

describe('A list', () => {
  it('says how it is sorted, and turns the order round on a second press', () => {
    assert.match(
      html(),
      /aria-sort="ascending"><a class="nhsuk-link" href="\/staff\/patients\?status=active&sort=-name"/,
    )
    assert.match(
      html({ query: { sort: '-name' } }),
      /aria-sort="descending"><a class="nhsuk-link" href="\/staff\/patients\?sort=name"/,
    )
  })
  it('goes back to its first page when the order changes', () => {
    assert.match(html(), /href="\/staff\/patients\?status=active&sort=born"/)
  })
  it('keeps filters and order from page to page', () => {
    assert.match(html(), /href="\/staff\/patients\?status=active&sort=name&page=3"/)
    assert.match(html(), /href="\/staff\/patients\?status=active&sort=name"/)
  })
  it('says which rows are shown', () => assert.match(html(), /Showing 26 to 27 of 52 results/))
  it('downloads what is filtered, all pages of it', () => {
    assert.match(html(), /href="\/staff\/patients\.csv\?status=active&sort=name" download/)
  })
  it('filters by an address and keeps the order', () => {
    assert.match(html(), /<form class="troth-list__filters" method="get" action="\/staff\/patients"/)
    assert.match(html(), /<input type="hidden" name="sort" value="name"/)
  })
  it('offers to clear filters only when there are some', () => {
    assert.match(html(), /href="\/staff\/patients\?sort=name">Clear filters/)
    assert.doesNotMatch(html({ query: { sort: 'name' } }), /Clear filters/)
  })
  it('says in words that it is empty, and still offers the filters', () => {
    const empty = html({ rows: [], total: 0 })
    assert.match(empty, /No patients match\./)
    assert.match(empty, /Apply filters/)
    assert.doesNotMatch(empty, /<table/)
  })
  it('takes a page number that is no number as the first page', () => {
    assert.match(html({ query: { page: '<script>' } }), /Showing 1 to 2 of 52 results/)
  })
  it('has a name for the region that scrolls', () => {
    assert.match(html({ narrow: 'scroll' }), /role="region" aria-labelledby="list-caption"/)
    assert.match(html({ narrow: 'scroll' }), /<caption[^>]*id="list-caption"/)
  })
})
