import { choiceField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form, NumberField, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { saveDraft } from '../commands/change-draft.ts'
import { COLD_STORES, SHARPS_BINS, SUPPORT_CHOICES } from '../enrolment-details.ts'
import { registrationPaths } from '../paths.ts'
import { writeRegistration } from '../policy.ts'
import { openNote } from '../queries/open-sealed.ts'
import { optionsOf } from './options-of.ts'
import { formErrors, registrationPage } from './registration-page.tsx'

export const suppliesPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/supplies',
  policy: writeRegistration,
  title: 'Supplies and support',
  load: (tx, ctx, registration) => openNote(tx as never, ctx, registration),
  form: {
    fields: {
      support: choiceField({
        label: 'The manufacturer’s support programme',
        hint: 'It is run by the company that makes the medicine, not by the NHS. Their details go there only if they want to join',
        choices: SUPPORT_CHOICES,
        missing: 'Select whether the patient wants the manufacturer’s support programme',
      }),
      sharps: choiceField({
        label: 'Sharps bin',
        choices: SHARPS_BINS,
        missing: 'Select whether a sharps bin is needed',
      }),
      cold: choiceField({
        label: 'Cold storage at home',
        choices: COLD_STORES,
        missing: 'Select how it can be kept cold',
      }),
      stock: optional(
        wholeNumberField({
          label: 'Units of the medicine at home now (optional)',
          hint: 'For example pens or syringes. Enter 0 when there are none',
          least: 0,
          most: 999,
        }),
      ),
      note: optional(textField({ label: 'Note for the company (optional)', maxLength: 1000 })),
    },
    version: ({ registration }) => registration.version,
    initial: ({ registration: { details }, own }) => ({
      support: details.supportProgramme,
      sharps: details.sharpsBin,
      cold: details.coldStore,
      stock: details.openingStock === undefined ? undefined : String(details.openingStock),
      note: own,
    }),
    async submit(ctx, { registration: { enrolmentId } }, { support, sharps, cold, stock, note }, { version = 0 }) {
      const part = { supportProgramme: support, sharpsBin: sharps, coldStore: cold, openingStock: stock }
      const { refusals } = await saveDraft(ctx, { enrolmentId, version, part, note: note ?? null })
      return refusals.length > 0 ? { errors: formErrors(refusals) } : { redirect: registrationPaths.check(enrolmentId) }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Supplies and support</h1>
      <Form {...form.hidden}>
        <RadiosField {...form.field('support')} options={optionsOf(SUPPORT_CHOICES)} />
        <RadiosField {...form.field('sharps')} options={optionsOf(SHARPS_BINS)} />
        <RadiosField {...form.field('cold')} options={optionsOf(COLD_STORES)} />
        <NumberField {...form.field('stock')} width={4} />
        <TextAreaField {...form.field('note')} maxlength={1000} rows={4} />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
