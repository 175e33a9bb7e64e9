import { sql, type RawBuilder } from 'kysely'

/** A list of identifiers as one parameter: empty lists match nothing, and the plan does not depend on their length. */
export const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`any(${sql.val([...ids])}::uuid[])`
