import { Readable } from 'node:stream'

/**
 * A message that knows whether any of it has been asked for. The mail library reads it only once the server has said "go
 * on", and reports every failure of a connection alike, so this is what tells "not taken" from "may have been taken".
 */
export class MeasuredMessage extends Readable {
  #begun = false
  readonly #text: Buffer
  constructor(text: Buffer) {
    super({ highWaterMark: 1 })
    this.#text = text
  }

  get hasBegun(): boolean {
    return this.#begun
  }

  override _read(): void {
    this.#begun = true
    this.push(this.#text)
    this.push(null)
  }
}
