import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { DataTable } from '../../../../design-system/data-table.tsx'
import { SelectField, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { NAMED_RIGHTS, ROLES, STAFF_ROLES } from '../../../policy/roles.ts'
import { civilDateOf } from '../../../values/london-time.ts'
import { registrationWords, roleWords, STAFF_STATUSES, type StaffAccount } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { listAllPeople, listPeople, PEOPLE_PER_PAGE } from '../queries/people.ts'

/** An empty box of the filter form is no filter, and what is not on its list is none either. */
const chosen = <Choice extends z.ZodType>(choice: Choice) => choice.optional().catch(undefined)

const query = z.object({
  text: z.string().max(200).optional().catch(undefined),
  role: chosen(z.enum(STAFF_ROLES as [(typeof STAFF_ROLES)[number]])),
  status: chosen(z.enum(['invited', 'active', 'left'])),
  sort: chosen(z.enum(['name', '-name', 'email', '-email'])),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
  format: z.string().optional(),
})

const PEOPLE_COLUMNS = ['Name', 'Email address', 'Status', 'Roles', 'Extra rights', 'Registration', 'Joined', 'Left']

const inFile = (account: StaffAccount) => [
  account.name,
  account.email,
  STAFF_STATUSES[account.status],
  roleWords(account.roles),
  account.rights.map((right) => NAMED_RIGHTS[right]).join('; '),
  account.registrations.map(registrationWords).join('; '),
  account.joinedAt ? civilDateOf(account.joinedAt) : '',
  account.leftAt ? civilDateOf(account.leftAt) : '',
]

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const peoplePage = page({
  path: administrationPaths.people,
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  query,
  async load(tx: Reader<IdentityTables>, ctx: Context, at) {
    const found = await listPeople(tx, ctx.tenantId, at.query)
    const file = at.query.format === 'csv' ? await listAllPeople(tx, ctx.tenantId, at.query) : []
    return { ...found, file }
  },
  shows: () => [],
  csv: ({ file }) => ({ file: { fileName: 'people.csv', columns: PEOPLE_COLUMNS, rows: file.map(inFile) }, shows: [] }),
  notices: { invited: 'The invitation has been sent.' },
  View: ({ subject, at, chrome }) => {
    const { text, role, status, sort, page: number } = at.query
    const asked = { text, role, status, sort, page: number === 1 ? undefined : String(number) }
    return (
      <Layout {...chrome} title="People" backHref={administrationPaths.home}>
        <h1 class="nhsuk-heading-l">People</h1>
        <Button href={administrationPaths.invite}>Invite someone</Button>
        <DataTable<StaffAccount>
          caption="People in your organisation"
          path={administrationPaths.people}
          query={asked}
          page={number}
          columns={[
            {
              key: 'name',
              heading: 'Name',
              cell: ({ name }) => name,
              href: ({ accountId }) => administrationPaths.person(accountId),
              sortable: true,
            },
            { key: 'email', heading: 'Email address', cell: ({ email }) => email, sortable: true },
            { key: 'roles', heading: 'Roles', cell: ({ roles }) => roleWords(roles) || 'None' },
            { key: 'status', heading: 'Status', cell: (account) => STAFF_STATUSES[account.status] },
          ]}
          rows={subject.rows}
          total={subject.total}
          pageSize={PEOPLE_PER_PAGE}
          filterNames={['text', 'role', 'status']}
          filters={[
            <TextField name="text" label="Name or email address" values={asked} errors={{}} />,
            <SelectField
              name="role"
              label="Role"
              placeholder="Any role"
              options={options(ROLES)}
              values={asked}
              errors={{}}
            />,
            <SelectField
              name="status"
              label="Status"
              placeholder="Any status"
              options={options(STAFF_STATUSES)}
              values={asked}
              errors={{}}
            />,
          ]}
          csvPath={`${administrationPaths.people}?format=csv`}
          emptyText="Nobody matches. Change the filters to see more people."
        />
      </Layout>
    )
  },
})
