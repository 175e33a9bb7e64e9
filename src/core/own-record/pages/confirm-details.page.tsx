import { Button } from '../../../design-system/components/button.tsx'
import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Form, RadiosField } from '../../../design-system/fields.tsx'
import { choiceField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { addressText } from '../../values/address.ts'
import { confirmOwnContact } from '../commands.ts'
import { currentAddress, currentPoints } from '../own-contact.ts'
import { ownPaths } from '../paths.ts'
import { pointKind, pointText } from './contact-words.ts'
import { EDITING, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

/** "Is this still right?": asked when nobody has confirmed for a long time how we reach someone. */
export const confirmDetailsPage = page({
  audience: EDITING.audience,
  policy: EDITING.policy,
  purpose: EDITING.purpose,
  load: EDITING.load,
  shows: EDITING.shows,
  path: ownPaths.confirm,
  form: {
    fields: {
      right: choiceField({
        label: 'Is this still right?',
        missing: 'Select yes if this is still right',
        choices: { yes: 'Yes, it is all right', no: 'No, something has changed' },
      }),
    },
    version: versionOf,
    async submit(ctx, { patientId }, { right }, { version = 0 }) {
      if (right === 'no') return { redirect: ownPaths.details }
      await confirmOwnContact(ctx, { patientId, version })
      return { redirect: `${ownPaths.home}?notice=confirmed` }
    },
  },
  View: ({ subject: { patient }, form, chrome, ctx }) => {
    const today = ctx.clock.today()
    const points = currentPoints(patient.contactPoints, today)
    const home = currentAddress(patient.addresses, 'home', today)
    return (
      <OwnPage chrome={chrome} title="Is this how we reach you?" backHref={ownPaths.home}>
        <h1 class="nhsuk-heading-l">Is this how we reach you?</h1>
        <SummaryList
          rows={[
            ...points.map((point) => ({ key: pointKind(point), value: pointText(point) })),
            points.length === 0 && { key: 'Telephone and email', value: 'None' },
            { key: 'Home address', value: home ? addressText(home) : 'None' },
          ]}
        />
        <Form {...form.hidden}>
          <RadiosField
            {...form.field('right')}
            options={[
              { value: 'yes', label: 'Yes, it is all right' },
              { value: 'no', label: 'No, something has changed' },
            ]}
          />
          <Button>Continue</Button>
        </Form>
      </OwnPage>
    )
  },
})
