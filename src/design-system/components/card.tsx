import type { Child } from '../../core/html/jsx-runtime.ts'
import { asElement } from '../content.ts'
import { macro } from '../macros.ts'
import type { CardParams } from '../params.gen.ts'

export interface CardProps {
  readonly heading?: string | undefined
  readonly headingLevel?: 2 | 3 | 4 | undefined
  readonly headingSize?: 's' | 'm' | 'l' | undefined
  readonly headingId?: string | undefined
  /** `non-urgent`, `urgent` and `emergency` are care cards: only for what a patient should do, and how fast. */
  readonly variant?: 'feature' | 'primary' | 'secondary' | 'warning' | 'non-urgent' | 'urgent' | 'emergency' | undefined
  /** Makes the heading a link. */
  readonly href?: string | undefined
  readonly clickable?: boolean | undefined
  readonly description?: string | undefined
  readonly actions?: CardParams['actions']
  readonly classes?: string | undefined
  readonly id?: string | undefined
  readonly children?: Child
}

/** A box with a heading. */
export const Card = ({ heading, headingLevel, headingSize, headingId, description, children, ...props }: CardProps) =>
  macro(
    'card',
    {
      ...props,
      heading:
        heading === undefined ? undefined : { text: heading, level: headingLevel, size: headingSize, id: headingId },
      description: description === undefined ? undefined : { text: description },
    },
    children === undefined ? undefined : asElement(children),
  )
