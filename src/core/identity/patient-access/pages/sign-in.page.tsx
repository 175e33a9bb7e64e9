import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, PasswordField, TextField } from '../../../../design-system/fields.tsx'
import { secretField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page, type Outcome } from '../../../http/page.ts'
import { nextPath, withNext } from '../../accounts/next-path.ts'
import { signInPatient, type PatientProgress } from '../commands/sign-in.ts'
import { accessPaths } from '../paths.ts'
import { signInNameField } from './access-fields.ts'
import { PublicFrame } from './public-frame.tsx'

/** One sentence for an unknown name, a wrong password, access taken away and too many tries: nobody learns who has a record. */
export const NOT_RIGHT =
  'The name or password is not right, or there were too many tries. Check both. If you have tried several times, wait 15 minutes'

export const signInQuery = z.object({
  next: z.string().optional(),
  ended: z.string().optional(),
  notice: z.string().optional(),
})

/** Where signing in leads. */
export const onwards = (progress: PatientProgress, next: string | undefined): Outcome<Record<never, never>> => ({
  redirect: progress.to === 'in' ? nextPath(next, accessPaths.home) : withNext(accessPaths.organisation, next),
  session: { start: progress.token, browser: progress.browser },
})

export const signInPage = page({
  path: accessPaths.signIn,
  audience: 'patient',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'own-record',
  rateLimit: 'secrets',
  query: signInQuery,
  load: () => Promise.resolve({}),
  shows: () => [],
  notices: {
    'signed-out': 'You have signed out.',
    'too-late': 'You took too long. Sign in again.',
  },
  form: {
    fields: { name: signInNameField, password: secretField({ label: 'Password' }) },
    async submit(ctx, _subject, proof, { query }) {
      const progress = await signInPatient(ctx, proof)
      return progress === 'refused' ? { errors: { name: NOT_RIGHT } } : onwards(progress, query.next)
    },
  },
  View: ({ at, form, chrome }) => (
    <PublicFrame chrome={chrome} title="Sign in to your record" backHref="/">
      <h1 class="nhsuk-heading-l">Sign in to your record</h1>
      {at.query.ended !== undefined && (
        <InsetText>
          <p>You were signed out to keep your information safe. Sign in to go on where you were.</p>
        </InsetText>
      )}
      <Form {...form.hidden}>
        <TextField {...form.field('name')} autocomplete="username" spellcheck={false} width={20} />
        <PasswordField {...form.field('password')} />
        <Button>Sign in</Button>
      </Form>
      <p>
        <a href={accessPaths.activate}>I have a code from a letter or a text message</a>
      </p>
      <p>
        <a href={accessPaths.help}>I cannot sign in</a>
      </p>
    </PublicFrame>
  ),
})
