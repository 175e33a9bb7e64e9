import { Client } from 'pg'

/** Most statements one connection keeps prepared: lists of varying length would otherwise grow without end. */
const MOST_PREPARED = 300
const LONGEST = 8_000

/** A connection that lets the server keep the plan of each statement it sees: planning under row-level security costs more than running. */
export class PreparingClient extends Client {
  readonly #names = new Map<string, string>()

  override query(...parameters: unknown[]): never {
    const [text, values, ...rest] = parameters
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(text) : undefined
    const query = super.query.bind(this) as (...all: unknown[]) => unknown
    return query(...(name === undefined ? parameters : [{ name, text, values: values as unknown[] }, ...rest])) as never
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= MOST_PREPARED || text.length > LONGEST) return known
    const name = `troth_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}
