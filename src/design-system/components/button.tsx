import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'
import type { Attributes } from '../params.gen.ts'

export interface ButtonProps {
  readonly children: Child
  readonly variant?: 'primary' | 'secondary' | 'reverse' | 'brand' | 'warning' | 'login' | undefined
  /** Makes a link that looks like a button: for going somewhere, never for changing something. */
  readonly href?: string | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly type?: 'submit' | 'button' | undefined
  readonly small?: boolean | undefined
  readonly id?: string | undefined
  readonly ariaLabel?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** A submit button, or a link styled as one. A second press within a second is ignored by the script; the server is the real guard. */
export const Button = ({ children, ...props }: ButtonProps) =>
  macro('button', { ...props, ...slot(children), ...(props.href ? {} : { preventDoubleClick: true }) })
