import { command } from '../../../../core/command.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { SignOff } from '../../../../core/values/sourced-rule.ts'
import { manageSchemes } from '../policy.ts'
import { getSchemeHistory, type SchemeHistory } from '../queries/versions.ts'
import { type DecideRefusal, refuseApproval } from '../scheme-problems.ts'
import type { SchemeTables } from '../tables.ts'
import { schemeToApprove } from '../task-reasons.ts'

interface Which {
  readonly schemeId: string
  readonly version: number
}

/** Approves the version that waits, which is used from then on; or sends it back with a reason. Never by the one who proposed it. */
export const decideVersion = command<
  SchemeTables,
  Which & { readonly number: number; readonly decision: 'approve' | 'return'; readonly reason: string },
  SchemeHistory,
  'done' | DecideRefusal
>({
  action: 'homecare.scheme.version-decided',
  policy: manageSchemes,
  load: (tx, { schemeId }, ctx) => getSchemeHistory(tx, ctx.tenantId, schemeId),
  subjects: () => [],
  async run(tx, ctx, scheme, { schemeId, version, number, decision, reason }, note) {
    note.entity = { type: 'homecare.scheme', id: schemeId }
    note.values = { number, decision, reason }
    const proposed = scheme.versions.find((one) => one.number === number)
    const refusal =
      proposed === undefined || scheme.closedAt
        ? 'not-proposed'
        : decision === 'approve'
          ? refuseApproval(proposed, ctx.actor.id)
          : proposed.isDecided
            ? 'not-proposed'
            : undefined
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const now = ctx.clock.now()
    const isApproved = decision === 'approve'
    const bumped = await tx
      .updateTable('homecare.scheme')
      .set((row) => ({ version: row('version', '+', 1), ...(isApproved ? { live_number: number } : {}) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('scheme_id', '=', schemeId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (bumped.numUpdatedRows !== 1n) throw new ConflictError('The scheme was changed by someone else')
    await tx
      .updateTable('homecare.scheme_version')
      .set(
        isApproved
          ? { approved_at: now, approved_by: ctx.actor.id }
          : { returned_at: now, returned_by: ctx.actor.id, return_reason: reason },
      )
      .where('tenant_id', '=', ctx.tenantId)
      .where('scheme_id', '=', schemeId)
      .where('number', '=', number)
      .execute()
    await closeTasksOf(tx, ctx, {
      reason: schemeToApprove,
      key: schemeId,
      outcome: isApproved ? 'approved' : 'returned',
    })
    return 'done'
  },
})

/** Records who checked the clinical content of the live version against its sources. */
export const signOffScheme = command<
  SchemeTables,
  Which & { readonly signOff: SignOff },
  SchemeHistory,
  'done' | DecideRefusal
>({
  action: 'homecare.scheme.signed-off',
  policy: manageSchemes,
  load: (tx, { schemeId }, ctx) => getSchemeHistory(tx, ctx.tenantId, schemeId),
  subjects: () => [],
  async run(tx, ctx, scheme, { schemeId, version, signOff }, note) {
    note.entity = { type: 'homecare.scheme', id: schemeId }
    note.values = { ...signOff }
    if (scheme.liveNumber === undefined || scheme.closedAt) {
      note.outcome = 'refused'
      return 'not-live'
    }
    if (scheme.version !== version) throw new ConflictError('The scheme was changed by someone else')
    await tx
      .updateTable('homecare.scheme_version')
      .set({ sign_off: JSON.stringify(signOff) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('scheme_id', '=', schemeId)
      .where('number', '=', scheme.liveNumber)
      .execute()
    return 'done'
  },
})

/** Closes a scheme: nobody new is registered or prescribed for under it. Those who are go on until they are moved. */
export const closeScheme = command<SchemeTables, Which, SchemeHistory, 'done'>({
  action: 'homecare.scheme.closed',
  policy: manageSchemes,
  load: (tx, { schemeId }, ctx) => getSchemeHistory(tx, ctx.tenantId, schemeId),
  subjects: () => [],
  async run(tx, ctx, _scheme, { schemeId, version }, note) {
    note.entity = { type: 'homecare.scheme', id: schemeId }
    const closed = await tx
      .updateTable('homecare.scheme')
      .set((row) => ({ closed_at: ctx.clock.now(), version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('scheme_id', '=', schemeId)
      .where('version', '=', version)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (closed.numUpdatedRows !== 1n) throw new ConflictError('The scheme was changed by someone else')
    return 'done'
  },
})
