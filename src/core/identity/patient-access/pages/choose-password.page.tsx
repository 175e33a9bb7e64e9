import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form, PasswordField } from '../../../../design-system/fields.tsx'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { passwordProblem } from '../../../values/password.ts'
import { hashPassword } from '../../accounts/password-hash.ts'
import { activate } from '../commands/activate.ts'
import { beginSession } from '../commands/begin-session.ts'
import { accessPaths } from '../paths.ts'
import { findActivating } from '../queries/sign-in-step.ts'
import { newPasswordField } from './access-fields.ts'
import { PublicFrame } from './public-frame.tsx'
import { StartAgain } from './start-again.tsx'

const TOO_LATE = 'Your code has ended. If you have just chosen a password, sign in. If not, ask us for a new code'

export const choosePasswordPage = page({
  path: accessPaths.choosePassword,
  audience: 'patient',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'own-record',
  rateLimit: 'secrets',
  query: z.object({ with: z.enum(['nhs-number', 'made-name']).default('nhs-number') }),
  load: (_tx, ctx) => findActivating(ctx),
  shows: () => [],
  form: {
    fields: { password: newPasswordField },
    async submit(ctx, activating, { password }, { query }) {
      if (!activating) return { errors: { password: TOO_LATE } }
      const problem = passwordProblem(password, { names: activating.guessable }, 'Your password')
      if (problem) return { errors: { password: problem } }
      const hash = await hashPassword(ctx.keys, password)
      const { tenantId, id: codeId } = activating.place
      const answer = await activate({ ...ctx, tenantId }, { codeId, name: query.with, password: () => hash })
      if (typeof answer === 'string') return { errors: { password: TOO_LATE } }
      const begun = await beginSession(ctx, { tenantId, id: answer.accountId }, 'code')
      return begun === 'refused'
        ? { redirect: accessPaths.signIn, session: 'end' }
        : { redirect: accessPaths.welcome, session: { start: begun.token, browser: begun.browser } }
    },
  },
  View: ({ subject, form, chrome }) =>
    !subject || (!subject.isOpen && Object.keys(form.errors).length === 0) ? (
      <StartAgain chrome={chrome} />
    ) : (
      <PublicFrame
        chrome={chrome}
        title="Choose a password"
        backHref={accessPaths.chooseName}
        organisation={subject.organisation}
      >
        <h1 class="nhsuk-heading-l">Choose a password</h1>
        <Form {...form.hidden}>
          <PasswordField {...form.field('password')} autocomplete="new-password" />
          <Button>Save my password and sign in</Button>
        </Form>
      </PublicFrame>
    ),
})
