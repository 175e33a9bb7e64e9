import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { formatInstant } from '../../values/london-time.ts'
import { allJobs } from '../job.ts'
import { TROUBLED_STATES, type TroubledJob } from '../troubled-job.ts'

/** What a job does, in words where it has them. */
export const jobWords = (name: string): string => allJobs().find((job) => job.name === name)?.says ?? name

/** One job, before somebody decides about it. Its payload holds identifiers only. */
export const JobSummary = ({ job }: { job: TroubledJob }) => (
  <SummaryList
    rows={[
      { key: 'Job', value: jobWords(job.name) },
      { key: 'State', value: TROUBLED_STATES[job.state] },
      { key: 'What went wrong', value: job.problem },
      { key: 'Tries', value: job.tries },
      { key: 'Made', value: formatInstant(job.madeAt) },
      ...Object.entries(job.payload).map(([name, value]) => ({ key: name, value: String(value) })),
    ]}
  />
)
