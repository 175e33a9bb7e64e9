import type { DataMapOf } from './data-map.ts'

/**
 * Every column of a table by name. Never `select *`: a statement that the server keeps prepared would fail, on every
 * connection that has used it, as soon as a migration adds a column under the running program.
 */
export const columnsOf = <Tables, Table extends keyof Tables>(
  map: DataMapOf<Tables>,
  table: Table,
): readonly (keyof Tables[Table] & string)[] => Object.keys(map[table].columns) as (keyof Tables[Table] & string)[]
