import { Button } from '../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../design-system/components/warning-callout.tsx'
import { Form, RadiosField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { choiceField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { stopDisclosure } from '../commands/handle-disclosure.ts'
import { STOP_REASONS } from '../disclosure.ts'
import { disclosurePaths } from '../paths.ts'
import { handleDisclosures } from '../policy.ts'
import { getSent } from '../queries/lines.ts'
import type { DisclosureTables } from '../tables.ts'
import { SentSummary } from './disclosure-words.tsx'
import { optionsOf } from './list-query.ts'

export const stopDisclosurePage = page({
  path: '/staff/administration/disclosures/:disclosureId/stop',
  audience: 'staff',
  policy: handleDisclosures,
  purpose: 'administration',
  load: (tx: Reader<DisclosureTables>, ctx, { path }) => getSent(tx, ctx.tenantId, path.disclosureId),
  shows: ({ patientId }) => (patientId === undefined ? [] : [patientId]),
  form: {
    fields: {
      reason: choiceField({
        label: 'Why should it not be sent?',
        missing: 'Select why it should not be sent',
        choices: STOP_REASONS,
      }),
    },
    async submit(ctx, { disclosureId }, { reason }) {
      const refusal = await stopDisclosure(ctx, { disclosureId, reason })
      return refusal
        ? { errors: { form: 'It has arrived, was stopped, or is being sent again, so it can no longer be stopped.' } }
        : { redirect: `${disclosurePaths.list()}?notice=stopped` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Stop sending it" backHref={disclosurePaths.list()}>
      <h1 class="nhsuk-heading-l">Stop sending it?</h1>
      <SentSummary line={subject} />
      {subject.handedOverAt ? (
        <WarningCallout heading="It may have arrived">
          <p>
            Troth handed it over and got no answer. Stopping only means that Troth does not try again. Ask the other
            organisation what it has.
          </p>
        </WarningCallout>
      ) : (
        <p>The other organisation will not get it.</p>
      )}
      <p>This cannot be undone: to send it later, make a new one.</p>
      <Form {...form.hidden}>
        <RadiosField {...form.field('reason')} options={optionsOf(STOP_REASONS)} />
        <Button variant="warning">Stop sending it</Button>
      </Form>
    </Layout>
  ),
})
