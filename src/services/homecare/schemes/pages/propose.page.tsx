import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { textField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import {
  ChooseMedicine,
  chooseMedicineFields,
  chooseMedicineQuery,
  findChoices,
  findMedicine,
  readChoice,
} from '../../../../core/medicines/index.ts'
import type { MedicineTables } from '../../../../core/medicines/tables.ts'
import { listCompanies } from '../../companies/index.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import { proposeScheme, proposeVersion } from '../commands/propose.ts'
import { schemePaths } from '../paths.ts'
import { manageSchemes } from '../policy.ts'
import { listBrandsOfSubstance } from '../queries/brands-of-substance.ts'
import { getSchemeHistory } from '../queries/versions.ts'
import type { SchemeTables } from '../tables.ts'
import { contentOf, problemsOf, PROPOSE_REFUSALS, rawOf, schemeFields, SchemeInputs } from './scheme-form.tsx'

type Tables = Reader<SchemeTables & CompanyTables & MedicineTables>

export const chooseSubstancePage = page({
  path: '/staff/homecare/schemes/add',
  audience: 'staff',
  policy: manageSchemes,
  purpose: 'administration',
  query: chooseMedicineQuery,
  load: async (tx: Tables, _ctx, { query }) => ({
    found: await findChoices(tx, query.q, { levels: ['vtm'], currentOnly: true }),
  }),
  shows: () => [],
  form: {
    fields: chooseMedicineFields,
    submit(_ctx, _subject, values, { query }) {
      const choice = readChoice(values, query.q)
      if ('chosen' in choice) return Promise.resolve({ redirect: schemePaths.add(choice.chosen) })
      if ('search' in choice) return Promise.resolve({ redirect: schemePaths.choose(choice.search) })
      return Promise.resolve({ errors: choice.errors })
    },
  },
  View: ({ subject: { found }, at, form, chrome }) => (
    <Layout {...chrome} title="Which substance is the scheme for?" backHref={schemePaths.list()}>
      <h1 class="nhsuk-heading-l">Which substance is the scheme for?</h1>
      <p>Choose the substance, such as adalimumab. Brands come next.</p>
      <ChooseMedicine form={form} asked={at.query.q} found={found} button="Continue" />
    </Layout>
  ),
})

export const proposeSchemePage = page({
  path: '/staff/homecare/schemes/add/:substance',
  audience: 'staff',
  policy: manageSchemes,
  purpose: 'administration',
  async load(tx: Tables, ctx, { path }) {
    const found = await findMedicine(tx, path.substance)
    const substanceId = found?.current?.substanceId ?? path.substance
    // What is not in the dictionary is refused by the command; who may not propose is refused before that.
    const substance = { id: substanceId, name: (await findMedicine(tx, substanceId))?.current?.name ?? 'a substance' }
    return {
      substance,
      brands: await listBrandsOfSubstance(tx, substanceId),
      companies: (await listCompanies(tx, ctx.tenantId)).filter(({ endedAt }) => endedAt === undefined),
    }
  },
  shows: () => [],
  form: {
    fields: { name: textField({ label: 'Name of the scheme', maxLength: 120 }), ...schemeFields },
    initial: ({ substance }) => ({ ...rawOf(undefined), name: substance.name }),
    check: (values, { companies }) => problemsOf(values, companies),
    async submit(ctx, { substance, companies }, values) {
      const content = contentOf(values, companies)
      const answer = await proposeScheme(ctx, { vtmId: substance.id, name: values.name, content })
      return typeof answer === 'string'
        ? { errors: { brands: PROPOSE_REFUSALS[answer] } }
        : { redirect: schemePaths.scheme(answer.schemeId, 'proposed') }
    },
  },
  View: ({ subject: { substance, brands, companies }, form, chrome }) => (
    <Layout {...chrome} title={`Propose a scheme for ${substance.name}`} backHref={schemePaths.choose()}>
      <h1 class="nhsuk-heading-l">Propose a scheme for {substance.name}</h1>
      <InsetText>
        <p>Someone else must approve it before it is used.</p>
      </InsetText>
      <Form {...form.hidden}>
        <TextField {...form.field('name')} />
        <SchemeInputs form={form as never} brands={brands} companies={companies} />
        <Button>Propose this scheme</Button>
      </Form>
    </Layout>
  ),
})

export const proposeVersionPage = page({
  path: '/staff/homecare/schemes/:schemeId/propose',
  audience: 'staff',
  policy: manageSchemes,
  purpose: 'administration',
  async load(tx: Tables, ctx, { path }) {
    const scheme = await getSchemeHistory(tx, ctx.tenantId, path.schemeId)
    return {
      scheme,
      brands: await listBrandsOfSubstance(tx, scheme.vtmId),
      companies: (await listCompanies(tx, ctx.tenantId)).filter(({ endedAt }) => endedAt === undefined),
    }
  },
  shows: () => [],
  form: {
    fields: schemeFields,
    version: ({ scheme }) => scheme.version,
    initial: ({ scheme }) => rawOf(scheme.versions[0]?.content),
    check: (values, { companies }) => problemsOf(values, companies),
    async submit(ctx, { scheme, companies }, values, { version = 0 }) {
      const { schemeId } = scheme
      const answer = await proposeVersion(ctx, { schemeId, version, content: contentOf(values, companies) })
      return typeof answer === 'string'
        ? { errors: { form: PROPOSE_REFUSALS[answer] } }
        : { redirect: schemePaths.scheme(schemeId, 'proposed') }
    },
  },
  View: ({ subject: { scheme, brands, companies }, form, chrome }) => (
    <Layout {...chrome} title={`Change ${scheme.name}`} backHref={schemePaths.scheme(scheme.schemeId)}>
      <h1 class="nhsuk-heading-l">Change {scheme.name}</h1>
      <InsetText>
        <p>The version in use goes on until someone else has approved this one.</p>
      </InsetText>
      <Form {...form.hidden}>
        <SchemeInputs form={form} brands={brands} companies={companies} />
        <Button>Propose this version</Button>
      </Form>
    </Layout>
  ),
})
