import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { registrationPaths } from '../paths.ts'
import { checkRegistration } from '../policy.ts'
import { bodyOf } from '../queries/body-of.ts'
import { registrationPage } from './registration-page.tsx'
import { Said } from './said.tsx'

/** For a company that does not use Troth: the registration on paper. */
export const printPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/print',
  policy: checkRegistration,
  title: 'Homecare registration',
  async load(tx, ctx, registration) {
    if (registration.answerBy === undefined && registration.accountReference === undefined) return undefined
    const by = registration.answerBy ?? registration.stateSince
    return await bodyOf(tx as never, ctx, registration, by, maySeeContact(ctx, registration))
  },
  View: ({ subject: { registration, own } }) => (
    <>
      <h1 class="nhsuk-heading-l">Homecare registration for {registration.company?.name ?? 'the company'}</h1>
      {own === undefined ? (
        <InsetText>
          <p>It can be printed once pharmacy has marked it as sent.</p>
        </InsetText>
      ) : (
        <>
          <p class="troth-no-print">
            Print this page and send it to the company as you send others. When it answers, write the answer down.
          </p>
          <Said said={own} isHidden={registration.isAddressHidden} />
          <div class="troth-no-print">
            <Button href={registrationPaths.registration(registration.enrolmentId)}>Go to the registration</Button>
          </div>
        </>
      )}
    </>
  ),
})
