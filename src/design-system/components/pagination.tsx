import { macro } from '../macros.ts'

export interface PaginationProps {
  /** From 1. */
  readonly page: number
  readonly pages: number
  readonly hrefFor: (page: number) => string
  readonly label?: string | undefined
}

/** The page numbers worth showing: first, last, this one and its neighbours; undefined where some are left out. */
export function pageWindow(page: number, pages: number): readonly (number | undefined)[] {
  const shown = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  const sorted = [...new Set(shown)].toSorted((a, b) => a - b)
  return sorted.flatMap((number, index) => {
    const gap = number - (sorted[index - 1] ?? 0)
    return gap === 1 ? [number] : gap === 2 ? [number - 1, number] : [undefined, number]
  })
}

/** Links to the other pages of a list, kept in the address. Nothing when there is one page. */
export function Pagination({ page, pages, hrefFor, label = 'Pages' }: PaginationProps) {
  if (pages <= 1) return <></>
  return macro('pagination', {
    ariaLabel: label,
    previous: page > 1 ? { href: hrefFor(page - 1) } : undefined,
    next: page < pages ? { href: hrefFor(page + 1) } : undefined,
    items: pageWindow(page, pages).map((number) =>
      number === undefined
        ? { ellipsis: true }
        : { number: String(number), href: hrefFor(number), current: number === page },
    ),
  })
}
