import { formatDeadline } from '../../../../core/values/london-time.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { answerBy } from '../../companies/answer-by.ts'
import { submitRegistration } from '../commands/submit-registration.ts'
import { registrationPaths } from '../paths.ts'
import { checkRegistration } from '../policy.ts'
import { openNote } from '../queries/open-sealed.ts'
import { Answers } from './answers.tsx'
import { formErrors, registrationPage } from './registration-page.tsx'

export const sendToCompanyPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/send-to-company',
  policy: checkRegistration,
  title: 'Send the registration to the company?',
  backHref: ({ enrolmentId }) => registrationPaths.checklist(enrolmentId),
  load: (tx, ctx, registration) => openNote(tx as never, ctx, registration),
  form: {
    fields: {},
    version: ({ registration }) => registration.version,
    async submit(ctx, { registration: { enrolmentId, isCompanyOnTroth } }, _values, { version = 0 }) {
      const { refusals } = await submitRegistration(ctx, { enrolmentId, version })
      if (refusals.length > 0) return { errors: formErrors(refusals) }
      return {
        redirect: isCompanyOnTroth
          ? registrationPaths.registration(enrolmentId, 'sent')
          : registrationPaths.print(enrolmentId),
      }
    },
  },
  View: ({ subject: { registration, own }, form, ctx }) => {
    const { company, isCompanyOnTroth } = registration
    return (
      <>
        <h1 class="nhsuk-heading-l">Send the registration to the company?</h1>
        <p>
          {isCompanyOnTroth
            ? `It goes to ${company?.name ?? 'the company'} at once, with name, birth date, NHS number, how to reach the patient, needs and allergies. How to get into the home is never sent.`
            : `${company?.name ?? 'The company'} does not use Troth. You print the registration on the next page and send it as you send others.`}
        </p>
        {company && <p>It should answer by {formatDeadline(answerBy(ctx.clock.now(), company))}.</p>}
        <Answers registration={registration} note={own} />
        <Form {...form.hidden}>
          <Button>{isCompanyOnTroth ? 'Send to the company' : 'Mark as sent'}</Button>
        </Form>
      </>
    )
  },
})
