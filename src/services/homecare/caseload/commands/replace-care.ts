import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { HomecareTables } from '../../tables.ts'
import { type CaseloadDecision, defined } from '../decide.ts'
import { renewBy } from '../renew-by.ts'
import { prescriptionWanted } from '../../enrolments/task-reasons.ts'
import { planRow, stockRow, wantPrescriptions } from './rows.ts'

type Replacing = Extract<CaseloadDecision, { kind: 'replace' }>

/** Replaces what a file was allowed to replace. Doses and counts are added beside the old ones, which stay. */
export async function replaceRow(tx: Tx<HomecareTables>, ctx: Context, { wanted, held, differences }: Replacing) {
  const { enrolment, therapy } = held
  if (!enrolment || !therapy) throw new Error('Only what is held can be replaced')
  const has = (field: string): boolean => differences.some((one) => one.field === field)
  const before = enrolment.details.broughtIn
  const paper = { ...before?.paper, ...defined(wanted.paper) }
  const broughtIn = {
    ...before,
    ...defined({
      registeredOn: wanted.registeredOn,
      ...(has('dose') ? { firstDoseOn: wanted.startedOn } : {}),
      brandId: wanted.brandId,
      nextDeliveryOn: wanted.nextDeliveryOn,
    }),
    paper,
    renewBy: has('prescription')
      ? renewBy(paper, ctx.clock.today())
      : (before?.renewBy ?? renewBy(paper, ctx.clock.today())),
  }
  const moved = await tx
    .updateTable('homecare.enrolment')
    .set((row) => ({
      version: row('version', '+', 1),
      details: JSON.stringify({ ...enrolment.details, broughtIn }),
      ...(has('accountReference') ? { account_reference: wanted.accountReference ?? null } : {}),
      ...(has('owner')
        ? {
            owner_account_id: 'accountId' in wanted.owner ? wanted.owner.accountId : null,
            owner_team_id: 'teamId' in wanted.owner ? wanted.owner.teamId : null,
          }
        : {}),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolment.enrolmentId)
    .where('version', '=', enrolment.version)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) throw new ConflictError('A registration changed meanwhile')
  if (has('indication')) {
    await tx
      .updateTable('homecare.therapy')
      .set((row) => ({ version: row('version', '+', 1), indication: wanted.indication ?? null }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('therapy_id', '=', therapy.therapyId)
      .execute()
  }
  if (has('dose')) {
    await tx
      .updateTable('homecare.dose_plan')
      .set({ replaced_at: ctx.clock.now() })
      .where('tenant_id', '=', ctx.tenantId)
      .where('therapy_id', '=', therapy.therapyId)
      .where('replaced_at', 'is', null)
      .execute()
    await tx
      .insertInto('homecare.dose_plan')
      .values(planRow(ctx, wanted, therapy.therapyId))
      .execute()
  }
  const counts = has('stock') ? stockRow(ctx, wanted, therapy.therapyId) : []
  if (counts.length > 0) await tx.insertInto('homecare.stock_count').values(counts).execute()
  if (has('prescription')) {
    const { enrolmentId } = enrolment
    await closeTasksOf(tx, ctx, { reason: prescriptionWanted, key: enrolmentId, outcome: 'changed' })
    await wantPrescriptions(tx, ctx, [{ wanted: { ...wanted, paper }, enrolmentId }])
  }
}
