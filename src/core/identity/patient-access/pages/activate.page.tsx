import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, TextField } from '../../../../design-system/fields.tsx'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { checkCode } from '../commands/check-code.ts'
import { accessPaths } from '../paths.ts'
import { activationCodeField, birthDateField } from './access-fields.ts'
import { PublicFrame } from './public-frame.tsx'

/** One sentence for an unknown code, a used one, a wrong date and too many tries. */
const NOT_RIGHT =
  'The code or the date of birth is not right, or the code was used before. Check both. If you have tried several times, ask us for a new code'
const EXPIRED = 'This code is out of date. Ask us for a new code'

export const activatePage = page({
  path: accessPaths.activate,
  audience: 'patient',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'own-record',
  rateLimit: 'secrets',
  load: () => Promise.resolve({}),
  shows: () => [],
  form: {
    fields: { code: activationCodeField, birthDate: birthDateField },
    async submit(ctx, _subject, typed) {
      const answer = await checkCode(ctx, typed)
      if (typeof answer === 'string') return { errors: { code: answer === 'expired' ? EXPIRED : NOT_RIGHT } }
      return { redirect: accessPaths.chooseName, session: { start: answer.token } }
    },
  },
  View: ({ form, chrome }) => (
    <PublicFrame chrome={chrome} title="Use your code" backHref={accessPaths.signIn}>
      <h1 class="nhsuk-heading-l">Use your code</h1>
      <p>We sent you a code by letter or text message.</p>
      <Form {...form.hidden}>
        <TextField {...form.field('code')} autocomplete="one-time-code" spellcheck={false} width={20} />
        <DateField {...form.field('birthDate')} isBirthDate />
        <Button>Continue</Button>
      </Form>
      <p>
        <a href={accessPaths.help}>I do not have a code, or it does not work</a>
      </p>
    </PublicFrame>
  ),
})
