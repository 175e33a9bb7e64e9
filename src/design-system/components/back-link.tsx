import { macro } from '../macros.ts'

export interface BackLinkProps {
  readonly href: string
  readonly text?: string | undefined
  readonly visuallyHiddenText?: string | undefined
}

/** The way back to the page before, above the main content. */
export const BackLink = ({ text = 'Back', ...props }: BackLinkProps) => macro('back-link', { ...props, text })
