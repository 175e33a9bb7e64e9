import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { choiceField, textField } from '../../../../core/http/form/fields.ts'
import { timeAgo } from '../../../../core/values/relative-time.ts'
import { listMattersOf } from '../../matters/queries/matters.ts'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { optionsOf } from '../../sending/pages/queue-parts.tsx'
import { answerQuery } from '../commands/answer-query.ts'
import { answerScreening } from '../policy.ts'
import { goesBackAtOnce, QUERY_OUTCOMES, QUERY_REASONS, type QueryReason } from '../screening.ts'

export const answerQueryPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/answer-query',
  policy: answerScreening,
  title: 'Answer pharmacy',
  load: async (tx, ctx, { prescription }) => ({
    open: (await listMattersOf(tx, ctx, prescription.prescriptionId)).filter(
      ({ rule, closedAt }) => rule === 'screening' && closedAt === undefined,
    ),
  }),
  form: {
    fields: {
      outcome: choiceField({ label: 'What is the outcome?', choices: QUERY_OUTCOMES, missing: 'Select the outcome' }),
      words: textField({ label: 'Your answer', missing: 'Enter your answer', maxLength: 1000 }),
    },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { outcome, words }, { version = 0 }) {
      const { refusals } = await answerQuery(ctx, { prescriptionId, version, outcome, words })
      if (refusals.length > 0) return { errors: refusalErrors(refusals, { 'no-outcome': 'words' } as const) }
      return {
        redirect: goesBackAtOnce(outcome)
          ? prescriptionPaths.prescription(prescriptionId)
          : prescriptionPaths.check(prescriptionId),
      }
    },
  },
  View: ({ form, subject: { own, prescription }, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">Answer pharmacy</h1>
      {own.open.map(({ words, reasonCode, openedAt }) => (
        <InsetText>
          <p>
            <strong>{QUERY_REASONS[reasonCode as QueryReason] ?? 'A question'}</strong>, asked{' '}
            {timeAgo(openedAt, ctx.clock.now())}
          </p>
          <p>{words}</p>
        </InsetText>
      ))}
      {prescription.state === 'queried' ? (
        <Form {...form.hidden}>
          <RadiosField {...form.field('outcome')} options={optionsOf(QUERY_OUTCOMES)} />
          <TextAreaField {...form.field('words')} maxlength={1000} rows={4} />
          <Button>Answer</Button>
        </Form>
      ) : (
        <p>There is no question to answer.</p>
      )}
    </>
  ),
})
