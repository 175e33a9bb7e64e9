/** How many times a second `work` ends, with `lanes` of it at once, over `seconds` after a warm-up. */
export async function rate(work: () => Promise<unknown>, { lanes = 16, seconds = 3 } = {}): Promise<number> {
  await during(work, lanes, seconds / 4)
  return (await during(work, lanes, seconds)) / seconds
}

async function during(work: () => Promise<unknown>, lanes: number, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let done = 0
  const lane = async () => {
    while (performance.now() < until) {
      await work()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}

/** The two rates in turns, so that what else the machine does falls on both; medians of `rounds`. */
export async function ratesInTurns(
  work: () => Promise<unknown>,
  floor: () => Promise<unknown>,
  { rounds = 5, lanes = 16, seconds = 1.5 } = {},
): Promise<{ value: number; floor: number }> {
  const values: number[] = []
  const floors: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await rate(floor, { lanes, seconds }))
    values.push(await rate(work, { lanes, seconds }))
  }
  return { value: median(values), floor: median(floors) }
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5)

/** The value that `share` of the numbers do not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
