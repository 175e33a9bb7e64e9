import { Button } from '../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { textField } from '../../http/form/fields.ts'
import { page } from '../../http/page.ts'
import { discardJob } from '../commands/handle-troubled-job.ts'
import { jobPaths } from '../paths.ts'
import { handleTroubledJob } from '../policy.ts'
import { getTroubledJob } from '../queries.ts'
import type { QueueTables } from '../tables.ts'
import { JobSummary } from './job-words.tsx'

const REASON_LENGTH = 500

export const discardJobPage = page({
  path: '/staff/administration/jobs/:jobId/discard',
  audience: 'staff',
  policy: handleTroubledJob,
  purpose: 'administration',
  load: (tx: Reader<QueueTables>, ctx, { path }) => getTroubledJob(tx, ctx.tenantId, path.jobId),
  shows: () => [],
  form: {
    fields: {
      reason: textField({
        label: 'Why is it not needed?',
        hint: 'For example, “The letter was posted by hand on Monday”. Do not name a patient.',
        missing: 'Enter why it is not needed',
        maxLength: REASON_LENGTH,
      }),
    },
    async submit(ctx, { jobId }, { reason }) {
      await discardJob(ctx, { jobId, reason })
      return { redirect: `${jobPaths.list()}?notice=discarded` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Discard this job" backHref={jobPaths.list()}>
      <h1 class="nhsuk-heading-l">Discard this job?</h1>
      <JobSummary job={subject} />
      <p>It will never be done. The reason is kept, sealed, in the audit trail.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={REASON_LENGTH} rows={3} />
        <Button variant="warning">Discard the job</Button>
      </Form>
    </Layout>
  ),
})
