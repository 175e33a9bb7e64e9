/** One thing in the schema and the statements that make it, in the order of the dump. */
export type SchemaObject = { kind: string; name: string; statements: readonly string[] }

/** A string as SQL writes it. */
export const literal = (text: string): string =>
  `${text.includes('\\') ? ' E' : ''}'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`.trim()

/** `comment on …`, when there is one. */
export const comment = (what: string, text: string | null): string[] =>
  text === null ? [] : [`comment on ${what} is ${literal(text)};`]

/** Rights as PostgreSQL lists them: one line for each right and who has it. */
export type Grant = { grantee: string; privilege: string; grantable: boolean }

/** One `grant` for each grantee, rights in alphabetical order. */
export function grants(what: string, given: readonly Grant[] | null): string[] {
  const byGrantee = Map.groupBy(
    given ?? [],
    ({ grantee, grantable }) => `${grantee}${grantable ? ' with grant option' : ''}`,
  )
  return [...byGrantee]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([grantee, rights]) =>
        `grant ${rights
          .map(({ privilege }) => privilege)
          .sort()
          .join(', ')} on ${what} to ${grantee};`,
    )
}
