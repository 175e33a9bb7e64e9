import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { textField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { chooseOrganisation } from '../commands/sign-in.ts'
import { paths } from '../paths.ts'
import { listOrganisationsOfStep } from '../queries/sign-in-step.ts'
import { onwards, signInQuery, tooLate } from './sign-in.page.tsx'

const MISSING = 'Select the organisation you are working for'

export const signInOrganisationPage = page({
  path: paths.organisation,
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  query: signInQuery,
  load: (_tx, ctx) => listOrganisationsOfStep(ctx, ctx.visitor?.tokenHash),
  shows: () => [],
  form: {
    fields: { organisation: textField({ label: 'Which organisation are you working for?', missing: MISSING }) },
    async submit(ctx, _subject, { organisation }, { query }) {
      const progress = await chooseOrganisation(ctx, organisation)
      if (progress === 'too-late') return tooLate(query.next)
      return progress === 'refused' ? { errors: { organisation: MISSING } } : onwards(progress, query.next)
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Which organisation are you working for?" backHref={paths.signIn}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          {subject.length === 0 ? (
            <>
              <h1 class="nhsuk-heading-l">Sign in again</h1>
              <p>You took too long, or have signed in already.</p>
              <Button href={paths.signIn}>Sign in</Button>
            </>
          ) : (
            <Form {...form.hidden}>
              <RadiosField
                {...form.field('organisation')}
                isPageHeading
                options={subject.map(({ tenantId, name }) => ({ value: tenantId, label: name }))}
              />
              <Button>Continue</Button>
            </Form>
          )}
        </div>
      </div>
    </Layout>
  ),
})
