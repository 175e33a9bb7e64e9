import { Button } from '../../../../design-system/components/button.tsx'
import { DoDontList } from '../../../../design-system/components/do-dont-list.tsx'
import { DateField, Form, RadiosField, TextAreaField, TextField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { recordMissedDose } from '../../supply-cover/commands/record-missed-dose.ts'
import { MISSED_DOSE_ADVICE } from '../missed-dose-advice.ts'
import { ownHomecarePaths } from '../paths.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { getOwnTreatment, type OwnHomecareTables } from '../queries/own-homecare.ts'
import { ContactUs, WhoCalls } from './contact-us.tsx'

const LONGEST = 1_000
const CAUSES = {
  'no-stock': 'I had none left',
  'not-delivered': 'My delivery did not come',
  damaged: 'It was damaged, warm or wrong',
  unwell: 'I was not well',
  'told-to-stop': 'Someone told me not to take it',
  forgot: 'I forgot',
  other: 'Something else',
} as const
const PROBLEMS = {
  'not-yet': { dueOn: 'The day of the dose must be today or in the past' },
  'no-dose-that-day': { dueOn: 'We have no dose of yours on this day. Check the day, or call us' },
  'more-than-due': { doses: 'You had fewer doses than this to take on that day' },
} as const

export const ownMissedDosePage = page({
  path: '/patient/homecare/:therapyId/missed-dose',
  audience: 'patient',
  policy: tellOfOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx, { path }) => getOwnTreatment(tx, ctx, path.therapyId),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      dueOn: dateField({
        label: 'Which day should you have taken it?',
        name: 'The day of the dose',
        rule: (today) => ({ today, when: 'today-or-past' }),
      }),
      doses: wholeNumberField({ label: 'How many doses you missed that day', least: 1, most: 24 }),
      cause: choiceField({ label: 'Why did you miss it?', missing: 'Select why you missed it', choices: CAUSES }),
      note: optional(textField({ label: 'Anything we should know (optional)', maxLength: LONGEST })),
    },
    initial: () => ({ doses: '1' }),
    async submit(ctx, { organisation }, values, { path: { therapyId } }) {
      const answer = await recordMissedDose(ctx, { therapyId, ...values })
      if (typeof answer === 'string') return { errors: PROBLEMS[answer] }
      return {
        show: (chrome) => (
          <OwnPage chrome={chrome} title="Thank you for telling us" backHref={ownHomecarePaths.home()}>
            <h1 class="nhsuk-heading-l">Thank you for telling us</h1>
            <WhoCalls organisation={organisation} />
            <Advice />
            <ContactUs organisation={organisation} today={ctx.clock.today()} />
          </OwnPage>
        ),
      }
    },
  },
  View: ({ subject: { treatment, organisation }, form, chrome, ctx }) => (
    <OwnPage chrome={chrome} title="Tell us about a missed dose" backHref={ownHomecarePaths.home()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{treatment.cover.medicine}</span>
        Tell us about a missed dose
      </h1>
      <h2 class="nhsuk-heading-m">What to do now</h2>
      <Advice />
      <Form {...form.hidden}>
        <DateField {...form.field('dueOn')} />
        <TextField {...form.field('doses')} inputmode="numeric" width={2} />
        <RadiosField
          {...form.field('cause')}
          options={Object.entries(CAUSES).map(([value, label]) => ({ value, label }))}
        />
        <TextAreaField {...form.field('note')} maxlength={LONGEST} rows={3} />
        <Button>Tell us</Button>
      </Form>
      <ContactUs organisation={organisation} today={ctx.clock.today()} />
    </OwnPage>
  ),
})

const Advice = () => (
  <>
    <DoDontList heading="Do" type="do" items={MISSED_DOSE_ADVICE.value.do} />
    <DoDontList heading="Don't" type="dont" items={MISSED_DOSE_ADVICE.value.dont} />
    {!MISSED_DOSE_ADVICE.verified && (
      <p>This is general advice. A pharmacist has not yet checked it for your medicine.</p>
    )}
  </>
)
