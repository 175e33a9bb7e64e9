import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { accessPaths } from '../paths.ts'
import { useOwnAccess } from '../policy.ts'
import { getOwnAccount } from '../queries.ts'
import { signInNameText } from '../sign-in-name.ts'
import type { AccessTables } from '../tables.ts'

export const welcomePage = page({
  path: accessPaths.welcome,
  audience: 'patient',
  policy: useOwnAccess,
  purpose: 'own-record',
  load: (tx: Reader<AccessTables>, ctx) => getOwnAccount(tx, ctx),
  shows: ({ patientId }) => [patientId],
  View: ({ subject: { signInKind, signInName }, chrome }) => (
    <Layout {...chrome} title="You can now sign in">
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">You can now sign in</h1>
          <p>
            {signInKind === 'nhs-number' ? 'You sign in with your NHS number:' : 'You sign in with this sign-in name:'}
          </p>
          <InsetText>
            <p class="nhsuk-heading-m nhsuk-u-margin-bottom-0">{signInNameText(signInKind, signInName)}</p>
          </InsetText>
          <p>Write it down, or print this page. You need it with your password each time.</p>
          <Button href={accessPaths.mobile}>Continue</Button>
        </div>
      </div>
    </Layout>
  ),
})
