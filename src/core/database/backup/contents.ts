import type { SchemaObject } from '../dump/index.ts'

/** What a backup says before its rows. */
export type BackupStart = {
  createdAt: string
  serverMajor: number
  /** The migrations the database had, in order. */
  migrations: readonly string[]
  /** The whole schema, as it was. */
  schema: readonly SchemaObject[]
  /** Roles that the schema's rights and policies name; their passwords and memberships are not part of a backup. */
  roles: readonly string[]
}

/** A table whose rows follow; names are quoted as SQL needs them. */
export type TableStart = { name: string; columns: readonly string[]; orderBy: string }

/** What was read of a table: the check on what is restored. `sha256` is over its rows as COPY writes them, in order. */
export type TableEnd = { name: string; rows: number; sha256: string }

/** Where a sequence stands; an identity column's is found by its column. */
export type SequenceState = {
  sequence: string
  column: [table: string, column: string] | null
  value: string
  isCalled: boolean
}

/** What a backup says after its rows. */
export type BackupEnd = { tables: readonly TableEnd[]; sequences: readonly SequenceState[] }

/** What a person is told of a backup or a restore: numbers only. */
export type BackupSummary = {
  createdAt: string
  migrations: readonly string[]
  tables: number
  rows: number
  keyId: string
}

export const summaryOf = (start: BackupStart, end: BackupEnd, keyId: string): BackupSummary => ({
  createdAt: start.createdAt,
  migrations: start.migrations,
  tables: end.tables.length,
  rows: end.tables.reduce((sum, { rows }) => sum + rows, 0),
  keyId,
})
