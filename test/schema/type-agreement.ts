/** PostgreSQL types that a TypeScript type may stand for. A named type or a union of words is text. */
const STANDS_FOR: Readonly<Record<string, readonly string[]>> = {
  string: ['uuid', 'text', 'date', 'xid8', 'time without time zone', 'numeric', 'character varying'],
  number: ['integer', 'smallint', 'bigint', 'double precision', 'real'],
  boolean: ['boolean'],
  Date: ['timestamp with time zone'],
  Buffer: ['bytea'],
  'string[]': ['text[]', 'uuid[]', 'date[]'],
  unknown: ['jsonb'],
}

/** Whether a column of the database can be read as the TypeScript type says. */
export function agrees(typescript: string, database: string): boolean {
  const known = STANDS_FOR[typescript]
  if (known) return known.includes(database)
  if (/^('[^']*'(\s*\|\s*)?)+$/.test(typescript)) return database === 'text'
  if (/^(readonly )?\(?[A-Z][\w<>]*\)?\[\]$/.test(typescript)) return database === 'text[]' || database === 'jsonb'
  if (/^[A-Z]\w*$/.test(typescript)) return ['text', 'date', 'jsonb', 'uuid', 'integer', 'smallint'].includes(database)
  return /^(readonly )?[{(]|^Record</.test(typescript) && database === 'jsonb'
}
