import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { listRecipients, type DisclosureTables } from '../../../../core/disclosures/index.ts'
import { page } from '../../../../core/http/page.ts'
import { addCompany, changeCompany, endCompany } from '../commands.ts'
import { companyPaths } from '../paths.ts'
import { manageCompanies } from '../policy.ts'
import { getCompany } from '../queries.ts'
import type { CompanyTables } from '../tables.ts'
import { COMPANY_REFUSALS, companyFields, CompanyInputs, detailsOf, rawOf } from './company-form.tsx'

type Tables = Reader<CompanyTables & DisclosureTables>

export const addCompanyPage = page({
  path: '/staff/homecare/companies/add',
  audience: 'staff',
  policy: manageCompanies,
  purpose: 'administration',
  load: async (tx: Tables, ctx) => ({ recipients: await listRecipients(tx, ctx.tenantId) }),
  shows: () => [],
  form: {
    fields: companyFields,
    initial: () => ({ nation: 'england-and-wales', answerDays: '2' }),
    async submit(ctx, _subject, values) {
      const answer = await addCompany(ctx, detailsOf(values))
      return typeof answer === 'string'
        ? { errors: { recipient: COMPANY_REFUSALS[answer] } }
        : { redirect: companyPaths.list('added') }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Add a homecare company" backHref={companyPaths.list()}>
      <h1 class="nhsuk-heading-l">Add a homecare company</h1>
      <Form {...form.hidden}>
        <CompanyInputs form={form} recipients={subject.recipients} />
        <Button>Add company</Button>
      </Form>
    </Layout>
  ),
})

export const companyPage = page({
  path: '/staff/homecare/companies/:companyId',
  audience: 'staff',
  policy: manageCompanies,
  purpose: 'administration',
  load: async (tx: Tables, ctx, { path }) => ({
    company: await getCompany(tx, ctx.tenantId, path.companyId),
    recipients: await listRecipients(tx, ctx.tenantId),
  }),
  shows: () => [],
  form: {
    fields: companyFields,
    version: ({ company }) => company.version,
    initial: ({ company }) => rawOf(company),
    async submit(ctx, { company }, values, { version = 0 }) {
      const details = detailsOf(values)
      const answer = await changeCompany(ctx, { companyId: company.companyId, version, details })
      return answer === 'done'
        ? { redirect: companyPaths.list('saved') }
        : { errors: { recipient: COMPANY_REFUSALS[answer] } }
    },
  },
  View: ({ subject: { company, recipients }, form, chrome }) => (
    <Layout {...chrome} title={company.name} backHref={companyPaths.list()}>
      <h1 class="nhsuk-heading-l">{company.name}</h1>
      {company.endedAt !== undefined ? (
        <p>You no longer work with this company.</p>
      ) : (
        <>
          <Form {...form.hidden}>
            <CompanyInputs form={form} recipients={recipients} />
            <Button>Save</Button>
          </Form>
          <p>
            <a href={companyPaths.end(company.companyId)}>Stop working with this company</a>
          </p>
        </>
      )}
    </Layout>
  ),
})

export const endCompanyPage = page({
  path: '/staff/homecare/companies/:companyId/end',
  audience: 'staff',
  policy: manageCompanies,
  purpose: 'administration',
  load: (tx: Tables, ctx, { path }) => getCompany(tx, ctx.tenantId, path.companyId),
  shows: () => [],
  form: {
    fields: {},
    version: ({ version }) => version,
    async submit(ctx, { companyId }, _values, { version = 0 }) {
      const answer = await endCompany(ctx, { companyId, version })
      return answer === 'done'
        ? { redirect: companyPaths.list('ended') }
        : { errors: { form: COMPANY_REFUSALS[answer] } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Stop working with a company" backHref={companyPaths.company(subject.companyId)}>
      <h1 class="nhsuk-heading-l">Stop working with {subject.name}</h1>
      <WarningCallout headingLevel={2} heading="Nobody can be registered with it any more">
        <p>What was sent to it and what it said stay in the record.</p>
      </WarningCallout>
      <Form {...form.hidden}>
        <Button variant="warning">Stop working with this company</Button>
      </Form>
    </Layout>
  ),
})
