import { Button } from '../../../../design-system/components/button.tsx'
import { Details } from '../../../../design-system/components/details.tsx'
import { Form, OneTimeCodeField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { textField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { enterCode } from '../commands/sign-in.ts'
import { paths } from '../paths.ts'
import { onwards, signInQuery, tooLate } from './sign-in.page.tsx'

export const signInCodePage = page({
  path: paths.code,
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  query: signInQuery,
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: {
      code: textField({
        label: 'Code',
        hint: 'The 6 numbers in your authenticator app, or a recovery code like K7M2-9QXA',
        missing: 'Enter the code from your authenticator app',
        maxLength: 40,
      }),
    },
    async submit(ctx, _subject, { code }, { query }) {
      const progress = await enterCode(ctx, code)
      if (progress === 'too-late') return tooLate(query.next)
      if (progress === 'refused') {
        return {
          errors: {
            code: 'The code is not right, was used before, or there were too many attempts. Wait for the next code in your app, then try again',
          },
        }
      }
      return onwards(progress, query.next)
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Enter your code" backHref={paths.signIn}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Enter your code</h1>
          <p>Open the authenticator app on your phone to see the code for Troth.</p>
          <Form {...form.hidden}>
            <OneTimeCodeField {...form.field('code')} />
            <Button>Continue</Button>
          </Form>
          <Details summary="I do not have my phone">
            <p>Enter one of your recovery codes in place of the 6 numbers. Each works once.</p>
            <p>If you have none left, ask your administrator to reset your account.</p>
          </Details>
        </div>
      </div>
    </Layout>
  ),
})
