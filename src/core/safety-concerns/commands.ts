import { randomBytes } from 'node:crypto'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import { sealFor } from '../encryption/subject-keys.ts'
import { notify } from '../notifications/index.ts'
import { createTask, membersOf, roleTeam } from '../tasks/index.ts'
import { typedCode } from '../values/opaque-token.ts'
import { newUuid } from '../values/uuid.ts'
import { reportConcern as policy } from './policy.ts'
import { concernPlace } from './queries.ts'
import type { ConcernReport, ReporterKind } from './safety-concern.ts'
import type { ConcernWork } from './tables.ts'
import { safetyConcernReported } from './task-reasons.ts'

const SHAPE = { groups: 2, size: 4 } as const

/** Keeps what someone reported, makes an urgent task for the administrators and tells the data protection officer. */
export const reportConcern = command<ConcernWork, ConcernReport, undefined, { readonly reference: string }>({
  action: 'safety-concern.reported',
  policy,
  load: () => Promise.resolve(undefined),
  // Nobody but the one who reports it is known to be in it: a patient sees their own report in their trail.
  subjects: () => [],
  async run(anyTx, ctx, _subject, report, note) {
    const tx = anyTx as unknown as Tx<ConcernWork>
    const now = ctx.clock.now()
    const concernId = newUuid(now)
    const patientId = ctx.actor.kind === 'patient' ? (ctx.actor.patientId ?? null) : null
    if (patientId !== null) note.subjects = [patientId]
    const { taskId, isNew } = await createTask(tx, ctx, {
      reason: safetyConcernReported,
      owner: { role: 'administrator' },
      entity: { type: 'core.safety-concern', id: concernId },
      ...((await isFlood(tx, ctx)) ? { key: FLOOD } : {}),
    })
    const officers = await membersOf(tx, ctx.tenantId, [await roleTeam(tx, ctx, 'data-protection-officer')])
    if (isNew) {
      await notify(
        tx,
        ctx,
        officers.map(({ accountId }) => ({ accountId, kind: 'task-urgent', taskId })),
      )
    }
    const reference = `SC-${typedCode(randomBytes, SHAPE)}`
    await tx
      .insertInto('core.safety_concern')
      .values({
        tenant_id: ctx.tenantId,
        concern_id: concernId,
        reference,
        reported_at: now,
        reporter_kind: reporterKind(ctx.actor.kind),
        reporter_id: ctx.actor.kind === 'public' ? null : ctx.actor.id,
        patient_id: patientId,
        sealed: await sealFor(
          tx,
          ctx,
          { subjectId: patientId ?? ctx.tenantId, class: 'clinical-text' },
          concernPlace(concernId),
          JSON.stringify(report),
        ),
        task_id: taskId,
      })
      .execute()
    note.entity = { type: 'core.safety-concern', id: concernId }
    return { reference }
  },
})

/** Reports an hour of people who are not signed in, after which further ones share a task: none is lost, and none is buried. */
export const PUBLIC_REPORTS_AN_HOUR = 10
const FLOOD = 'many-public-reports'

async function isFlood(tx: Tx<ConcernWork>, ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'public') return false
  const recent = await tx
    .selectFrom('core.safety_concern')
    .select('concern_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('reporter_kind', '=', 'public')
    .where('reported_at', '>', new Date(ctx.clock.now().getTime() - 3_600_000))
    .limit(PUBLIC_REPORTS_AN_HOUR)
    .execute()
  return recent.length >= PUBLIC_REPORTS_AN_HOUR
}

const reporterKind = (kind: string): ReporterKind => (kind === 'staff' || kind === 'patient' ? kind : 'public')
