import { isDeepStrictEqual } from 'node:util'
import type { Weekday } from '../../../core/values/civil-date.ts'
import type { DoseUnit } from '../therapies/amount.ts'
import {
  type DoseMethod,
  type DoseMoment,
  type DosePart,
  type DosePhase,
  type DoseRoute,
  every,
  type Frequency,
  type StructuredDose,
} from '../therapies/dose.ts'

/** One loading dose: how much, and on which day, where day 1 is the day of the first dose. */
export type LoadingAnswer = { readonly amount: number | undefined; readonly day: number | undefined }

/** Another amount on the same days: 10 in the morning, and 5 in the evening. */
export type SecondAnswer = { readonly amount: number; readonly moments: readonly DoseMoment[] }

/** A dose as a form asks for it: single loading doses, then the usual dose. */
export type DoseAnswers = {
  readonly amount: number
  readonly unit: DoseUnit
  readonly times: number
  readonly every: number
  readonly period: Frequency['unit']
  readonly days: readonly Weekday[]
  readonly moments: readonly DoseMoment[]
  /** Times on a clock, “08:00”. */
  readonly at: readonly string[]
  readonly second: SecondAnswer | undefined
  readonly loading: readonly LoadingAnswer[]
  /** The day on which the usual dose begins: 1 without loading doses. */
  readonly fromDay: number
  /** Undefined when it goes on until someone changes it. */
  readonly lastsDays: number | undefined
  /** The most in any 24 hours. */
  readonly mostInADay: number | undefined
  readonly instruction: string | undefined
}

/** How each route is given, so that nobody needs to say so. */
const METHODS: Readonly<Record<DoseRoute, DoseMethod>> = {
  cutaneous: 'apply',
  inhalation: 'inhale',
  intramuscular: 'inject',
  intravenous: 'infuse',
  oral: 'take',
  subcutaneous: 'inject',
}

/** The structure of what was answered. What is wrong with it is for `doseProblems` to say. */
export function doseOf(answers: DoseAnswers, route: DoseRoute): StructuredDose {
  const loading = answers.loading.filter(({ amount, day }) => amount !== undefined || day !== undefined)
  const single = ({ amount, day }: LoadingAnswer): DosePhase => ({
    kind: 'loading',
    fromDay: (day ?? 0) - 1,
    lasts: { doses: 1 },
    parts: [{ amount: amount ?? 0, frequency: every(1, 'day') }],
  })
  const { times, every: each, period, days, moments, at, second, lastsDays } = answers
  const frequency: Frequency = { times, every: each, unit: period, days, moments, at }
  const parts = [{ amount: answers.amount, frequency }, ...(second === undefined ? [] : [besides(second, frequency)])]
  return {
    method: METHODS[route],
    unit: answers.unit,
    route,
    site: undefined,
    overMinutes: undefined,
    phases: [
      ...loading.map(single),
      {
        kind: 'maintenance',
        fromDay: answers.fromDay - 1,
        lasts: lastsDays === undefined ? 'until-changed' : { days: lastsDays },
        parts,
      },
    ],
    mostInADay: answers.mostInADay,
    additional: [],
    instruction: answers.instruction,
  }
}

/** Given on the days of the first amount, at times of its own. */
const besides = ({ amount, moments }: SecondAnswer, { every: each, unit, days }: Frequency): DosePart => ({
  amount,
  frequency: { times: Math.max(1, moments.length), every: each, unit, days, moments, at: [] },
})

/** The answers that a dose came from. Undefined for one that the form has no questions for. */
export function answersOf(dose: StructuredDose): DoseAnswers | undefined {
  const usual = dose.phases.at(-1)
  const loading = dose.phases.slice(0, -1)
  const [part, another, third] = usual?.parts ?? []
  const isPlain =
    usual?.kind === 'maintenance' &&
    part !== undefined &&
    third === undefined &&
    (another === undefined || isBeside(another, part)) &&
    dose.additional.length === 0 &&
    loading.length <= LOADING_NUMBERS.length &&
    loading.every(({ kind, lasts, parts }) => kind === 'loading' && isOnce(lasts) && parts.length === 1)
  if (!isPlain || (usual.lasts !== 'until-changed' && !('days' in usual.lasts))) return undefined
  const { times, every: each, unit: period, days, moments, at } = part.frequency
  return {
    amount: part.amount,
    unit: dose.unit,
    times,
    every: each,
    period,
    days,
    moments,
    at,
    second: another && { amount: another.amount, moments: another.frequency.moments },
    loading: loading.map((phase) => ({ amount: phase.parts[0]?.amount, day: phase.fromDay + 1 })),
    fromDay: usual.fromDay + 1,
    lastsDays: usual.lasts === 'until-changed' ? undefined : usual.lasts.days,
    mostInADay: dose.mostInADay,
    instruction: dose.instruction,
  }
}

/** The numbers of the loading doses that the form has room for. */
export const LOADING_NUMBERS = [1, 2, 3, 4, 5] as const
const isBeside = (another: DosePart, { frequency }: DosePart): boolean =>
  isDeepStrictEqual(another, besides({ amount: another.amount, moments: another.frequency.moments }, frequency))
const isOnce = (lasts: DosePhase['lasts']): boolean =>
  lasts !== 'until-changed' && 'doses' in lasts && lasts.doses === 1
