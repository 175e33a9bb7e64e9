import type { FileRow } from './read-rows.ts'
import { RepeatedKeys } from './rows-before.ts'

/** The keys that several rows of a file have. A fault in the file ends the look: it is told when the rows are read again. */
export async function repeatedKeys(rows: AsyncGenerator<FileRow>): Promise<ReadonlySet<string>> {
  const repeated = new RepeatedKeys()
  for (;;) {
    const { taken, ended } = await takeRows(rows, 500)
    for (const { row } of taken) if ('sent' in row) repeated.look(row.sent)
    if (ended) return repeated.keys
  }
}

/** The next rows of a file. */
export interface Taken {
  readonly taken: readonly FileRow[]
  readonly ended: boolean
  /** A fault in the file, given out after the rows before it. */
  readonly error?: unknown
}

/** Reads as many rows as are wanted, or as there are. Never throws: what was read before a fault is not lost. */
export async function takeRows(rows: AsyncGenerator<FileRow>, most: number): Promise<Taken> {
  const taken: FileRow[] = []
  try {
    while (taken.length < most) {
      const next = await rows.next()
      if (next.done) return { taken, ended: true }
      taken.push(next.value)
    }
    return { taken, ended: false }
  } catch (error) {
    return { taken, ended: true, error }
  }
}
