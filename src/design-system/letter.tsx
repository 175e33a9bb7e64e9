import type { Child } from '../core/html/jsx-runtime.ts'

/** Sizes of print that there are styles for; any other is rounded up to the next. */
const SIZES = [12, 16, 18, 20, 24, 28] as const

export interface LetterProps {
  readonly organisation: {
    readonly name: string
    readonly addressLines: readonly string[]
    readonly telephone?: string | undefined
    readonly openingTimes: readonly string[]
  }
  /** Name, then address, one line each, as the window of an envelope shows them. */
  readonly to: readonly string[]
  /** As read: "22 November 2026". */
  readonly date: string
  readonly heading: string
  /** Points of print that the reader needs. */
  readonly pointSize: number
  readonly children?: Child
}

/** A letter on one sheet of A4 in the layout of NHS letters: sender at the top right, reader at the left in the envelope's window. */
export const Letter = ({ organisation, to, date, heading, pointSize, children }: LetterProps) => (
  <article class={`troth-letter troth-letter--${SIZES.find((size) => size >= pointSize) ?? 28}`}>
    <div class="troth-letter__from">
      <p class="troth-letter__organisation">{organisation.name}</p>
      {organisation.addressLines.map((line) => (
        <p>{line}</p>
      ))}
      {organisation.telephone && <p>Telephone: {organisation.telephone}</p>}
      {organisation.openingTimes.map((line) => (
        <p>{line}</p>
      ))}
    </div>
    <div class="troth-letter__to">
      {to.map((line) => (
        <p>{line}</p>
      ))}
    </div>
    <p>{date}</p>
    <h1 class="troth-letter__heading">{heading}</h1>
    {children}
  </article>
)
