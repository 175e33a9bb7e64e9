import type { LayoutProps } from '../../design-system/layout.tsx'

/** The frame of a page, worked out from the request: who is signed in, their organisation and their links. */
export type Chrome = Pick<
  LayoutProps,
  | 'audience'
  | 'organisation'
  | 'account'
  | 'navigation'
  | 'notice'
  | 'errors'
  | 'demonstration'
  | 'sessionWarning'
  | 'currentPath'
>
