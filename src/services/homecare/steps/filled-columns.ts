type Rows = readonly (readonly string[])[]

/** A table without the columns in which nothing is said: on a phone each would be an empty line of every row. */
export function filledColumns({ head, rows }: { readonly head: readonly string[]; readonly rows: Rows }): {
  readonly head: readonly string[]
  readonly rows: Rows
} {
  const isFilled = (_cell: string, column: number): boolean => rows.some((row) => row[column] !== '')
  return { head: head.filter(isFilled), rows: rows.map((row) => row.filter(isFilled)) }
}
