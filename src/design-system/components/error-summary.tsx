import { macro } from '../macros.ts'

export interface ErrorItem {
  /** `#` and the id of the input that is wrong. */
  readonly href?: string | undefined
  readonly text: string
}
export interface ErrorSummaryProps {
  readonly errors: readonly ErrorItem[]
  readonly heading?: string | undefined
}

/** Everything wrong with the form, first on the page, each a link to its input. */
export const ErrorSummary = ({ errors, heading = 'There is a problem' }: ErrorSummaryProps) =>
  macro('error-summary', { heading: { text: heading }, errorList: errors })
