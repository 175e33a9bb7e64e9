import { Layout } from '../../../../design-system/layout.tsx'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { listOrganisations } from '../../../site/queries.ts'
import { accessPaths } from '../paths.ts'
import { YOUNGEST } from '../who-may-begin.ts'

export const signInHelpPage = page({
  path: accessPaths.help,
  audience: 'patient',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'own-record',
  load: (_tx, ctx) => listOrganisations(ctx),
  shows: () => [],
  View: ({ subject: organisations, chrome }) => (
    <Layout {...chrome} title="Help with signing in" backHref={accessPaths.signIn}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Help with signing in</h1>
          <p>You need a code from us to begin, or to choose a new password. You do not need an email address.</p>
          <h2 class="nhsuk-heading-m">If you have a code</h2>
          <p>
            <a href={accessPaths.activate}>Use your code</a>. It also works if you forgot your password or your sign-in
            name.
          </p>
          <h2 class="nhsuk-heading-m">If you do not have a code, or it does not work</h2>
          <p>Telephone the organisation that looks after you, or ask it for a letter with a new code.</p>
          {organisations.length === 0 ? (
            <p>No organisation uses this site yet.</p>
          ) : (
            <ul class="nhsuk-list nhsuk-list--bullet">
              {organisations.map(({ slug, name, telephone }) => (
                <li>
                  {name}
                  {telephone && `, telephone ${telephone}`}
                  <br />
                  <a href={accessPaths.newCode(slug)}>
                    Ask for a letter<span class="nhsuk-u-visually-hidden"> from {name}</span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          <h2 class="nhsuk-heading-m">If you look after someone else</h2>
          <p>
            You cannot sign in for another person yet. This includes children under {YOUNGEST.age}. Telephone the
            organisation and tell them what you need.
          </p>
        </div>
      </div>
    </Layout>
  ),
})
