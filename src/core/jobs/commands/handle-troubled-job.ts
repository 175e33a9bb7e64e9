import { sql } from 'kysely'
import { command } from '../../command.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import type { Tx } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { DEAD_QUEUE } from '../dead-queue.ts'
import { allJobs } from '../job.ts'
import { handleTroubledJob } from '../policy.ts'
import { getTroubledJob } from '../queries.ts'
import type { QueueTables } from '../tables.ts'
import type { TroubledJob } from '../troubled-job.ts'

/** Has a job done again at once: a dead one is put back on its queue, a failing one does not wait for its turn. */
export const tryJobAgain = command<QueueTables, { readonly jobId: string }, TroubledJob, 'unknown-job' | undefined>({
  action: 'core.job.tried-again',
  policy: handleTroubledJob,
  load: (tx, { jobId }, ctx) => getTroubledJob(tx, ctx.tenantId, jobId),
  subjects: () => [],
  async run(tx, ctx, job, _input, note) {
    note.entity = { type: 'job', id: job.jobId }
    note.values = { job: job.name, ...identifiers(job) }
    const declared = allJobs().find(({ name }) => name === job.name)
    if (!declared) {
      note.outcome = 'refused'
      return 'unknown-job'
    }
    // Deleted and sent anew, so that it has all its tries before it: in one transaction, so that it is never lost.
    await deleteJob(tx, ctx.tenantId, job)
    await ctx.jobs.send(asTx<never>(tx), ctx.tenantId, declared, job.payload as never)
    return undefined
  },
})

/** Gives a job up for good. The reason is kept, sealed, in the audit trail. */
export const discardJob = command<
  QueueTables,
  { readonly jobId: string; readonly reason: string },
  TroubledJob,
  undefined
>({
  action: 'core.job.discarded',
  policy: handleTroubledJob,
  load: (tx, { jobId }, ctx) => getTroubledJob(tx, ctx.tenantId, jobId),
  subjects: () => [],
  async run(tx, ctx, job, { reason }, note) {
    note.entity = { type: 'job', id: job.jobId }
    note.values = { job: job.name, reason, ...identifiers(job) }
    await deleteJob(tx, ctx.tenantId, job)
    const declared = allJobs().find(({ name }) => name === job.name)
    const payload = declared?.payload.safeParse(job.payload)
    if (payload?.success) await declared?.discarded?.(tx, ctx, payload.data)
    return undefined
  },
})

/** Takes dead jobs off the page once what they were to do has been seen to in another way. */
export async function forgetDeadJobs(
  anyTx: AnyTx,
  tenantId: string,
  { name }: { readonly name: string },
  payload: Readonly<Record<string, string>>,
): Promise<void> {
  await asTx<QueueTables>(anyTx)
    .deleteFrom('pgboss.job')
    .where('name', '=', DEAD_QUEUE)
    .where('source_name', '=', name)
    .where(sql<boolean>`data @> ${JSON.stringify({ tenantId, ...payload })}::jsonb`)
    .execute()
}

async function deleteJob(tx: Tx<QueueTables>, tenantId: string, { jobId, state, name }: TroubledJob): Promise<void> {
  const gone = await tx
    .deleteFrom('pgboss.job')
    .where('id', '=', jobId)
    .where('name', '=', state === 'dead' ? DEAD_QUEUE : name)
    .where('state', '=', state === 'dead' ? 'created' : 'retry')
    .where(sql<string>`data->>'tenantId'`, '=', tenantId)
    .returning('id')
    .executeTakeFirst()
  // Somebody else was faster, or a worker has just begun on it.
  if (!gone) throw new NotFoundError('Job')
}

const identifiers = ({ payload }: TroubledJob): Record<string, string> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
