/** A text message as a provider takes it: one number, plain text. */
export interface Text {
  /** Stable over every try, so that a provider can tell a second copy. */
  readonly messageId: string
  /** E.164. */
  readonly to: string
  readonly text: string
}

/** What a provider answered. `not-now`: it did not take it and may later. `unknown`: it may have taken it. */
export type TextHandOver =
  { readonly result: 'handed-over' } | { readonly result: 'not-now' | 'refused' | 'unknown'; readonly problem: string }

/** The way out for text messages, given to the program at its start. Without one the program says that it cannot send them. */
export interface TextDoor {
  readonly handOver: (text: Text) => Promise<TextHandOver>
}
