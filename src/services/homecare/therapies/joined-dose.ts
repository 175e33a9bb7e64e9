import { addDays, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { type DoseSchedule, dosesBetween, type Pause } from './dose-schedule.ts'
import type { DosePhase, StructuredDose } from './dose.ts'

/** A dose from a first day, with what one unit of supply holds. */
export type PlannedDose = {
  readonly dose: StructuredDose
  readonly firstDoseOn: CivilDate
  readonly amountPerUnit: number
  readonly isShared: boolean
}

/**
 * The dose that counts once a new one is accepted: the old one goes on until the first day of the new. Undefined when the new one
 * is the old one going on, so that nothing changes. Doses that cannot be joined in one structure begin with the new one.
 */
export function joinedDose(
  old: PlannedDose | undefined,
  next: PlannedDose,
  pauses: readonly Pause[],
  today: CivilDate,
): PlannedDose | undefined {
  if (old === undefined) return next
  const schedule: DoseSchedule = { ...old, pauses, endsOn: undefined }
  const usual = old.dose.phases.at(-1)
  if (usual === undefined || !isSameSupply(old, next)) return next
  if (goesOn(schedule, usual, next)) return undefined
  const due = dosesBetween(schedule, today, next.firstDoseOn)
  const [first] = due
  // Loading doses of the old one that are still to come have no place in a usual dose that is cut short.
  if (first === undefined || usual.lasts !== 'until-changed' || old.dose.phases.length > 1) return next
  const days = daysBetween(first.on, next.firstDoseOn)
  return {
    ...next,
    firstDoseOn: first.on,
    dose: {
      ...next.dose,
      phases: [
        { ...usual, fromDay: 0, lasts: { days } },
        ...next.dose.phases.map((phase) => ({ ...phase, fromDay: phase.fromDay + days })),
      ],
    },
  }
}

const isSameSupply = (old: PlannedDose, next: PlannedDose): boolean =>
  old.dose.unit === next.dose.unit &&
  old.dose.route === next.dose.route &&
  old.amountPerUnit === next.amountPerUnit &&
  old.isShared === next.isShared

/** The same usual dose, and the first day of the new is one on which the old has a dose. */
function goesOn(schedule: DoseSchedule, usual: DosePhase, next: PlannedDose): boolean {
  const [only, another] = next.dose.phases
  return (
    another === undefined &&
    only !== undefined &&
    only.kind === usual.kind &&
    usual.lasts === 'until-changed' &&
    only.lasts === 'until-changed' &&
    JSON.stringify(only.parts) === JSON.stringify(usual.parts) &&
    dosesBetween(schedule, next.firstDoseOn, addDays(next.firstDoseOn, 1)).length > 0
  )
}
