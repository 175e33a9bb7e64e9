import { Button } from '../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../design-system/fields.tsx'
import { choiceField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { PREFERRED_CHANNELS } from '../../patients/patient.ts'
import { changeOwnPreference } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import { EDITING, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

export const contactPreferencePage = page({
  ...EDITING,
  path: ownPaths.preference,
  form: {
    fields: {
      channel: choiceField({
        label: 'How do you like us to get in touch?',
        hint: 'If something is urgent we may use another way',
        missing: 'Select how you like us to get in touch',
        choices: PREFERRED_CHANNELS,
      }),
    },
    initial: ({ patient }) => ({ channel: patient.communication.preferredChannel ?? '' }),
    version: versionOf,
    async submit(ctx, { patientId }, { channel }, { version = 0 }) {
      await changeOwnPreference(ctx, { patientId, version, preferredChannel: channel })
      return { redirect: `${ownPaths.details}?notice=saved` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="How do you like us to get in touch?" backHref={ownPaths.details}>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('channel')}
          isPageHeading
          options={Object.entries(PREFERRED_CHANNELS).map(([value, label]) => ({ value, label }))}
        />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
