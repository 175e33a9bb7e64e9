import { civilDateOf } from './values/london-time.ts'

/** Time is always passed in, so that tests and seeds can choose it. */
export interface Clock {
  /** The present instant. */
  now(): Date
  /** The civil date in Europe/London, `YYYY-MM-DD`. */
  today(): string
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  today: () => civilDateOf(new Date()),
}

/** A clock that stands at `instant`. */
export function fixedClock(instant: string | Date): Clock {
  const now = new Date(instant)
  return { now: () => new Date(now), today: () => civilDateOf(now) }
}
