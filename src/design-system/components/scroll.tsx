import type { Child } from '../../core/html/jsx-runtime.ts'
import { classes } from '../content.ts'

export interface ScrollProps {
  readonly labelledBy: string | undefined
  readonly variant?: 'reverse' | undefined
  readonly children: Child
}

/** A region that scrolls sideways; upstream's script makes it focusable only while it does. */
export const Scroll = ({ labelledBy, variant, children }: ScrollProps) => (
  <div class={classes('nhsuk-scroll', variant && `nhsuk-scroll--${variant}`)} data-module="nhsuk-scroll">
    <div class="nhsuk-scroll__content" role="region" aria-labelledby={labelledBy}>
      {children}
    </div>
  </div>
)
