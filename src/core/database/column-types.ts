import { types } from 'pg'

/** Fixed once for the whole program: what each PostgreSQL type becomes. A `date` is a civil date, never midnight somewhere. */
export const columnTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === types.builtins.DATE) return (text: string) => text
      if (oid === types.builtins.INT8) return safeInteger
    }
    return types.getTypeParser(oid, format)
  }) as typeof types.getTypeParser,
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A count from the database is too large to be exact')
  return value
}
