import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { openMatter } from '../../matters/commands/keep-matter.ts'
import type { MatterTables } from '../../matters/tables.ts'
import { SIGNED_PROBLEMS, type SignedReading } from '../queries/read-signed.ts'
import { signatureBroken } from '../task-reasons.ts'

/** The rule of the matters that a bad signature opens. */
export const SIGNATURE_RULE = 'signature'

/**
 * Refuses a prescription whose signature is not sound, and makes an incident of it: an urgent task and a failure that must end
 * with an outcome, once. Nothing when it is sound. The caller ends its work with the refusals and lets its transaction stand.
 */
export async function refuseUnsound(
  tx: AnyTx,
  ctx: Context,
  { prescription, problems }: Pick<SignedReading, 'prescription' | 'problems'>,
): Promise<readonly Refusal[]> {
  if (problems.length === 0) return []
  const { prescriptionId, patientId } = prescription
  const open = await asTx<MatterTables>(tx)
    .selectFrom('homecare.matter')
    .select('matter_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .where('rule', '=', SIGNATURE_RULE)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  const sentences = problems.map((problem) => SIGNED_PROBLEMS[problem])
  if (!open) {
    await openMatter(tx, ctx, {
      kind: 'failure',
      patientId,
      prescriptionId,
      rule: SIGNATURE_RULE,
      reasonCode: problems[0],
      words: sentences.join('. '),
    })
  }
  await createTask(tx, ctx, {
    reason: signatureBroken,
    owner: { role: 'pharmacist' },
    patientId,
    entity: { type: 'homecare.prescription', id: prescriptionId },
    key: prescriptionId,
    note: sentences.join('. '),
  })
  return [
    {
      name: 'signature',
      sentence: `Do not use this prescription: ${sentences[0]!.charAt(0).toLowerCase()}${sentences[0]!.slice(1)}. A pharmacist has been told`,
    },
  ]
}
