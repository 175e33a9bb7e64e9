/** The query of an address: one value or several under each name. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** An address with part of its query changed; what the path itself asks for stays unless the query says otherwise; undefined and empty values are left out, so that equal lists have equal addresses. */
export function hrefWith(path: string, query: Query, changes: Query = {}): string {
  const [bare = '', own = ''] = path.split('?')
  const search = new URLSearchParams(own)
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    if (value !== undefined) search.delete(name)
    for (const part of typeof value === 'string' ? [value] : (value ?? [])) if (part !== '') search.append(name, part)
  }
  const text = search.toString()
  return text === '' ? bare : `${bare}?${text}`
}
