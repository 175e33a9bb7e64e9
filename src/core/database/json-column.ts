import type { ColumnType } from 'kysely'

/** A `jsonb` column: read as what JSON holds and checked by whoever reads it; written as text that PostgreSQL parses. */
export type JsonColumn = ColumnType<unknown, string, string>
