import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { Client } from 'pg'

/** Most statements one connection keeps prepared: lists of varying length would otherwise grow without end. */
const MOST_PREPARED = 300
const LONGEST = 16_000

/** A connection that lets the server keep the plan of each statement it sees: planning under row-level security costs more than running. */
export class PreparingClient extends Client {
  readonly #names = new Map<string, string>()

  override query(...parameters: unknown[]): never {
    const [text, values, ...rest] = parameters
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : undefined
    this.#sendTogether()
    const query = super.query.bind(this) as (...all: unknown[]) => unknown
    const answer = query(...(name === undefined ? parameters : [{ name, text, values: values as unknown[] }, ...rest]))
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (isSpent(text, error)) void this.end()
      })
    }
    return answer as never
  }

  /** What is asked in one breath leaves in one packet: a transaction's begin with its first read, its last write with commit. */
  #sendTogether(): void {
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection
    if (stream.writableCorked > 0) return
    stream.cork()
    process.nextTick(() => stream.uncork())
  }

  /** Made from the text, so that one name never means two statements, whichever connection of a pooler it reaches. */
  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MOST_PREPARED || text.length > LONGEST) return known
    const name = `troth_${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`
    this.#names.set(text, name)
    return name
  }
}

/**
 * Whether the connection must not be lent again: a statement whose columns have changed under it fails for as long as the
 * connection lives, and one that could not roll back may still be inside its transaction.
 */
function isSpent(text: unknown, error: unknown): boolean {
  const { code, routine } = error as { code?: string; routine?: string }
  // The message is in the server's language; the name of its function is not.
  return text === 'rollback' || (code === '0A000' && routine === 'RevalidateCachedQuery')
}
