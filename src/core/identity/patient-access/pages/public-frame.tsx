import type { Child } from '../../../html/jsx-runtime.ts'
import type { Chrome } from '../../../http/chrome.ts'
import type { Organisation } from '../../../tenancy/organisation.ts'
import { openingSentences } from '../../../values/opening-sentences.ts'
import { Layout } from '../../../../design-system/layout.tsx'

/** The frame of a page before sign-in, with the organisation's telephone number as soon as the organisation is known. */
export const PublicFrame = ({
  chrome,
  title,
  backHref,
  organisation,
  children,
}: {
  readonly chrome: Chrome
  readonly title: string
  readonly backHref?: string
  readonly organisation?: Organisation | undefined
  readonly children?: Child
}) => (
  <Layout
    {...chrome}
    title={title}
    {...(backHref === undefined ? {} : { backHref })}
    {...(organisation
      ? {
          organisation: {
            name: organisation.name,
            telephone: organisation.telephone ?? '',
            openingTimes: openingSentences(organisation.openingHours),
          },
        }
      : {})}
  >
    <div class="nhsuk-grid-row">
      <div class="nhsuk-grid-column-two-thirds">{children}</div>
    </div>
  </Layout>
)
