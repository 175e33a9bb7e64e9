import { Button } from '../../../design-system/components/button.tsx'
import { EmailField, Form } from '../../../design-system/fields.tsx'
import { page } from '../../http/page.ts'
import { addOwnContact } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import { emailField } from './contact-words.ts'
import { EDITING, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

export const addEmailPage = page({
  ...EDITING,
  path: ownPaths.addEmail,
  form: {
    fields: { email: emailField },
    version: versionOf,
    async submit(ctx, { patientId }, { email }, { version = 0 }) {
      await addOwnContact(ctx, { patientId, version, point: { system: 'email', use: 'home', value: email } })
      return { redirect: `${ownPaths.details}?notice=saved` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="Add an email address" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Add an email address</h1>
      <Form {...form.hidden}>
        <EmailField {...form.field('email')} />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
