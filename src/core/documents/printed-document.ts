/** A name and what it says: “Born”, “1 February 1980”. Lines of a value are parted by line ends. */
export interface Fact {
  readonly name: string
  readonly value: string
}

export interface Column {
  readonly heading: string
  /** Its part of the width, beside those of the other columns. */
  readonly share: number
}

/** The parts of a document, in the order in which they are read. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isStrong?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly columns: readonly Column[]
      /** As many texts as there are columns. The first names the row. */
      readonly rows: readonly (readonly string[])[]
    }
  | {
      readonly kind: 'box'
      /** A warning has a heavier frame. */
      readonly tone: 'plain' | 'warning'
      readonly heading: string
      readonly blocks: readonly Block[]
    }
  /** Room to write by hand, so many lines high. */
  | { readonly kind: 'space'; readonly label: string; readonly lines: number }

/** What is printed, sent or kept as a PDF: words and their structure, and nothing of how they look. */
export interface PrintedDocument {
  /** The name of the file, the same for everybody: letters and hyphens, never a person, a medicine or a date. */
  readonly fileName: string
  /** The first heading and the title of the file. It names nobody. */
  readonly title: string
  /** On top of every page: whom it is about. Empty where that may not be seen. */
  readonly identity: readonly string[]
  /** On top of every page in capitals, such as “Not for supply”. */
  readonly stamp?: string
  /** At the foot of every page. */
  readonly footer: string
  readonly isDemonstration: boolean
  readonly blocks: readonly Block[]
}

/** What every page of a demonstration bears. */
export const DEMONSTRATION = 'DEMONSTRATION'
export const DEMONSTRATION_SENTENCE =
  'Demonstration: everyone and everything in this document is made up. Do not use it.'

/** Points of the text. From 16 it is large print (RNIB), which those who ask for it get at 18 unless they name a size. */
export const PRINT_SIZES = { standard: 11, large: 18, least: 9, most: 28 } as const
export const isLargePrint = (points: number): boolean => points >= 16
