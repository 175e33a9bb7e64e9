import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

export interface DetailsProps {
  readonly summary: string
  /** Drawn as a bordered box that expands, for longer content. */
  readonly expander?: boolean | undefined
  readonly open?: boolean | undefined
  readonly id?: string | undefined
  readonly children: Child
}

/** More about something, opened by whoever wants it. */
export const Details = ({ summary, expander, children, ...props }: DetailsProps) =>
  macro('details', {
    ...props,
    summary: { text: summary },
    variant: expander ? 'expander' : undefined,
    ...slot(children),
  })
