import { command } from '../../../../core/command.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { HomecareWork } from '../../tables.ts'
import { checkContent, type ContentToCheck } from '../content-checks.ts'
import { writePrescription } from '../policy.ts'
import type { PrescriptionState } from '../prescription-state.ts'
import { productRefusals } from '../product.ts'
import { contentToCheck } from '../queries/content-to-check.ts'
import { findContent } from '../queries/read-content.ts'
import type { PrescriptionDraft } from '../stored-content.ts'
import { expectVersion, lockPrescription, type LockedPrescription } from './load-prescription.ts'
import { sealContent } from './seal-content.ts'

/** The pages of a prescription: each is checked by itself, and all of it when it is finished. */
export const PARTS = ['product', 'dose', 'deliveries', 'quantity', 'checks'] as const
export type Part = (typeof PARTS)[number]

export interface SavePart {
  readonly prescriptionId: string
  readonly version: number
  readonly part: Part
  readonly answers: PrescriptionDraft
}
export type SaveAnswer =
  { readonly prescriptionId: string; readonly version: number } | { readonly refused: readonly Refusal[] }

/** Where a change can still be begun: what is signed never changes. */
export const MAY_CHANGE: readonly PrescriptionState[] = [
  'draft',
  'proposed',
  'in-screening',
  'screened',
  'signed-unscreened',
]

/**
 * Keeps the answers of one page in the sealed draft. What was written before stands until the change is finished, so that
 * nobody screens or signs half of one.
 */
export const savePart = command<
  HomecareWork & TenancyTables & MedicineTables,
  SavePart,
  LockedPrescription,
  SaveAnswer
>({
  action: 'homecare.prescription.draft-saved',
  policy: writePrescription,
  load: (tx, { prescriptionId }, ctx) => lockPrescription(tx, ctx, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { prescription, therapy }, { prescriptionId, version, part, answers }, note) {
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    expectVersion(prescription, version)
    const stored = await findContent(tx, ctx, prescriptionId)
    const draft = { ...stored?.draft, ...answers }
    const check = await contentToCheck(tx, ctx, therapy, draft)
    const refused = MAY_CHANGE.includes(prescription.state)
      ? refusalsOf(part, check, therapy.isBiologic)
      : [CANNOT_CHANGE]
    if (refused.length > 0) {
      note.outcome = 'refused'
      return { refused }
    }
    const content = { draft, written: stored?.written }
    await tx
      .updateTable('homecare.prescription')
      .set((row) => ({ version: row('version', '+', 1) }))
      .set({ content: await sealContent(tx, ctx, prescription, content) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('prescription_id', '=', prescriptionId)
      .execute()
    return { prescriptionId, version: version + 1 }
  },
})

const OF_DOSE = ['no-dose', 'strength-unknown', 'loading-again']
const OF_DELIVERIES = ['no-first-dose', 'no-deliveries', 'occasions', 'not-repeatable']
const OF_PRODUCT = [
  'unknown-product',
  'ended-product',
  'discontinued',
  'not-available',
  'other-substance',
  'brand-needed',
]

/** What is wrong with the answers of one page; the rest is looked at when everything has been answered. */
function refusalsOf(part: Part, check: ContentToCheck, isBiologic: boolean): readonly Refusal[] {
  const facts = checkContent(check)
  if (part === 'product') {
    const needsBrand = isBiologic && check.product !== undefined && !facts.hasBrand
    const refusals = productRefusals(check.product, check.vtmId)
    return needsBrand ? [...refusals.filter(({ name }) => name !== 'brand-needed'), NO_BRAND] : refusals
  }
  const others = facts.contentRefusals.filter(({ name }) => !OF_PRODUCT.includes(name))
  if (part === 'dose') return others.filter(({ name }) => OF_DOSE.includes(name) || !OF_DELIVERIES.includes(name))
  if (part === 'deliveries') {
    const isLong = check.product !== undefined && check.dose !== undefined && !facts.isWithinDuration
    return [...others.filter(({ name }) => OF_DELIVERIES.includes(name)), ...(isLong ? [TOO_LONG] : [])]
  }
  if (part === 'quantity') {
    if (facts.quantity === undefined) return [NO_QUANTITY_YET]
    return facts.quantity.fits ? [] : [{ name: facts.quantity.why, sentence: facts.quantity.sentence }]
  }
  return []
}

const CANNOT_CHANGE: Refusal = {
  name: 'cannot-change',
  sentence: 'What is signed or finished never changes: write a new prescription that takes its place',
}
const NO_BRAND: Refusal = {
  name: 'no-brand',
  sentence: 'Choose the brand: a biologic medicine is never substituted',
}
const TOO_LONG: Refusal = {
  name: 'beyond-duration',
  sentence: 'The deliveries go on longer than a prescription may: enter fewer or a shorter interval',
}
const NO_QUANTITY_YET: Refusal = {
  name: 'no-quantity',
  sentence: 'Enter the product, the dose and the deliveries first: the quantity follows from them',
}
