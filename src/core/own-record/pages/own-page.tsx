import { Layout } from '../../../design-system/layout.tsx'
import type { Child } from '../../html/jsx-runtime.ts'
import type { Chrome } from '../../http/chrome.ts'

/** The frame of a person's own pages: one column, easy to read at any width. */
export const OwnPage = ({
  chrome,
  title,
  backHref,
  children,
}: {
  readonly chrome: Chrome
  readonly title: string
  readonly backHref?: string
  readonly children?: Child
}) => (
  <Layout {...chrome} title={title} {...(backHref === undefined ? {} : { backHref })}>
    <div class="nhsuk-grid-row">
      <div class="nhsuk-grid-column-two-thirds">{children}</div>
    </div>
  </Layout>
)
