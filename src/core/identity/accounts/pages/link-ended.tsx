import { Button } from '../../../../design-system/components/button.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Chrome } from '../../../http/chrome.ts'
import { paths } from '../paths.ts'

/** Said for a link that never was, was used, is too old or belongs to someone who left: the same for all. */
export const LinkEnded = ({ chrome }: { readonly chrome: Chrome }) => (
  <Layout {...chrome} title="This link does not work">
    <div class="nhsuk-grid-row">
      <div class="nhsuk-grid-column-two-thirds">
        <h1 class="nhsuk-heading-l">This link does not work</h1>
        <p>It was used, or is too old. If you have set up your account, sign in.</p>
        <p>If not, ask for a new link, or ask your administrator to invite you again.</p>
        <Button href={paths.signIn}>Sign in</Button>
        <p>
          <a href={paths.recovery}>Ask for a new link</a>
        </p>
      </div>
    </div>
  </Layout>
)
