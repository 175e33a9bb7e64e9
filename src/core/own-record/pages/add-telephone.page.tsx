import { Button } from '../../../design-system/components/button.tsx'
import { Form, RadiosField, TelephoneField } from '../../../design-system/fields.tsx'
import { choiceField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { addOwnContact } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import { telephoneField } from './contact-words.ts'
import { EDITING, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

const KINDS = { mobile: 'Mobile', home: 'Home', work: 'Work' } as const

export const addTelephonePage = page({
  ...EDITING,
  path: ownPaths.addTelephone,
  form: {
    fields: {
      number: telephoneField,
      kind: choiceField({
        label: 'What kind of telephone is it?',
        missing: 'Select what kind of telephone it is',
        choices: KINDS,
      }),
    },
    version: versionOf,
    async submit(ctx, { patientId }, { number, kind }, { version = 0 }) {
      await addOwnContact(ctx, { patientId, version, point: { system: 'phone', use: kind, value: number } })
      return { redirect: `${ownPaths.details}?notice=saved` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="Add a telephone number" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Add a telephone number</h1>
      <Form {...form.hidden}>
        <TelephoneField {...form.field('number')} />
        <RadiosField
          {...form.field('kind')}
          options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
        />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
