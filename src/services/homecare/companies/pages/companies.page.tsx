import { Button } from '../../../../design-system/components/button.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { allowsRole } from '../../../../core/policy/enforce.ts'
import { homeLink } from '../../../../core/tasks/index.ts'
import { formatShortInstant } from '../../../../core/values/london-time.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import type { Company } from '../company.ts'
import { companyPaths } from '../paths.ts'
import { manageCompanies, seeCompanies } from '../policy.ts'
import { listCompanies } from '../queries.ts'
import type { CompanyTables } from '../tables.ts'

homeLink({
  text: 'Homecare companies',
  href: companyPaths.list(),
  description: 'Who delivers, and how to reach them.',
  policy: manageCompanies,
  order: 72,
  kinds: ['nhs-trust'],
})

const rowOf = (company: Company, mayChange: boolean) => [
  mayChange && !company.endedAt ? { text: company.name, href: companyPaths.company(company.companyId) } : company.name,
  company.recipientId === undefined ? 'Does not use Troth' : 'Uses Troth',
  company.telephone ?? 'Not entered',
  count(company.answerDays, 'working day'),
  company.endedAt ? `Ended ${formatShortInstant(company.endedAt)}` : 'In use',
]

export const companiesPage = page({
  path: '/staff/homecare/companies',
  audience: 'staff',
  policy: seeCompanies,
  purpose: 'administration',
  load: (tx: Reader<CompanyTables>, ctx) => listCompanies(tx, ctx.tenantId),
  shows: () => [],
  notices: { added: 'Company added.', saved: 'Company saved.', ended: 'You no longer work with this company.' },
  View: ({ subject, chrome, ctx }) => {
    const mayChange = allowsRole(manageCompanies as never, ctx)
    return (
      <Layout {...chrome} title="Homecare companies" backHref="/staff" wide>
        <h1 class="nhsuk-heading-l">Homecare companies</h1>
        {mayChange && <Button href={companyPaths.add()}>Add a company</Button>}
        {subject.length === 0 ? (
          <p>No company has been entered.</p>
        ) : (
          <Table
            caption="Companies that deliver"
            head={['Company', 'Sends and receives', 'Telephone', 'Answers within', 'State']}
            rows={subject.map((company) => rowOf(company, mayChange))}
            firstCellIsHeader
            responsive
          />
        )}
      </Layout>
    )
  },
})
