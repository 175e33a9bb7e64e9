import { isValidElement } from 'preact'
import type { Child } from '../../core/html/jsx-runtime.ts'
import { classes } from '../content.ts'
import { Card, type CardProps } from './card.tsx'
import { Scroll } from './scroll.tsx'

type Align = 'left' | 'centre' | 'right'
type Width = 'one-half' | 'one-third' | 'two-thirds' | 'one-quarter' | 'three-quarters'

export interface TableHead {
  readonly text?: Child
  readonly visuallyHiddenText?: string | undefined
  readonly format?: 'numeric' | 'string' | undefined
  /** Sort on the server: a link that asks for this list in another order. */
  readonly href?: string | undefined
  readonly sort?: true | 'ascending' | 'descending' | 'none' | undefined
  readonly sortNext?: 'ascending' | 'descending' | undefined
  readonly align?: Align | undefined
  readonly width?: Width | undefined
  readonly classes?: string | undefined
}
export interface TableCell {
  readonly text?: Child
  readonly visuallyHiddenText?: string | undefined
  readonly format?: 'numeric' | 'string' | undefined
  readonly href?: string | undefined
  readonly sortValue?: string | undefined
  readonly colspan?: number | undefined
  readonly rowspan?: number | undefined
  readonly align?: Align | undefined
  readonly width?: Width | undefined
  readonly classes?: string | undefined
}
export interface TableCaption {
  readonly text: Child
  readonly size?: 's' | 'm' | 'l' | 'xl' | undefined
  readonly id?: string | undefined
  readonly classes?: string | undefined
}
export interface TableProps {
  readonly caption?: string | TableCaption | undefined
  readonly head?: readonly (string | TableHead | false | null | undefined)[] | undefined
  readonly rows: readonly (readonly (Child | TableCell)[] | false | null | undefined)[]
  readonly firstCellIsHeader?: boolean | undefined
  /** Each row becomes a stack of "heading: value" on a narrow screen. */
  readonly responsive?: boolean | undefined
  /** The table scrolls sideways inside a region named by its caption, which then needs an id. */
  readonly scroll?: boolean | undefined
  readonly striped?: boolean | undefined
  readonly compact?: boolean | undefined
  readonly border?: boolean | undefined
  readonly lastRowBorder?: boolean | undefined
  readonly variant?: 'reverse' | undefined
  readonly card?: Omit<CardProps, 'children'> | undefined
  readonly id?: string | undefined
  readonly classes?: string | undefined
}

type Parts = { readonly [Name in keyof TableCell]: TableCell[Name] } & { readonly sort?: TableHead['sort'] }

const isParts = (cell: Child | TableCell | TableHead): cell is TableCell & TableHead =>
  typeof cell === 'object' && cell !== null && !Array.isArray(cell) && !isValidElement(cell)

const parts = <Part extends TableCell | TableHead>(cell: Child | Part): Part =>
  (isParts(cell as Child | TableCell) ? cell : { text: cell }) as Part

const isShown = (cell: unknown): boolean => cell !== false && cell !== null && cell !== undefined

const value = (cell: Parts): Child => {
  const hidden = cell.visuallyHiddenText
  if (!hidden) return cell.text
  const spaced = cell.text === undefined || cell.text === '' ? hidden : ` ${hidden}`
  return [cell.text, <span class="nhsuk-u-visually-hidden">{spaced}</span>]
}

const linked = (cell: Parts): Child =>
  cell.href === undefined ? (
    value(cell)
  ) : (
    <a class="nhsuk-link" href={cell.href}>
      {value(cell)}
    </a>
  )

const cellClass = (base: string, cell: Parts, format: Parts['format'], align: Parts['align']): string => {
  let names = base
  if (format === 'numeric') names += ` ${base}--numeric`
  if (align) names += ` nhsuk-u-text-align-${align}`
  if (cell.width) names += ` nhsuk-u-width-${cell.width}`
  return cell.classes ? `${names} ${cell.classes}` : names
}

const headCell = (head: TableHead, responsive: boolean, isSortable: boolean, isSortedByServer: boolean) => {
  const order = head.sort === true ? 'none' : head.sort
  return (
    <th
      class={cellClass('nhsuk-table__header', head, head.format, head.align)}
      scope="col"
      role={responsive ? 'columnheader' : undefined}
      data-sort={order && isSortable ? '' : undefined}
      data-sort-next={head.sortNext && !isSortedByServer ? head.sortNext : undefined}
      aria-sort={order && order !== 'none' ? order : undefined}
    >
      {linked(head)}
    </th>
  )
}

const bodyCell = (cell: TableCell, head: TableHead, isHeader: boolean, responsive: boolean) => {
  const format = cell.format ?? head.format
  const align = cell.align ?? (cell.format === 'string' && head.format === 'numeric' ? 'right' : head.align)
  const heading = responsive && (head.text !== undefined || head.visuallyHiddenText)
  const inner = linked(cell)
  const content = heading ? (
    <>
      <span class="nhsuk-table__heading" aria-hidden="true">
        {value({ text: head.text, visuallyHiddenText: head.visuallyHiddenText })}{' '}
      </span>
      {isPlain(cell.text) ? inner : <span>{inner}</span>}
    </>
  ) : (
    inner
  )
  const attributes = cellAttributes(
    cell,
    cellClass(isHeader ? 'nhsuk-table__header' : 'nhsuk-table__cell', cell, format, align),
  )
  if (responsive) attributes.role = isHeader ? 'rowheader' : 'cell'
  else if (cell.colspan !== undefined) attributes.colspan = cell.colspan
  return isHeader ? (
    <th {...attributes} scope="row">
      {content}
    </th>
  ) : (
    <td {...attributes}>{content}</td>
  )
}

interface CellAttributes {
  class: string
  role?: 'rowheader' | 'cell'
  colspan?: number
  rowspan?: number
  'data-sort-value'?: string
}

// An attribute that is present but undefined still costs the renderer a dozen regular expressions, for every cell of every list.
const cellAttributes = (cell: TableCell, names: string): CellAttributes => {
  const attributes: CellAttributes = { class: names }
  if (cell.rowspan !== undefined) attributes.rowspan = cell.rowspan
  if (cell.sortValue !== undefined) attributes['data-sort-value'] = cell.sortValue
  return attributes
}

const isPlain = (text: Child): boolean => typeof text === 'string' || typeof text === 'number' || text === undefined

const captionOf = (caption: TableProps['caption']): TableCaption | undefined =>
  typeof caption === 'string' ? { text: caption } : caption

/** The id of a caption with no id of its own, as upstream derives it. */
const captionId = (caption: TableCaption | undefined, props: TableProps): string | undefined => {
  if (caption?.id) return caption.id
  if (!props.scroll) return undefined
  if (props.id) return `${props.id}-caption`
  if (typeof caption?.text !== 'string') return undefined
  return `table-${caption.text.replaceAll(' ', '-').toLowerCase().slice(0, 40)}-caption`
}

const NO_HEAD: TableHead = {}
const ROW = { class: 'nhsuk-table__row' }
const RESPONSIVE_ROW = { class: 'nhsuk-table__row', role: 'row' as const }

function bare(props: TableProps) {
  const { responsive = false } = props
  const head = (props.head ?? []).filter(isShown).map((cell) => parts<TableHead>(cell as string | TableHead))
  const isSortable = head.some((cell) => cell.sort)
  const isSortedByServer = isSortable && head.some((cell) => cell.href !== undefined)
  const caption = captionOf(props.caption)
  const rowAttributes = responsive ? RESPONSIVE_ROW : ROW
  return (
    <table
      class={classes(
        'nhsuk-table',
        props.variant === 'reverse' && 'nhsuk-table--reverse',
        props.compact && 'nhsuk-table--compact',
        responsive && 'nhsuk-table--responsive',
        props.border === false && 'nhsuk-table--no-border',
        props.border !== false && props.lastRowBorder === false && 'nhsuk-table--no-last-row-border',
        isSortable && 'nhsuk-table--sortable',
        props.striped && 'nhsuk-table--striped',
        props.classes,
      )}
      id={props.id}
      data-module={isSortable && !isSortedByServer ? 'nhsuk-table' : undefined}
      role={responsive ? 'table' : undefined}
    >
      {caption && (
        <caption
          class={classes(
            'nhsuk-table__caption',
            caption.size && `nhsuk-table__caption--${caption.size}`,
            caption.classes,
          )}
          id={captionId(caption, props)}
        >
          {caption.text}
          {isSortable && <span class="nhsuk-u-visually-hidden"> (Column headers are sortable)</span>}
        </caption>
      )}
      {head.length > 0 && (
        <thead class="nhsuk-table__head" role={responsive ? 'rowgroup' : undefined}>
          <tr {...rowAttributes}>{head.map((cell) => headCell(cell, responsive, isSortable, isSortedByServer))}</tr>
        </thead>
      )}
      <tbody class="nhsuk-table__body">
        {props.rows.map(
          (row) =>
            row && (
              <tr {...rowAttributes}>
                {row.map(
                  (cell, index) =>
                    isShown(cell) &&
                    bodyCell(
                      parts<TableCell>(cell),
                      head[index] ?? NO_HEAD,
                      index === 0 && props.firstCellIsHeader === true,
                      responsive,
                    ),
                )}
              </tr>
            ),
        )}
      </tbody>
    </table>
  )
}

/** Facts in rows and columns. Native rather than upstream's macro, which costs a tenth of a millisecond a row. */
export function Table(props: TableProps) {
  const table = bare(props)
  const held = props.scroll ? (
    <Scroll labelledBy={captionId(captionOf(props.caption), props)} variant={props.variant}>
      {table}
    </Scroll>
  ) : (
    table
  )
  return props.card ? <Card {...props.card}>{held}</Card> : held
}
