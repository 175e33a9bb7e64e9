import type { Child } from '../../core/html/jsx-runtime.ts'
import { classes } from '../content.ts'

export type TagColour =
  'white' | 'grey' | 'green' | 'aqua-green' | 'blue' | 'purple' | 'pink' | 'red' | 'orange' | 'yellow'

export interface TagProps {
  readonly colour?: TagColour | false | undefined
  readonly border?: boolean | undefined
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly children: Child
}

/** A status in a word or two. The word carries the meaning; the colour only helps. */
export const Tag = ({ colour, border, id, classes: extra, children }: TagProps) => {
  const names = classes(
    'nhsuk-tag',
    colour && `nhsuk-tag--${colour}`,
    colour === false && 'nhsuk-tag--no-colour',
    border === false && 'nhsuk-tag--no-border',
    extra,
  )
  return id === undefined ? (
    <strong class={names}>{children}</strong>
  ) : (
    <strong class={names} id={id}>
      {children}
    </strong>
  )
}
