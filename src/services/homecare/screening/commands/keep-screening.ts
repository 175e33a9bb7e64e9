import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { closeMatter, openMatter } from '../../matters/commands/keep-matter.ts'
import type { Prescription } from '../../prescriptions/queries/prescriptions.ts'
import type { Finding, Override } from '../../schemes/gates.ts'
import type { ScreeningResult } from '../screening.ts'
import type { ScreeningTables } from '../tables.ts'

/** Keeps what the checks found at a decision, and each override as a matter that ended with it. */
export async function keepScreening(
  tx: AnyTx,
  ctx: Context,
  { prescriptionId, patientId }: Pick<Prescription, 'prescriptionId' | 'patientId'>,
  kept: {
    readonly result: ScreeningResult
    readonly findings: readonly Finding[]
    readonly overrides: readonly Override[]
  },
): Promise<void> {
  await asTx<ScreeningTables>(tx)
    .insertInto('homecare.screening')
    .values({
      tenant_id: ctx.tenantId,
      screening_id: newUuid(ctx.clock.now()),
      prescription_id: prescriptionId,
      patient_id: patientId,
      result: kept.result,
      found: kept.findings.map(({ name }) => name),
      overridden: kept.overrides.map(({ name }) => name),
      screened_at: ctx.clock.now(),
      screened_by: ctx.actor.id,
    })
    .execute()
  for (const { name, reason } of kept.overrides) {
    const matterId = await openMatter(tx, ctx, {
      kind: 'override',
      patientId,
      prescriptionId,
      rule: name,
      words: reason,
    })
    await closeMatter(tx, ctx, { matterId, patientId }, { code: 'went-ahead' })
  }
}
