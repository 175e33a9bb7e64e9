import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

/** Text set apart from what surrounds it. */
export const InsetText = ({ children }: { readonly children: Child }) => macro('inset-text', slot(children))
