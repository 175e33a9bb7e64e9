import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

export interface TabsProps {
  readonly heading?: string | undefined
  readonly items: readonly { readonly id: string; readonly label: string; readonly panel: Child }[]
}

/** Sections side by side; without script, one under the other. */
export const Tabs = ({ heading, items }: TabsProps) =>
  macro('tabs', {
    visuallyHiddenText: heading,
    items: items.map(({ id, label, panel }) => ({ id, label, panel: slot(panel) })),
  })
