import type { Refusal } from '../../../core/values/refusal.ts'
import type { StructuredDose } from './dose.ts'

/** The dose of a renewal: what goes on, counted from its own first day. Undefined when the dose ends and nothing goes on. */
export function renewedDose(dose: StructuredDose): StructuredDose | undefined {
  const kept = dose.phases.filter(({ kind }) => kind === 'maintenance')
  const first = kept[0]?.fromDay ?? 0
  return kept.length === 0
    ? undefined
    : { ...dose, phases: kept.map((phase) => ({ ...phase, fromDay: phase.fromDay - first })) }
}

/**
 * A loading dose is given once for a therapy (hazard H3). A second one needs a decision to load again, made by a prescriber
 * for a stated reason, after a long pause.
 */
export function refuseLoading(
  next: StructuredDose,
  therapy: { readonly hasBegun: boolean; readonly loadAgain: { readonly reason: string } | undefined },
): Refusal<'loading-again'> | undefined {
  const isLoading = next.phases.some(({ kind }) => kind === 'loading')
  return isLoading && therapy.hasBegun && (therapy.loadAgain?.reason ?? '').trim() === ''
    ? {
        name: 'loading-again',
        sentence: 'Take out the loading dose: treatment has begun. To load again, a prescriber must give the reason',
      }
    : undefined
}
