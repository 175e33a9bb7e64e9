import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

export interface PanelProps {
  readonly heading: string
  readonly children?: Child
}

/** The green panel at the end of a journey: it worked. */
export const Panel = ({ heading, children }: PanelProps) =>
  macro('panel', { heading: { text: heading }, ...(children === undefined ? {} : slot(children)) })
