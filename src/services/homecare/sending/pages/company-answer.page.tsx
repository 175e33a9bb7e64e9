import { Button } from '../../../../design-system/components/button.tsx'
import {
  DateField,
  Form,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../../design-system/fields.tsx'
import { Checkboxes } from '../../../../design-system/components/checkboxes.tsx'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, tickField } from '../../../../core/http/form/fields.ts'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { ANSWERS, COMPANY_REASONS } from '../answer.ts'
import { recordAnswer } from '../commands/record-answer.ts'
import { sendingPaths } from '../paths.ts'
import { sendPrescriptions } from '../policy.ts'
import { getSupplier } from '../queries/parties.ts'
import { answerFields, answerOf, missingOf } from './answer-fields.ts'
import { optionsOf } from './queue-parts.tsx'

const SOURCES = {
  telephone: 'By telephone',
  email: 'By e-mail',
  letter: 'By letter',
  portal: 'On the company’s own website',
} as const

export const companyAnswerPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/company-answer',
  policy: sendPrescriptions,
  title: 'Record what the homecare company says',
  backHref: () => sendingPaths.queue(),
  load: async (tx, ctx, { prescription }) => ({ supplier: await getSupplier(tx, ctx.tenantId, prescription) }),
  form: {
    fields: {
      kind: choiceField({ label: 'What did they say?', choices: ANSWERS, missing: 'Select what they said' }),
      readBack: tickField({ label: 'They read back the medicine, dose and quantity, and it is what was signed' }),
      ...answerFields,
      source: choiceField({ label: 'How did they say so?', choices: SOURCES, missing: 'Select how they said so' }),
      saidOn: dateField({ label: 'When did they say so?', name: 'The day they said so' }),
    },
    version: ({ prescription }) => prescription.version,
    check: ({ kind, readBack, ...values }) => ({
      ...missingOf(kind, values),
      ...(kind === 'acknowledged' && !readBack
        ? { readBack: 'Ask them to read it back, and confirm that they did' }
        : {}),
    }),
    async submit(ctx, { prescription: { prescriptionId } }, { kind, readBack, source, saidOn, ...values }, at) {
      const { refusals } = await recordAnswer(ctx, {
        prescriptionId,
        version: at.version ?? 0,
        answer: answerOf(kind, values),
        isReadBack: readBack,
        source,
        saidOn,
      })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'said-on': 'saidOn', 'no-reason': 'words' } as const) }
        : { redirect: sendingPaths.queue({ notice: 'answered' }) }
    },
  },
  View: ({ form, subject: { own } }) => {
    const { company } = own.supplier
    return (
      <>
        <h1 class="nhsuk-heading-l">Record what {company.name} says</h1>
        {company.recipientId !== undefined ? (
          <p>
            {company.name} uses Troth: it answers there itself. To speak to them, call {company.telephone ?? 'them'}.
          </p>
        ) : (
          <Form {...form.hidden}>
            <RadiosField {...form.field('kind')} options={optionsOf(ANSWERS)} />
            <Checkboxes
              name="readBack"
              idPrefix="readBack"
              errorMessage={form.errors['readBack'] === undefined ? undefined : { text: form.errors['readBack'] }}
              items={[{ value: 'yes', text: form.field('readBack').label, checked: form.values['readBack'] === 'yes' }]}
            />
            <SelectField {...form.field('reason')} placeholder="Choose" options={optionsOf(COMPANY_REASONS)} />
            <TextAreaField {...form.field('words')} maxlength={1000} rows={3} />
            <TextField {...form.field('undelivered')} />
            <RadiosField {...form.field('source')} options={optionsOf(SOURCES)} />
            <DateField {...form.field('saidOn')} />
            <Button>Record the answer</Button>
          </Form>
        )}
      </>
    )
  },
})
