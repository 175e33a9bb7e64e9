import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

export interface NotificationBannerProps {
  readonly kind?: 'important' | 'success' | undefined
  readonly title?: string | undefined
  /** True when something else on the page has the first claim on the reader, such as an error summary. */
  readonly disableAutoFocus?: boolean | undefined
  readonly children: Child
}

/** News about what just happened or what everyone must know. One to a page. */
export const NotificationBanner = ({
  kind = 'important',
  title,
  disableAutoFocus,
  children,
}: NotificationBannerProps) =>
  macro('notification-banner', {
    variant: kind === 'success' ? 'success' : undefined,
    disableAutoFocus,
    title: title === undefined ? undefined : { text: title },
    ...slot(children),
  })
