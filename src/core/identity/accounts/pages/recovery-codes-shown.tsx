import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Chrome } from '../../../http/chrome.ts'

/** New recovery codes: shown once, and never again. */
export const recoveryCodesShown =
  (codes: readonly string[], onwards: { readonly href: string; readonly text: string }) => (chrome: Chrome) => (
    <Layout {...chrome} title="Your recovery codes">
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Your recovery codes</h1>
          <p>Use one in place of your authenticator app if you lose your phone. Each code works once.</p>
          <ul class="nhsuk-list">
            {codes.map((code) => (
              <li>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <WarningCallout heading="You see these codes once only">
            <p>Write them down or print this page, and keep them where only you can find them. Not with your phone.</p>
          </WarningCallout>
          <Button href={onwards.href}>{onwards.text}</Button>
        </div>
      </div>
    </Layout>
  )
