/** A job that did not do its work: `dead` when it will not be tried again by itself, `failing` while it still is. */
export interface TroubledJob {
  readonly jobId: string
  readonly state: 'dead' | 'failing'
  /** The name that it was declared with. */
  readonly name: string
  /** Identifiers only: a payload holds nothing else. */
  readonly payload: Readonly<Record<string, unknown>>
  readonly madeAt: Date
  readonly tries: number
  /** The kind of error, never its words. */
  readonly problem: string
  /** When a failing job is tried next; when a dead one was given up. */
  readonly at: Date
}

export const TROUBLED_STATES = { dead: 'Given up', failing: 'Being tried again' } as const
