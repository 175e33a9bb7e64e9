import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { OwnPage } from '../../../../core/own-record/pages/own-page.tsx'
import { reportOwnProblem } from '../commands/report-own-problem.ts'
import { ownHomecarePaths } from '../paths.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { isOfContents, type Problem, PROBLEMS, stopsUse } from '../problem.ts'
import { getOwnTreatment, type OwnHomecareTables, type OwnTreatment } from '../queries/own-homecare.ts'
import { ContactUs, WhoCalls } from './contact-us.tsx'

const LONGEST = 1_000

export const problemPage = page({
  path: '/patient/homecare/:therapyId/problem',
  audience: 'patient',
  policy: tellOfOwnHomecare,
  purpose: 'own-record',
  load: (tx: Reader<OwnHomecareTables>, ctx, { path }) => getOwnTreatment(tx, ctx, path.therapyId),
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      problem: choiceField({ label: 'What is wrong?', missing: 'Select what is wrong', choices: PROBLEMS }),
      words: optional(textField({ label: 'Tell us more (optional)', maxLength: LONGEST })),
    },
    async submit(ctx, { treatment, organisation }, { problem, words }, { path: { therapyId } }) {
      await reportOwnProblem(ctx, { therapyId, problem, words, deliveryId: deliveryOf(problem, treatment) })
      return {
        show: (chrome) => (
          <OwnPage chrome={chrome} title="Thank you for telling us" backHref={ownHomecarePaths.home()}>
            <h1 class="nhsuk-heading-l">
              {stopsUse(problem) ? 'Do not use it until we call' : 'Thank you for telling us'}
            </h1>
            {problem === 'side-effect' && (
              <WarningCallout headingLevel={2}>
                <p>
                  Call 999 if you cannot breathe well, your face, lips or tongue swell, or you faint. If you feel unwell
                  and we are closed, call 111.
                </p>
              </WarningCallout>
            )}
            {isOfContents(problem) && <p>Keep it, with its box, where you would keep it. Do not throw it away.</p>}
            <WhoCalls organisation={organisation} />
            <ContactUs organisation={organisation} today={ctx.clock.today()} />
          </OwnPage>
        ),
      }
    },
  },
  View: ({ subject: { treatment, organisation }, form, chrome, ctx }) => (
    <OwnPage chrome={chrome} title="Something is wrong" backHref={ownHomecarePaths.home()}>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">{treatment.cover.medicine}</span>
        Something is wrong
      </h1>
      <p>If you feel very unwell, call 999. If you need help now and it is not an emergency, call 111.</p>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('problem')}
          options={Object.entries(PROBLEMS).map(([value, label]) => ({ value, label }))}
        />
        <TextAreaField {...form.field('words')} maxlength={LONGEST} rows={4} />
        <Button>Tell us</Button>
      </Form>
      <ContactUs organisation={organisation} today={ctx.clock.today()} />
    </OwnPage>
  ),
})

/** Late is the delivery to come; anything else is what the newest one brought. */
const deliveryOf = (problem: Problem, { next, last }: OwnTreatment): string | undefined =>
  (problem === 'late' ? next : last)?.deliveryId
