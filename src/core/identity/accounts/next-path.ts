/** Where to go after sign-in: one of our own pages, or the home page. Anything that could lead to another site is dropped. */
export function nextPath(asked: string | undefined, home: string): string {
  if (asked === undefined || asked.length > 2_000) return home
  // Browsers take a backslash for a slash and drop tabs and line ends, so only plain visible characters pass.
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return home
  const url = new URL(asked, 'https://own.invalid')
  if (url.origin !== 'https://own.invalid' || url.pathname.startsWith('//')) return home
  // Signing in again, or out, is not somewhere to go.
  if (/^\/(staff\/sign-in|patient\/sign-in|sign-out|session)(\/|$)/.test(url.pathname)) return home
  return `${url.pathname}${url.search}${url.hash}`
}

/** The query that carries where to go next through the steps of sign-in. */
export const withNext = (path: string, next: string | undefined): string =>
  next === undefined || next === '' ? path : `${path}?next=${encodeURIComponent(next)}`
