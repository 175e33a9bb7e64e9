import type { Child } from '../core/html/jsx-runtime.ts'
import { Button } from './components/button.tsx'
import { Pagination } from './components/pagination.tsx'
import { Table, type TableCell } from './components/table.tsx'
import { hrefWith, type Query } from './data-table/query.ts'

export interface Column<Row> {
  /** Its name in the address, when the list can be sorted by it. */
  readonly key: string
  readonly heading: string
  readonly cell: (row: Row) => Child
  /** Makes the cell a link. */
  readonly href?: ((row: Row) => string) | undefined
  /** Said after the link for someone who hears it alone. */
  readonly visuallyHiddenText?: ((row: Row) => string) | undefined
  readonly sortable?: boolean | undefined
  readonly numeric?: boolean | undefined
  readonly nowrap?: boolean | undefined
}

export interface DataTableProps<Row> {
  readonly caption: string
  /** The list's path, without a query. */
  readonly path: string
  /** What the address asks for now: filters, `sort` (`key` or `-key`), `page`. Unknown names are the caller's to drop. */
  readonly query: Query
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Rows on every page together. */
  readonly total: number
  /** Rows on one page; lists show at most 100 (each row shown is an access to be recorded). */
  readonly pageSize: number
  /** From 1; read from `query.page` when left out. */
  readonly page?: number | undefined
  /** Fields of the filter form, drawn by the caller with names that appear in the query. */
  readonly filters?: Child
  /** Names of the filters, so that "Clear filters" knows what to clear and hidden inputs are not doubled. */
  readonly filterNames?: readonly string[] | undefined
  readonly rowActions?: ((row: Row) => Child) | undefined
  readonly rowActionsHeading?: string | undefined
  readonly csvPath?: string | undefined
  readonly emptyText: string
  /** `stack` (the default) turns each row into a card on a narrow screen; `scroll` keeps columns side by side in a scrolling region. */
  readonly narrow?: 'stack' | 'scroll' | undefined
  readonly id?: string | undefined
}

type Order = 'ascending' | 'descending' | 'none'

const orderOf = (query: Query, key: string): Order =>
  query['sort'] === key ? 'ascending' : query['sort'] === `-${key}` ? 'descending' : 'none'

function heads<Row>(props: DataTableProps<Row>) {
  const { path, query, columns, rowActions } = props
  const named = columns.map((column) => {
    const shared = {
      text: column.heading,
      format: column.numeric ? ('numeric' as const) : undefined,
      classes: column.nowrap ? 'troth-nowrap' : undefined,
    }
    if (!column.sortable) return shared
    const order = orderOf(query, column.key)
    const next = order === 'ascending' ? `-${column.key}` : column.key
    return { ...shared, sort: order, href: hrefWith(path, query, { sort: next, page: undefined }) }
  })
  return rowActions ? [...named, { text: props.rowActionsHeading ?? 'Actions', classes: 'troth-no-print' }] : named
}

function cells<Row>(props: DataTableProps<Row>, row: Row): readonly TableCell[] {
  const named = props.columns.map((column) => ({
    text: column.cell(row),
    href: column.href?.(row),
    visuallyHiddenText: column.visuallyHiddenText?.(row),
    classes: column.nowrap ? 'troth-nowrap' : undefined,
  }))
  const { rowActions } = props
  return rowActions
    ? [...named, { text: <div class="troth-list__actions">{rowActions(row)}</div>, classes: 'troth-no-print' }]
    : named
}

function Filters<Row>({ path, query, caption, filters, filterNames = [] }: DataTableProps<Row>) {
  const isFiltered = filterNames.some((name) => query[name] !== undefined && query[name]?.length !== 0)
  const cleared = Object.fromEntries([...filterNames, 'page'].map((name) => [name, undefined]))
  return (
    <form
      class="troth-list__filters"
      method="get"
      action={path}
      role="search"
      aria-label={`Filter ${caption}`}
      novalidate
    >
      {query['sort'] !== undefined && <input type="hidden" name="sort" value={String(query['sort'])} />}
      <div class="troth-list__filter-row">{filters}</div>
      <div class="troth-list__filter-buttons">
        <Button variant="secondary" small>
          Apply filters
        </Button>
        {isFiltered && <a href={hrefWith(path, query, cleared)}>Clear filters</a>}
      </div>
    </form>
  )
}

const plural = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'result' : 'results'}`

const countWords = (page: number, pageSize: number, shown: number, total: number): string => {
  if (total <= pageSize && page === 1) return plural(total)
  const first = (page - 1) * pageSize + 1
  return `Showing ${first.toLocaleString('en-GB')} to ${(first + shown - 1).toLocaleString('en-GB')} of ${plural(total)}`
}

const pageOf = (query: Query): number => {
  const page = Number(query['page'] ?? 1)
  return Number.isInteger(page) && page > 0 ? page : 1
}

/** A worklist: filter, order and page all live in the address, so that a list can be bookmarked, shared and gone back to. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { path, query, rows, total, pageSize, caption, narrow = 'stack' } = props
  const page = props.page ?? pageOf(query)
  const id = props.id ?? 'list'
  return (
    <div class="troth-list" id={id}>
      {props.filters !== undefined && <Filters {...props} />}
      {rows.length === 0 ? (
        <p class="troth-list__empty">{props.emptyText}</p>
      ) : (
        <>
          <Table
            caption={{ text: caption, size: 'm', id: `${id}-caption` }}
            head={heads(props)}
            rows={rows.map((row) => cells(props, row))}
            firstCellIsHeader
            responsive={narrow === 'stack'}
            scroll={narrow === 'scroll'}
          />
          <div class="troth-list__foot">
            <p>{countWords(page, pageSize, rows.length, total)}</p>
            {props.csvPath !== undefined && (
              <p>
                <a href={hrefWith(props.csvPath, query, { page: undefined })} download>
                  Download this list (CSV)
                </a>
              </p>
            )}
          </div>
          <Pagination
            page={page}
            pages={Math.ceil(total / pageSize)}
            hrefFor={(number) => hrefWith(path, query, { page: number === 1 ? undefined : String(number) })}
            label={`Pages of ${caption}`}
          />
        </>
      )}
    </div>
  )
}
