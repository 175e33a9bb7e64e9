/** Where a page ended: the row by time of change, and how far into it. */
export interface Place {
  readonly since: string
  readonly rowId: string
  readonly number: number
}

export interface RowOfParts<Part> {
  readonly since: string
  readonly rowId: string
  readonly parts: readonly (Part & { readonly number: number })[]
}

/** No row has so many parts: a place behind all of them. */
const BEHIND = 1000

/**
 * A page of the parts of rows, beginning after a place. A row may have none that may be shown, so that a page can be short and
 * still lead on. `hasMore` says that there are rows after these.
 */
export function pageOfParts<Part>(
  rows: readonly RowOfParts<Part>[],
  page: { readonly count: number; readonly after: Place | undefined; readonly hasMore: boolean },
): { readonly found: readonly Part[]; readonly next: Place | undefined } {
  const { count, after, hasMore } = page
  const all = rows.flatMap(({ since, rowId, parts }) =>
    parts
      .filter(({ number }) => after?.rowId !== rowId || number > after.number)
      .map((part) => ({ part, place: { since, rowId, number: part.number } })),
  )
  const shown = all.slice(0, count)
  const found = shown.map(({ part }) => part)
  if (all.length > count) return { found, next: shown.at(-1)?.place }
  const last = rows.at(-1)
  return { found, next: hasMore && last ? { since: last.since, rowId: last.rowId, number: BEHIND } : undefined }
}
