/** Counts by key over a fixed minute. Kept in this process: more processes allow more, never less. */
export interface MinuteCounter {
  /** Counts one and returns how many there have been in this minute. */
  count(key: string): number
  /** How many there have been, without counting. */
  of(key: string): number
}

/** `now` is in milliseconds and only moves forward. */
export function minuteCounter(now: () => number = () => performance.now()): MinuteCounter {
  let minute = -1
  let counts = new Map<string, number>()
  const current = () => {
    const present = Math.floor(now() / 60_000)
    if (present !== minute) [minute, counts] = [present, new Map()]
    return counts
  }
  return {
    count(key) {
      const total = (current().get(key) ?? 0) + 1
      current().set(key, total)
      return total
    },
    of: (key) => current().get(key) ?? 0,
  }
}
