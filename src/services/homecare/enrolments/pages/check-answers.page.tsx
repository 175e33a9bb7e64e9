import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { sendToPharmacy } from '../commands/hand-on.ts'
import { registrationPaths } from '../paths.ts'
import { writeRegistration } from '../policy.ts'
import { openNote } from '../queries/open-sealed.ts'
import { Answers } from './answers.tsx'
import { formErrors, registrationPage } from './registration-page.tsx'

export const checkAnswersPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/check-answers',
  policy: writeRegistration,
  title: 'Check before you send it to pharmacy',
  load: (tx, ctx, registration) => openNote(tx as never, ctx, registration),
  form: {
    fields: {},
    version: ({ registration }) => registration.version,
    async submit(ctx, { registration: { enrolmentId } }, _values, { version = 0 }) {
      const { refusals } = await sendToPharmacy(ctx, { enrolmentId, version })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.registration(enrolmentId, 'with-pharmacy') }
    },
  },
  View: ({ subject: { registration, own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Check before you send it to pharmacy</h1>
      <Answers registration={registration} note={own} mayChange={registration.state === 'draft'} />
      <p>
        <a href={registrationPaths.contacts(registration.enrolmentId)}>Look at contacts, allergies and needs again</a>
      </p>
      {registration.state === 'draft' ? (
        <Form {...form.hidden}>
          <Button>Send to pharmacy</Button>
        </Form>
      ) : (
        <InsetText>
          <p>This registration is not being written any more.</p>
        </InsetText>
      )}
    </>
  ),
})
