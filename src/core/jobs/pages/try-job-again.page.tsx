import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { tryJobAgain } from '../commands/handle-troubled-job.ts'
import { jobPaths } from '../paths.ts'
import { handleTroubledJob } from '../policy.ts'
import { getTroubledJob } from '../queries.ts'
import type { QueueTables } from '../tables.ts'
import { JobSummary } from './job-words.tsx'

export const tryJobAgainPage = page({
  path: '/staff/administration/jobs/:jobId/try-again',
  audience: 'staff',
  policy: handleTroubledJob,
  purpose: 'administration',
  load: (tx: Reader<QueueTables>, ctx, { path }) => getTroubledJob(tx, ctx.tenantId, path.jobId),
  shows: () => [],
  form: {
    fields: {},
    async submit(ctx, { jobId }) {
      const refusal = await tryJobAgain(ctx, { jobId })
      return refusal
        ? { errors: { form: 'This version of Troth no longer has this job. Discard it instead.' } }
        : { redirect: `${jobPaths.list()}?notice=again` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Try this job again" backHref={jobPaths.list()}>
      <h1 class="nhsuk-heading-l">Try this job again?</h1>
      <JobSummary job={subject} />
      <p>It is safe to try again: a job that had in fact been done does nothing the second time.</p>
      <Form {...form.hidden}>
        <Button>Try again</Button>
      </Form>
    </Layout>
  ),
})
