import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Chrome } from '../../../http/chrome.ts'
import { administrationPaths } from '../paths.ts'

/** A set-up link to hand over where no e-mail can be sent: shown once. */
export const linkShown = (accountId: string, link: string) => (chrome: Chrome) => (
  <Layout {...chrome} title="Give them this link">
    <div class="nhsuk-grid-row">
      <div class="nhsuk-grid-column-two-thirds">
        <h1 class="nhsuk-heading-l">Give them this link</h1>
        <p>This system cannot send email yet, so hand the link over yourself. It works once, for 7 days.</p>
        <p>
          <code>{link}</code>
        </p>
        <WarningCallout heading="You see this link once only">
          <p>Whoever has it can set up the account. Give it to the person alone, and do not open it yourself.</p>
        </WarningCallout>
        <Button href={administrationPaths.person(accountId)}>Continue</Button>
      </div>
    </div>
  </Layout>
)
