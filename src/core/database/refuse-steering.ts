/** How a statement that reads or changes rows begins. Anything else steers the transaction or the session. */
const READS_OR_CHANGES = /^[\s(]*(?:select|insert|update|delete|merge|with|values|explain|lock)\b/i
const SETS = /\bset_config\b/i
const COMMENTS = /--[^\n]*|\/\*[\s\S]*?\*\//g
const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([a-z_]*)\$[\s\S]*?\$\1\$/gi

/**
 * Refuses text that could end the transaction, begin another, or turn it to another organisation: only in-tenant.ts may.
 * Work inside a transaction sends one statement at a time, and it reads or changes rows.
 */
export function refuseSteering(text: string): void {
  const hasMore = text.includes(';') && /;\s*\S/.test(text.replaceAll(QUOTED, '').replaceAll(COMMENTS, ''))
  const begins = READS_OR_CHANGES.test(text) || READS_OR_CHANGES.test(text.replaceAll(COMMENTS, ''))
  if (begins && !hasMore && !SETS.test(text)) return
  throw new Error('Only in-tenant.ts begins, ends or sets a transaction: send one statement that reads or changes rows')
}
