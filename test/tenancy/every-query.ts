import { withoutComments } from '../architecture/words.ts'

/** A table named to be read, changed or emptied: in the builder's words, or in SQL. */
const NAMED = /\.(?:selectFrom|updateTable|deleteFrom)\(\s*'([a-z]+\.\w+)|\b(?:from|update|join)\s+([a-z]+\.\w+)/g
/** Where a statement or the part of it that was written in one breath ends: the next line at the margin, or the end of its text. */
const ENDS = /\n(?=[^\s)}\]])/

/** Tables of an organisation that a file reads or changes without naming the organisation, one sentence each. */
export function withoutTenant(file: string, text: string, tenantTables: ReadonlySet<string>): string[] {
  const code = withoutComments(text)
  return [...code.matchAll(NAMED)].flatMap(({ 1: built, 2: written, index }) => {
    const table = built ?? written ?? ''
    if (!tenantTables.has(table)) return []
    const rest = code.slice(index)
    const statement = rest.slice(0, ENDS.exec(rest)?.index ?? rest.length)
    return /tenant_id/.test(statement) ? [] : [`${file}: names no tenant_id where it opens ${table}`]
  })
}
