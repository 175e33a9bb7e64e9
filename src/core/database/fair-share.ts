import { UnavailableError } from '../errors.ts'

/** How long work waits for its turn, in milliseconds: as long as for a connection. */
export const PATIENCE_MS = 10_000

interface Line {
  held: number
  readonly waiting: (() => void)[]
}

/** Sees to it that one organisation, however busy, leaves connections to the others: each may hold so many, in its own queue. */
export class FairShare {
  readonly #most: number
  readonly #patienceMs: number
  readonly #lines = new Map<string, Line>()

  constructor(most: number, patienceMs = PATIENCE_MS) {
    this.#most = most
    this.#patienceMs = patienceMs
  }

  /** Waits for the organisation's turn; the answer gives it up again. Throws `UnavailableError` when the wait is too long. */
  async enter(whose: string): Promise<() => void> {
    const line = this.#lines.get(whose) ?? { held: 0, waiting: [] }
    this.#lines.set(whose, line)
    if (line.held < this.#most) line.held += 1
    else await this.#turn(line)
    return () => this.#leave(whose, line)
  }

  #turn(line: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      const called = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(called), 1)
        reject(new UnavailableError('The organisation is doing too much at once'))
      }, this.#patienceMs)
      line.waiting.push(called)
    })
  }

  /** Whoever waits longest takes over the place; it is never free in between. */
  #leave(whose: string, line: Line): void {
    const next = line.waiting.shift()
    if (next) return next()
    line.held -= 1
    if (line.held === 0) this.#lines.delete(whose)
  }
}

const shares = new WeakMap<object, FairShare>()

/** Gives each organisation at most three quarters of a pool of so many connections: the rest is always there for others. */
export function shareFairly(db: object, poolSize: number): void {
  shares.set(db, new FairShare(Math.max(1, Math.floor((poolSize * 3) / 4))))
}

export const fairShareOf = (db: object): FairShare | undefined => shares.get(db)
