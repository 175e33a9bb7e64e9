import { Card } from '../../../design-system/components/card.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { openToAll } from '../../http/open-to-all.ts'
import { page } from '../../http/page.ts'
import { listOrganisations } from '../../site/queries.ts'
import { concernPaths } from '../paths.ts'
import { reportConcern } from '../policy.ts'
import { concernForm, concernQuery, loadOrganisation, ReportView } from './report-form.tsx'

const shared = {
  policy: reportConcern,
  purpose: 'security',
  query: concernQuery,
  load: loadOrganisation,
  shows: () => [],
} as const

export const staffConcernPage = page({
  ...shared,
  path: '/staff/safety-concern',
  audience: 'staff',
  form: concernForm(concernPaths.staff),
  View: ({ subject, at, chrome, form }) => (
    <ReportView organisation={subject} reference={at.query.reference} chrome={chrome} form={form} />
  ),
})

export const patientConcernPage = page({
  ...shared,
  path: '/patient/safety-concern',
  audience: 'patient',
  form: concernForm(concernPaths.patient),
  View: ({ subject, at, chrome, form }) => (
    <ReportView organisation={subject} reference={at.query.reference} chrome={chrome} form={form} />
  ),
})

export const publicConcernPage = page({
  ...shared,
  path: '/:organisation/safety-concern',
  audience: 'public',
  tenancy: 'address',
  rateLimit: 'secrets',
  form: concernForm(({ path }: { path: { readonly organisation: string } }) => concernPaths.public(path.organisation)),
  View: ({ subject, at, chrome, form }) => (
    <ReportView organisation={subject} reference={at.query.reference} chrome={chrome} form={form} />
  ),
})

export const chooseOrganisationPage = page({
  path: '/safety-concern/organisations',
  audience: 'public',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'public-information',
  load: (_tx, ctx) => listOrganisations(ctx),
  shows: () => [],
  View: ({ subject: organisations, chrome }) => (
    <Layout {...chrome} title="Report a safety concern" backHref="/">
      <h1 class="nhsuk-heading-l">Report a safety concern</h1>
      <Card heading="If someone is in danger now" variant="emergency" headingLevel={2}>
        <p>Call 999.</p>
      </Card>
      <h2 class="nhsuk-heading-m">Who is it about?</h2>
      {organisations.length === 0 && <p>No organisation uses this site yet.</p>}
      <ul class="nhsuk-list">
        {organisations.map(({ slug, name }) => (
          <li>
            <a href={concernPaths.public(slug)}>{name}</a>
          </li>
        ))}
      </ul>
    </Layout>
  ),
})
