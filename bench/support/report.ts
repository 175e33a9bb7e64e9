/** One figure of a benchmark, beside the raw floor measured in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** The same work without Troth: bare SQL, or a bare handler. */
  readonly floor?: number
  /** value ÷ floor; for rates more is better, for times less. */
  readonly ratio?: number
  readonly note?: string
}

/** Prints a figure as one JSON line. */
export function report({ name, value, unit, floor, note }: Omit<Figure, 'ratio'>): void {
  const rounded = (figure: number): number => Number(figure.toPrecision(4))
  const line: Figure = {
    name,
    value: rounded(value),
    unit,
    ...(floor === undefined ? {} : { floor: rounded(floor), ratio: rounded(value / floor) }),
    ...(note === undefined ? {} : { note }),
  }
  console.log(JSON.stringify(line))
}
