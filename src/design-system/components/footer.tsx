import type { Child } from '../../core/html/jsx-runtime.ts'

export interface FooterLink {
  readonly text: Child
  readonly href: string
}
export interface FooterColumn {
  readonly heading?: string | undefined
  readonly items?: readonly (FooterLink | false | null | undefined)[] | undefined
  readonly content?: Child
  readonly width?: 'full' | 'one-half' | 'one-third' | 'one-quarter' | undefined
}
export interface FooterMeta {
  readonly items?: readonly FooterLink[] | undefined
  readonly content?: Child
  readonly visuallyHiddenText?: string | undefined
}
export interface FooterProps {
  readonly navigation?: readonly FooterColumn[] | undefined
  readonly columns?: 1 | 2 | 3 | 4 | undefined
  readonly meta?: FooterMeta | undefined
  /** Who owns the content; nothing is claimed when it is left out. */
  readonly copyright?: string | undefined
}

const WIDTHS = { 1: 'full', 2: 'one-half', 3: 'one-third', 4: 'one-quarter' } as const

const LinkList = ({ items }: { items: NonNullable<FooterColumn['items']> }) => (
  <ul class="nhsuk-footer__list">
    {items.map(
      (item) =>
        item && (
          <li class="nhsuk-footer__list-item">
            <a class="nhsuk-footer__list-item-link" href={item.href}>
              {item.text}
            </a>
          </li>
        ),
    )}
  </ul>
)

const Column = ({ column, columns }: { column: FooterColumn; columns: keyof typeof WIDTHS }) => (
  <div class={`nhsuk-grid-column-${column.width ?? WIDTHS[columns]}`}>
    {column.heading !== undefined && <h2 class="nhsuk-footer__heading nhsuk-heading-s">{column.heading}</h2>}
    {column.content}
    {column.items && <LinkList items={column.items} />}
  </div>
)

const rowsOf = <Part,>(parts: readonly Part[], length: number): readonly (readonly Part[])[] =>
  Array.from({ length: Math.ceil(parts.length / length) }, (_row, index) =>
    parts.slice(index * length, (index + 1) * length),
  )

/** The foot of every page: the ways to get help and to check what is done with data. */
export const Footer = ({ navigation = [], columns = 4, meta, copyright }: FooterProps) => (
  <footer class="nhsuk-footer" role="contentinfo">
    <div class="nhsuk-width-container">
      {rowsOf(navigation, columns).map((row) => (
        <div class="nhsuk-footer__navigation nhsuk-grid-row">
          {row.map((column) => (
            <Column column={column} columns={columns} />
          ))}
        </div>
      ))}
      <div class="nhsuk-footer__meta">
        {meta?.items && (
          <>
            <h2 class="nhsuk-u-visually-hidden">{meta.visuallyHiddenText ?? 'Support links'}</h2>
            <LinkList items={meta.items} />
          </>
        )}
        {meta?.content}
        {copyright && <p class="nhsuk-body-s">{copyright}</p>}
      </div>
    </div>
  </footer>
)
