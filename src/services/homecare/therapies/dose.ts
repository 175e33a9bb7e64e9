import type { Weekday } from '../../../core/values/civil-date.ts'
import type { DoseUnit } from './amount.ts'

export const DOSE_METHODS = {
  apply: 'apply',
  infuse: 'infuse',
  inhale: 'inhale',
  inject: 'inject',
  take: 'take',
} as const
export const DOSE_ROUTES = {
  cutaneous: 'on the skin',
  inhalation: 'by inhalation',
  intramuscular: 'into a muscle (intramuscular)',
  intravenous: 'into a vein (intravenous)',
  oral: 'by mouth',
  subcutaneous: 'under the skin (subcutaneous)',
} as const
export const DOSE_MOMENTS = {
  morning: 'in the morning',
  midday: 'at midday',
  evening: 'in the evening',
  night: 'at night',
} as const

export type DoseMethod = keyof typeof DOSE_METHODS
export type DoseRoute = keyof typeof DOSE_ROUTES
export type DoseMoment = keyof typeof DOSE_MOMENTS

/** How often. Weeks and months are counted from the first day of the phase. */
export type Frequency = {
  /** Doses on each day that has any. More than 1 only for every day. */
  readonly times: number
  readonly every: number
  readonly unit: 'day' | 'week' | 'month'
  /** Days of the week; none is the weekday on which the phase begins. */
  readonly days: readonly Weekday[]
  readonly moments: readonly DoseMoment[]
  /** Times on a clock, “08:00”. */
  readonly at: readonly string[]
}

/** One amount at one frequency. The parts of a phase are given side by side. */
export type DosePart = { readonly amount: number; readonly frequency: Frequency }

/** Phases follow one another. Only the last may run until someone changes it. */
export type DosePhase = {
  readonly kind: 'loading' | 'maintenance'
  /** Days after the first dose: 0 is the day of the first dose, which text calls day 1. */
  readonly fromDay: number
  readonly lasts: { readonly doses: number } | { readonly days: number } | 'until-changed'
  readonly parts: readonly DosePart[]
}

/** A dose in the shape of FHIR Dosage. One unit for all of it, so that doses by product and by amount cannot be mixed. */
export type StructuredDose = {
  readonly method: DoseMethod | undefined
  readonly unit: DoseUnit
  readonly route: DoseRoute
  readonly site: string | undefined
  /** How long each dose takes to give, in minutes. */
  readonly overMinutes: number | undefined
  readonly phases: readonly DosePhase[]
  /** The most in any 24 hours, in the same unit. */
  readonly mostInADay: number | undefined
  readonly additional: readonly string[]
  readonly instruction: string | undefined
}

/** Once every so many days, weeks or months. */
export const every = (number: number, unit: Frequency['unit'], days: readonly Weekday[] = []): Frequency => ({
  times: 1,
  every: number,
  unit,
  days,
  moments: [],
  at: [],
})

export const timesADay = (times: number): Frequency => ({ ...every(1, 'day'), times })
