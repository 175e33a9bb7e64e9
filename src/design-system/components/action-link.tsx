import { macro } from '../macros.ts'

export interface ActionLinkProps {
  readonly text: string
  readonly href: string
}

/** The one thing to do next, with the green arrow. */
export const ActionLink = (props: ActionLinkProps) => macro('action-link', props)
