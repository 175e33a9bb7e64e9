import { createHash } from 'node:crypto'

const PART_BYTES = 8 * 1024 * 1024

/** What was written of a table, a log or the keys. */
export interface Counted {
  readonly rows: number
  readonly sha256: string
}

/** Writes lines of JSON to parts of a few megabytes: `<name>/000001.jsonl` and on. Counts and hashes all of them together. */
export async function writeLines(
  add: (name: string, text: string) => Promise<void>,
  name: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Counted> {
  const hash = createHash('sha256')
  let [rows, part, held, size] = [0, 0, [] as string[], 0]
  const flush = async (): Promise<void> => {
    if (held.length === 0) return
    const text = held.join('')
    hash.update(text)
    await add(`${name}/${String((part += 1)).padStart(6, '0')}.jsonl`, text)
    ;[held, size] = [[], 0]
  }
  for await (const line of lines) {
    held.push(`${line}\n`)
    size += line.length
    rows += 1
    if (size >= PART_BYTES) await flush()
  }
  await flush()
  return { rows, sha256: hash.digest('hex') }
}
