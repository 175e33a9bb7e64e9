import type { Child } from '../../core/html/jsx-runtime.ts'
import { asElement } from '../content.ts'
import { macro } from '../macros.ts'

export interface FieldsetProps {
  readonly legend: string
  readonly legendSize?: 's' | 'm' | 'l' | 'xl' | undefined
  readonly isPageHeading?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly children: Child
}

/** A group of inputs that answer one question. */
export const Fieldset = ({ legend, legendSize, isPageHeading, children, ...props }: FieldsetProps) =>
  macro(
    'fieldset',
    { ...props, legend: { [isPageHeading ? 'heading' : 'text']: legend, size: legendSize } },
    asElement(children),
  )
