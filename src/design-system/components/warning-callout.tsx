import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

export interface WarningCalloutProps {
  readonly heading?: string | undefined
  readonly headingLevel?: 2 | 3 | 4 | undefined
  readonly children: Child
}

/** Something that could cause harm if missed. Read out as "Important: …". */
export const WarningCallout = ({ heading = 'Important', headingLevel, children }: WarningCalloutProps) =>
  macro('warning-callout', { heading: { text: heading, level: headingLevel }, ...slot(children) })
