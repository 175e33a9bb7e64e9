import { command } from '../../../../core/command.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { HomecareWork } from '../../tables.ts'
import { classify } from '../difference.ts'
import { finishPrescription as policy } from '../policy.ts'
import { buildContent } from '../queries/build-content.ts'
import { findLastSigned } from '../queries/last-signed.ts'
import { findContent } from '../queries/read-content.ts'
import { digestOfWritten, type WrittenContent } from '../stored-content.ts'
import { prescriptionPrepared } from '../task-reasons.ts'
import { expectVersion, lockPrescription, type LockedPrescription } from './load-prescription.ts'
import { prescriptionStep } from './prescription-step.ts'
import { sealContent } from './seal-content.ts'

export interface FinishPrescription {
  readonly prescriptionId: string
  readonly version: number
}
export type FinishAnswer = { readonly prescriptionId: string } | { readonly refused: readonly Refusal[] }
type Work = HomecareWork & TenancyTables & IdentityTables & MedicineTables

/**
 * Finishes a prescription, or a change of one: from now on it says exactly this, compared with the last one that was signed, and
 * waits for clinical screening. A change voids the screening, and a signature with it.
 */
export const finishPrescription = command<Work, FinishPrescription, LockedPrescription, FinishAnswer>({
  action: 'homecare.prescription.finished',
  policy,
  load: (tx, { prescriptionId }, ctx) => lockPrescription(tx, ctx, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { prescription, therapy, patient }, { prescriptionId, version }, note) {
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    expectVersion(prescription, version)
    const refuse = (refused: readonly Refusal[]): FinishAnswer => {
      note.outcome = 'refused'
      return { refused }
    }
    const stored = await findContent(tx, ctx, prescriptionId)
    const draft = stored?.draft ?? {}
    const built = await buildContent(tx, ctx, { prescriptionId, prescriberId: ctx.actor.id, patient, therapy, draft })
    if ('refusals' in built) return refuse(built.refusals)
    const { written } = built
    const digest = digestOfWritten(written)
    const event = prescription.state === 'draft' ? 'propose' : 'amend'
    const proposed = await prescriptionStep(tx, ctx, prescription, event, {
      also: {
        content: await sealContent(tx, ctx, prescription, { draft, written }),
        digest,
        prescriber_id: ctx.actor.id,
        ...columnsOfContent(written),
        screener_id: null,
        screened_digest: null,
        signed: null,
        signed_digest: null,
        signed_on: null,
        signed_units: null,
        notes: null,
        class: null,
      },
    })
    if (proposed.refusals) return refuse(proposed.refusals)
    const last = await findLastSigned(tx, ctx, prescription)
    const kind = last?.written === undefined ? 'new' : classify(last.written, written)
    const classified = await prescriptionStep(tx, ctx, proposed.prescription, 'classify', {
      as: ['system'],
      known: { class: kind },
      also: { class: kind },
    })
    if (classified.refusals) return refuse(classified.refusals)
    await closeTasksOf(tx, ctx, { reason: prescriptionPrepared, key: prescriptionId, outcome: 'finished' })
    note.values = { digest, class: kind }
    return { prescriptionId }
  },
})

/** What of the content stands in columns, for lists and clocks. */
export function columnsOfContent({ content }: WrittenContent) {
  const [item] = content.items
  return {
    schedule: String(item?.controlledDrug.schedule ?? 'not-stated') as 'not-stated',
    brand_ids: content.items.flatMap(({ ampId }) => ampId ?? []),
    generic_ids: content.items.map(({ vmpId }) => vmpId),
    deliveries: content.deliveries,
    interval_every: content.interval.every,
    interval_unit: content.interval.unit,
    first_dose_on: content.firstDoseOn,
    not_before: content.notBefore ?? null,
  }
}
