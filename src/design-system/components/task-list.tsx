import { macro } from '../macros.ts'
import type { TagColour } from './tag.tsx'

export interface TaskListItem {
  readonly title: string
  readonly href?: string | undefined
  readonly hint?: string | undefined
  /** Plain text for what needs no attention (Completed); a tag for what does. */
  readonly status: string | { readonly tag: string; readonly colour?: TagColour | undefined }
}

/** The steps of a long journey and how far each has come. */
export const TaskList = ({ idPrefix, items }: { readonly idPrefix: string; readonly items: readonly TaskListItem[] }) =>
  macro('task-list', {
    idPrefix,
    items: items.map(({ title, href, hint, status }) => ({
      heading: { text: title },
      href,
      hint: hint === undefined ? undefined : { text: hint },
      status: typeof status === 'string' ? { text: status } : { tag: { text: status.tag, colour: status.colour } },
    })),
  })
