import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { Button } from '../../../../design-system/components/button.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { patientPaths } from '../../../patients/paths.ts'
import { NAMED_RIGHTS } from '../../../policy/roles.ts'
import { formatDate } from '../../../values/civil-date.ts'
import { civilDateOf } from '../../../values/london-time.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import { registrationWords, roleWords, STAFF_STATUSES, type StaffAccount } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'

const onDate = (at: Date) => formatDate(civilDateOf(at))

function statusWords({ status, joinedAt, leftAt }: StaffAccount): string {
  if (status === 'left') return leftAt ? `Left on ${onDate(leftAt)}` : STAFF_STATUSES.left
  if (status === 'active') return joinedAt ? `Active since ${onDate(joinedAt)}` : STAFF_STATUSES.active
  return 'Invited, not set up yet'
}

const Acts = ({ account }: { readonly account: StaffAccount }) => (
  <>
    <p>
      <a href={patientPaths.allOpenings(account.accountId)}>Records they opened</a>
    </p>
    {account.status === 'active' && (
      <p>
        <a href={administrationPaths.reset(account.accountId)}>Reset how they sign in</a>
      </p>
    )}
    {account.status !== 'active' && (
      <p>
        <a href={administrationPaths.inviteAgain(account.accountId)}>Invite again</a>
      </p>
    )}
    {account.status !== 'left' && (
      <Button variant="warning" href={administrationPaths.leave(account.accountId)}>
        Record that they have left
      </Button>
    )}
  </>
)

export const personPage = page({
  path: '/staff/administration/people/:accountId',
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  load: (tx: Reader<IdentityTables>, ctx: Context, { path }) => getStaffAccount(tx, ctx.tenantId, path.accountId),
  shows: () => [],
  notices: {
    invited: 'The invitation has been sent.',
    saved: 'Saved. They have been signed out, and have the new roles when they sign in again.',
    details: 'Saved.',
    'details-invited': 'Saved. We have sent a new invitation to the new address.',
    left: 'Recorded. They have been signed out and cannot sign in.',
    reset: 'Reset. They have been signed out, and we have sent them a link to set up their account again.',
  },
  View: ({ subject, chrome }) => {
    const { accountId, status } = subject
    const change = (href: string, visuallyHiddenText: string) =>
      status === 'left' ? [] : [{ text: 'Change', href, visuallyHiddenText }]
    const access = administrationPaths.access(accountId)
    const details = administrationPaths.details(accountId)
    return (
      <Layout {...chrome} title={subject.name} backHref={administrationPaths.people}>
        <h1 class="nhsuk-heading-l">{subject.name}</h1>
        <SummaryList
          rows={[
            { key: 'Status', value: statusWords(subject) },
            { key: 'Name', value: subject.name, actions: change(details, 'name') },
            { key: 'Email address', value: subject.email, actions: change(details, 'email address') },
            { key: 'Roles', value: roleWords(subject.roles) || 'None', actions: change(access, 'roles') },
            {
              key: 'Registration',
              value: subject.registrations.map(registrationWords).join(', ') || 'None',
              actions: change(access, 'registration'),
            },
            {
              key: 'Extra rights',
              value: subject.rights.map((right) => NAMED_RIGHTS[right]).join('; ') || 'None',
              actions: change(access, 'extra rights'),
            },
          ]}
        />
        <Acts account={subject} />
      </Layout>
    )
  },
})
