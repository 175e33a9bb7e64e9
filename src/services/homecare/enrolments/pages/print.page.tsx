import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { registrationPaths } from '../paths.ts'
import { checkRegistration } from '../policy.ts'
import { PrintOrWhyNot } from '../../prescriptions/pages/print-or-why-not.tsx'
import { bodyOf } from '../queries/body-of.ts'
import { printedRegistration } from '../queries/printed-registration.ts'
import { registrationPage } from './registration-page.tsx'
import { Said } from './said.tsx'

/** The registration on paper: for a company that does not use Troth, and for the hospital’s own file. */
export const printPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/print',
  policy: checkRegistration,
  title: 'Homecare registration',
  async load(tx, ctx, registration) {
    // A company's own record is not its to print: the policy says so, once it is known whose it is.
    if (registration.counterpartId !== undefined) return undefined
    if (registration.answerBy === undefined && registration.accountReference === undefined) return undefined
    const by = registration.answerBy ?? registration.stateSince
    const body = await bodyOf(tx as never, ctx, registration, by, maySeeContact(ctx, registration))
    return { body, form: await printedRegistration(tx as never, ctx, registration, body) }
  },
  pdf: ({ own }) => own?.form.document && { document: own.form.document },
  View: ({ subject: { registration, own } }) => (
    <>
      <h1 class="nhsuk-heading-l">Homecare registration for {registration.company?.name ?? 'the company'}</h1>
      {own === undefined ? (
        <InsetText>
          <p>It can be printed once pharmacy has marked it as sent.</p>
        </InsetText>
      ) : (
        <>
          <div class="troth-no-print">
            <PrintOrWhyNot
              made={own.form}
              href={`${registrationPaths.print(registration.enrolmentId)}?format=pdf`}
              says={
                registration.isCompanyOnTroth
                  ? 'The company has it in Troth. This is a copy on paper, with lines for what Troth does not keep.'
                  : 'Print this page, or the form with lines for what Troth does not keep, and send it to the company as you send others. When it answers, write the answer down.'
              }
              action="Get the registration form (PDF)"
            />
          </div>
          <Said said={own.body} isHidden={registration.isAddressHidden} />
          <div class="troth-no-print">
            <Button href={registrationPaths.registration(registration.enrolmentId)}>Go to the registration</Button>
          </div>
        </>
      )}
    </>
  ),
})
