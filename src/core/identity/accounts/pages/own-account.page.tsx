import { Layout } from '../../../../design-system/layout.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { navigationItem } from '../../../http/navigation.ts'
import { page } from '../../../http/page.ts'
import { NAMED_RIGHTS } from '../../../policy/roles.ts'
import { formatInstant } from '../../../values/london-time.ts'
import { count } from '../../../values/problem-wording.ts'
import { accountLinksFor, type AccountLink } from '../account-links.ts'
import { paths } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import { getOwnAccount, type OwnAccount } from '../queries/own-account.ts'
import { registrationWords, roleWords } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'

navigationItem({ audience: 'staff', text: 'Your account', href: paths.account, policy: ownAccount, order: 100 })

const change = (text: string, href: string, about: string) => [{ text, href, visuallyHiddenText: about }]

const AboutYou = ({ account, organisation }: OwnAccount) => (
  <SummaryList
    card={{ heading: 'About you', headingLevel: 2 }}
    rows={[
      { key: 'Name', value: account.name },
      { key: 'Email address', value: account.email },
      { key: 'Organisation', value: organisation },
      { key: 'Roles', value: roleWords(account.roles) },
      { key: 'Extra rights', value: account.rights.map((right) => NAMED_RIGHTS[right]).join('; ') || 'None' },
      { key: 'Registration', value: account.registrations.map(registrationWords).join(', ') || 'None' },
    ]}
  />
)

const SigningIn = (own: OwnAccount) => (
  <SummaryList
    card={{ heading: 'Signing in', headingLevel: 2 }}
    rows={[
      {
        key: 'Password',
        value: own.passwordSetAt ? `Set on ${formatInstant(own.passwordSetAt)}` : 'Not set',
        actions: change('Change', paths.changePassword, 'password'),
      },
      {
        key: 'Authenticator app',
        value: own.authenticatorSince ? `Connected on ${formatInstant(own.authenticatorSince)}` : 'Not connected',
        actions: change(own.authenticatorSince ? 'Replace' : 'Connect', paths.ownAuthenticator, 'authenticator app'),
      },
      own.authenticatorSince && {
        key: 'Recovery codes',
        value: `${count(own.recoveryCodesLeft, 'code')} left`,
        actions: change('Make new ones', paths.recoveryCodes, 'recovery codes'),
      },
      {
        key: 'Where you are signed in',
        value: count(own.sessions.length, 'place'),
        actions: change('See', paths.sessions, 'where you are signed in'),
      },
    ]}
  />
)

const More = ({ links }: { readonly links: readonly AccountLink[] }) => (
  <>
    {links.map(({ text, href, description }) => (
      <>
        <h2 class="nhsuk-heading-s nhsuk-u-margin-bottom-1">
          <a href={href}>{text}</a>
        </h2>
        <p>{description}</p>
      </>
    ))}
  </>
)

export const ownAccountPage = page<IdentityTables, typeof paths.account, unknown, OwnAccount>({
  path: paths.account,
  audience: 'staff',
  policy: ownAccount,
  purpose: 'security',
  load: (tx, ctx) => getOwnAccount(tx, ctx),
  shows: () => [],
  View: ({ subject, chrome, ctx }) => (
    <Layout {...chrome} title="Your account">
      <h1 class="nhsuk-heading-l">Your account</h1>
      <AboutYou {...subject} />
      <p>If any of this is wrong, ask your administrator to change it.</p>
      <SigningIn {...subject} />
      <More links={accountLinksFor(ctx)} />
    </Layout>
  ),
})
