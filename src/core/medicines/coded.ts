/** A code with the words of the release that is held. */
export interface Coded {
  readonly code: string
  readonly words: string
}

/** A code that the lists do not know is shown as it is, never left out. */
export const coded = (code: string, words: string | null): Coded => ({ code, words: words ?? `Code ${code}` })
