import { choicesField } from '../../../../core/http/form/fields.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { CheckboxesField, Form } from '../../../../design-system/fields.tsx'
import { CHECKLIST, stillToCheck } from '../checklist.ts'
import { saveChecklist } from '../commands/change-draft.ts'
import { registrationPaths } from '../paths.ts'
import { checkRegistration } from '../policy.ts'
import { openNote } from '../queries/open-sealed.ts'
import { Answers } from './answers.tsx'
import { optionsOf } from './options-of.ts'
import { formErrors, registrationPage } from './registration-page.tsx'

export const checklistPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/checklist',
  policy: checkRegistration,
  title: 'Pharmacy checklist',
  load: (tx, ctx, registration) => openNote(tx as never, ctx, registration),
  form: {
    fields: { checked: choicesField({ label: 'What you have checked', choices: CHECKLIST.value }) },
    version: ({ registration }) => registration.version,
    initial: ({ registration: { details } }) => ({ checked: [...(details.checked ?? [])] }),
    async submit(ctx, { registration: { enrolmentId } }, { checked }, { version = 0 }) {
      const { refusals } = await saveChecklist(ctx, { enrolmentId, version, checked })
      if (refusals.length > 0) return { errors: formErrors(refusals) }
      return {
        redirect:
          stillToCheck(checked).length === 0
            ? registrationPaths.submit(enrolmentId)
            : registrationPaths.registration(enrolmentId, 'checked'),
      }
    },
  },
  View: ({ subject: { registration, own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Pharmacy checklist</h1>
      <Answers registration={registration} note={own} />
      {!CHECKLIST.verified && (
        <InsetText>
          <p>Nobody has signed off this checklist: compare it with your own.</p>
        </InsetText>
      )}
      <Form {...form.hidden}>
        <CheckboxesField {...form.field('checked')} options={optionsOf(CHECKLIST.value)} />
        <Button>Save and continue</Button>
      </Form>
      <p>
        <a href={registrationPaths.act(registration.enrolmentId, 'send-back')}>Send it back instead</a>
      </p>
    </>
  ),
})
