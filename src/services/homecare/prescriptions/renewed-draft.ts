import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { Pause } from '../therapies/dose-schedule.ts'
import { renewedDose } from '../therapies/renewal.ts'
import type { PrescriptionDraft, WrittenContent } from './stored-content.ts'
import { nextFirstDose } from './supply-plan.ts'

/**
 * The answers of a renewal. Loading doses are left out, dates go on where the last one ends, and the day before which it
 * could not be used is not carried over. What was entered by hand about funding and tests is carried, so that its end is seen.
 */
export function renewedDraft(
  { written, draft }: { readonly written: WrittenContent; readonly draft: PrescriptionDraft },
  pauses: readonly Pause[],
  today: CivilDate,
): PrescriptionDraft {
  const { content, clinical } = written
  const [item] = content.items
  const { deliveries, interval, firstDoseOn } = content
  if (item === undefined) return {}
  return {
    vmpId: item.vmpId,
    ampId: item.ampId,
    dose: renewedDose(item.dose),
    quantity: item.quantity,
    deliveries,
    interval,
    firstDoseOn: nextFirstDose({ dose: item.dose, pauses, firstDoseOn, deliveries, interval }, today),
    fundingReference: draft.fundingReference,
    fundingUntil: clinical.fundingUntil,
    bloodsUntil: clinical.bloodsUntil,
    weightBand: clinical.weightBand,
  }
}
