import { z } from 'zod'
import { DataTable } from '../../../design-system/data-table.tsx'
import { SelectField } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { administrationLink } from '../../identity/administration/administration-links.ts'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { formatShortInstant } from '../../values/london-time.ts'
import { allJobs } from '../job.ts'
import { jobPaths } from '../paths.ts'
import { seeTroubledJobs } from '../policy.ts'
import { listTimetables, listTroubledJobs } from '../queries.ts'
import type { QueueTables, TimetableTables } from '../tables.ts'
import { TROUBLED_STATES, type TroubledJob } from '../troubled-job.ts'
import { jobWords } from './job-words.tsx'
import { Timetables } from './timetables-kept.tsx'

const PAGE_SIZE = 50

administrationLink({
  text: 'Failed jobs',
  href: jobPaths.list(),
  description: 'Work that Troth could not do by itself, or that is late: try it again, or say that it is not needed.',
  policy: seeTroubledJobs,
  order: 80,
})

const query = z.object({
  state: z.enum(['dead', 'failing']).optional().catch(undefined),
  name: z.string().max(100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(20).default(1).catch(1),
})

export const troubledJobsPage = page({
  path: '/staff/administration/jobs',
  audience: 'staff',
  policy: seeTroubledJobs,
  purpose: 'administration',
  query,
  notices: {
    again: 'The job is being done again.',
    discarded: 'The job has been discarded. The reason is in the audit trail.',
  },
  load: async (tx: Reader<QueueTables & TimetableTables>, ctx, { query: { state, name, page: number } }) => ({
    ...(await listTroubledJobs(
      tx,
      ctx.tenantId,
      { state, name: name || undefined },
      { page: number, size: PAGE_SIZE },
    )),
    timetables: await listTimetables(tx),
  }),
  shows: () => [],
  View: ({ subject, at, chrome }) => {
    const { page: number, ...chosen } = at.query
    const shared = { values: chosen, errors: {} }
    return (
      <Layout {...chrome} title="Failed jobs" backHref="/staff/administration" wide>
        <h1 class="nhsuk-heading-l">Failed jobs</h1>
        <p>
          Troth tries each job several times. What still fails is given up and waits here until somebody decides.
          Nothing here names a person.
        </p>
        <DataTable<TroubledJob>
          caption="Failed jobs"
          path={jobPaths.list()}
          query={chosen}
          columns={[
            { key: 'job', heading: 'Job', cell: ({ name }) => jobWords(name) },
            { key: 'state', heading: 'State', cell: ({ state }) => TROUBLED_STATES[state] },
            { key: 'problem', heading: 'What went wrong', cell: ({ problem }) => problem },
            { key: 'tries', heading: 'Tries', cell: ({ tries }) => tries, numeric: true },
            { key: 'made', heading: 'Made', cell: ({ madeAt }) => formatShortInstant(madeAt) },
            {
              key: 'when',
              heading: 'Given up, or next try',
              cell: ({ state, at: instant }) =>
                `${state === 'dead' ? 'Given up' : 'Next try'} ${formatShortInstant(instant)}`,
            },
          ]}
          rows={subject.jobs}
          total={subject.total}
          pageSize={PAGE_SIZE}
          page={number}
          filterNames={['state', 'name']}
          filters={
            <>
              <SelectField
                {...shared}
                name="state"
                label="State"
                placeholder="Any"
                options={Object.entries(TROUBLED_STATES).map(([value, label]) => ({ value, label }))}
              />
              <SelectField
                {...shared}
                name="name"
                label="Job"
                placeholder="Any"
                options={allJobs().map(({ name }) => ({ value: name, label: name }))}
              />
            </>
          }
          rowActionsHeading="Action"
          rowActions={({ jobId, name }) => (
            <>
              <a href={jobPaths.tryAgain(jobId)}>
                Try again<span class="nhsuk-u-visually-hidden"> {name}</span>
              </a>{' '}
              <a href={jobPaths.discard(jobId)}>
                Discard<span class="nhsuk-u-visually-hidden"> {name}</span>
              </a>
            </>
          )}
          emptyText="No job has failed."
        />
        <Timetables timetables={subject.timetables} />
      </Layout>
    )
  },
})
