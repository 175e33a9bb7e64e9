// Upstream's options in the words of our own components. What we leave out on purpose throws, and stands in exempt.ts.
import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import type { Child } from '../../src/core/html/jsx-runtime.ts'
import { Footer, type FooterColumn } from '../../src/design-system/components/footer.tsx'
import { Header, type HeaderProps } from '../../src/design-system/components/header.tsx'
import { Scroll } from '../../src/design-system/components/scroll.tsx'
import {
  SummaryList,
  type SummaryListProps,
  type SummaryRow,
} from '../../src/design-system/components/summary-list.tsx'
import { Table, type TableCell, type TableHead, type TableProps } from '../../src/design-system/components/table.tsx'
import { Tag, type TagProps } from '../../src/design-system/components/tag.tsx'
import type { Json, JsonObject } from './fixtures.ts'

/** Upstream's markup as an element. Only a test may do this: pages have no way to make markup from a string. */
export const raw = (html: string): VNode => jsxTemplate([html])

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const list = (value: Json): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : [])

/** Fails on an option that the mapping does not know, so that nothing is compared by being ignored. */
function only<Names extends string>(value: JsonObject, ...names: readonly Names[]): { readonly [N in Names]?: Json } {
  const strange = Object.keys(value).filter((name) => !(names as readonly string[]).includes(name))
  if (strange.length > 0) throw new Error(`not supported: ${strange.join(', ')}`)
  return value as { readonly [N in Names]?: Json }
}

const content = (value: Json): Child =>
  !isObject(value)
    ? (value as Child)
    : value['html'] === undefined
      ? (value['text'] as Child)
      : raw(String(value['html']))

function tag(context: JsonObject, callBlock: string | undefined) {
  const { text, html, ...rest } = only(context, 'text', 'html', 'colour', 'border', 'classes')
  const inner = callBlock === undefined ? content({ text, html }) : raw(callBlock)
  return <Tag {...(rest as Omit<TagProps, 'children'>)}>{inner}</Tag>
}

const actionItems = (actions: Json) =>
  list(isObject(actions) ? actions['items'] : actions).map(
    (item) => item as unknown as NonNullable<SummaryRow['actions']>[number],
  )

function summaryRow(row: Json): SummaryRow | false {
  if (!isObject(row)) return false
  const { key, value, actions, border } = only(row, 'key', 'value', 'actions', 'border')
  const width = isObject(key) ? key['width'] : undefined
  return {
    key: content(key),
    value: content(value),
    actions: actionItems(actions),
    border: border as boolean | undefined,
    keyWidth: width as SummaryRow['keyWidth'],
  }
}

function card(value: Json): TableProps['card'] {
  if (!isObject(value)) return value === true ? {} : undefined
  const { heading, ...rest } = only(value, 'heading', 'actions', 'clickable', 'href', 'variant')
  const { text, size } = isObject(heading) ? only(heading, 'text', 'size') : { text: heading, size: undefined }
  return { ...rest, heading: text, headingSize: size } as TableProps['card']
}

function summaryList(context: JsonObject) {
  const { rows, card: box, ...rest } = only(context, 'rows', 'card', 'border', 'lastRowBorder')
  return <SummaryList {...(rest as Partial<SummaryListProps>)} rows={list(rows).map(summaryRow)} card={card(box)} />
}

const cell = (value: Json): Child | TableCell =>
  isObject(value) ? ({ ...value, html: undefined, text: content(value) } as TableCell) : (value as Child)

function table(context: JsonObject) {
  const { caption, head, rows, card: box, panel, heading, headingLevel, ...rest } = context
  const named = isObject(caption) ? { ...caption, text: content(caption) } : caption
  const panelBox = panel ? { heading, headingLevel, variant: 'feature' } : undefined
  return (
    <Table
      {...(rest as Partial<TableProps>)}
      caption={named as TableProps['caption']}
      head={list(head).map((item) => cell(item) as string | TableHead)}
      rows={list(rows).map((row) => (Array.isArray(row) ? list(row).map(cell) : false))}
      card={(panelBox as TableProps['card']) ?? card(box)}
    />
  )
}

function searchOf(search: Json): HeaderProps['search'] {
  if (!search) return undefined
  const { label, input } = only(search === true ? {} : (search as JsonObject), 'label', 'input')
  return {
    action: 'https://www.nhs.uk/search/',
    label: String((label as JsonObject | undefined)?.['visuallyHiddenText'] ?? 'Search the NHS website'),
    placeholder: (input as JsonObject | undefined)?.['placeholder'] as string | undefined,
  }
}

function header(context: JsonObject) {
  only(context, 'account', 'colour', 'inline', 'logo', 'navigation', 'organisation', 'search', 'service')
  const { search, ...rest } = context
  return <Header {...(rest as unknown as HeaderProps)} brand="nhs" search={searchOf(search)} />
}

const small = (text: Json) => <p class="nhsuk-body-s">{String(text)}</p>

const body = (value: JsonObject): Child =>
  value['html'] !== undefined
    ? raw(String(value['html']))
    : value['text'] === undefined
      ? undefined
      : small(value['text'])

function column(value: Json): FooterColumn {
  const { heading, html, text, items, width } = only(value as JsonObject, 'heading', 'html', 'text', 'items', 'width')
  return {
    heading: content(heading) as string | undefined,
    content: body({ html, text }),
    items: items as FooterColumn['items'],
    width: width as FooterColumn['width'],
  }
}

function copyrightOf(copyright: Json): string {
  const text = isObject(copyright) ? copyright['text'] : copyright
  return text === undefined ? '© NHS England' : String(text)
}

function footer(context: JsonObject, callBlock: string | undefined) {
  const { navigation, meta, copyright, columns } = only(context, 'navigation', 'meta', 'copyright', 'columns')
  const metaParts: JsonObject = isObject(meta) ? meta : { text: meta }
  return (
    <Footer
      navigation={(isObject(navigation) ? [navigation] : list(navigation)).map(column)}
      columns={columns as 3 | undefined}
      meta={{
        items: metaParts['items'] as unknown as { text: string; href: string }[],
        content: callBlock === undefined ? body(metaParts) : raw(callBlock),
      }}
      copyright={copyrightOf(copyright)}
    />
  )
}

function scroll(context: JsonObject, callBlock: string | undefined) {
  const { labelledBy, text, html, variant } = only(context, 'labelledBy', 'text', 'html', 'variant')
  const inner =
    callBlock !== undefined ? raw(callBlock) : html === undefined ? <p>{String(text)}</p> : raw(String(html))
  return (
    <Scroll labelledBy={labelledBy as string | undefined} variant={variant as 'reverse' | undefined}>
      {inner}
    </Scroll>
  )
}

/** The components we draw ourselves, each fed with upstream's options. */
export const native: Readonly<Record<string, (context: JsonObject, callBlock: string | undefined) => VNode>> = {
  header,
  footer,
  scroll,
  'summary-list': summaryList,
  tables: table,
  tag,
}
