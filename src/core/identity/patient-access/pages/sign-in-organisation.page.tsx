import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { chooseOrganisation } from '../commands/sign-in.ts'
import { accessPaths } from '../paths.ts'
import { listOrganisationsOfStep } from '../queries/sign-in-step.ts'
import { PublicFrame } from './public-frame.tsx'
import { onwards, signInQuery } from './sign-in.page.tsx'

const MISSING = 'Select the record you want to see'

export const signInOrganisationPage = page({
  path: accessPaths.organisation,
  audience: 'patient',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'own-record',
  query: signInQuery,
  load: (_tx, ctx) => listOrganisationsOfStep(ctx),
  shows: () => [],
  form: {
    fields: {
      organisation: textField({
        label: 'Which record do you want to see?',
        hint: 'Each organisation keeps its own record about you',
        missing: MISSING,
      }),
    },
    async submit(ctx, _subject, { organisation }, { query }) {
      const progress = await chooseOrganisation(ctx, organisation)
      if (progress === 'too-late') {
        return { redirect: `${accessPaths.signIn}?notice=too-late`, session: 'end' }
      }
      return progress === 'refused' ? { errors: { organisation: MISSING } } : onwards(progress, query.next)
    },
  },
  View: ({ subject, form, chrome }) => (
    <PublicFrame chrome={chrome} title="Which record do you want to see?" backHref={accessPaths.signIn}>
      {subject.length === 0 ? (
        <>
          <h1 class="nhsuk-heading-l">Sign in again</h1>
          <p>You took too long, or you have signed in already.</p>
          <Button href={accessPaths.signIn}>Sign in</Button>
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
    </PublicFrame>
  ),
})
