import type { Child } from '../../core/html/jsx-runtime.ts'
import { slot } from '../content.ts'
import { macro } from '../macros.ts'

export interface NotificationBannerProps {
  readonly kind?: 'important' | 'success' | undefined
  readonly title?: string | undefined
  readonly children: Child
}

/** News about what just happened or what everyone must know. One to a page. */
export const NotificationBanner = ({ kind = 'important', title, children }: NotificationBannerProps) =>
  macro('notification-banner', {
    variant: kind === 'success' ? 'success' : undefined,
    title: title === undefined ? undefined : { text: title },
    ...slot(children),
  })
