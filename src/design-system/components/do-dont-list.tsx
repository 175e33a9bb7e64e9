import { macro } from '../macros.ts'

export interface DoDontListProps {
  readonly heading: string
  readonly type: 'do' | 'dont'
  readonly items: readonly string[]
}

/** What to do, or what not to do. */
export const DoDontList = ({ heading, type, items }: DoDontListProps) =>
  macro('do-dont-list', {
    heading: { text: heading },
    icon: type === 'do' ? 'tick' : 'cross',
    items: items.map((text) => ({ text })),
  })
