import { Button } from '../../../design-system/components/button.tsx'
import { EmailField, Form } from '../../../design-system/fields.tsx'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { changeOwnContact } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import type { OwnRecordTables } from '../queries.ts'
import { emailField } from './contact-words.ts'
import { EDITING, loadPoint, versionOf, type AtEntry } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

export const changeEmailPage = page({
  ...EDITING,
  path: '/patient/details/e-mail/:entry',
  load: (tx: Reader<OwnRecordTables>, ctx: Context, { path }: AtEntry) => loadPoint(tx, ctx, path.entry, ['email']),
  form: {
    fields: { email: emailField },
    initial: ({ point }) => ({ email: point.value }),
    version: versionOf,
    async submit(ctx, { patientId, point }, { email }, { version = 0 }) {
      await changeOwnContact(ctx, { patientId, version, entryId: point.entryId, value: email })
      return { redirect: `${ownPaths.details}?notice=saved` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="Change your email address" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Change your email address</h1>
      <Form {...form.hidden}>
        <EmailField {...form.field('email')} />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
