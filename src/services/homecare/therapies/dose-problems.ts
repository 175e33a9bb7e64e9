import { must } from '../../../core/values/problem-wording.ts'
import { parseClockTime } from '../../../core/values/london-time.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { basisOf, isAmount, isDoseUnit } from './amount.ts'
import type { DosePart, DosePhase, Frequency, StructuredDose } from './dose.ts'

/** Substances taken once a week, where a daily dose kills: the prescription names the day. VTM ids of dm+d. */
export const WEEKLY_SUBSTANCES = unverified(
  'weekly-substances',
  1,
  ['68887009'],
  'NHS England Never Events list (overdose of methotrexate for non-cancer treatment); NPSA patient safety alert 13',
)

const MOST_PHASES = 10
const MOST_DAYS = 3650

export type DoseProblem =
  | 'no-phases'
  | 'amount'
  | 'unit'
  | 'not-whole'
  | 'frequency'
  | 'day-of-week'
  | 'time-of-day'
  | 'time-twice'
  | 'amounts-alike'
  | 'phase-order'
  | 'phase-length'
  | 'loading-after-maintenance'
  | 'most-in-a-day'
  | 'weekly-day'
  | 'weekly-only'

/** Everything wrong with a dose, with the substance when it is known. None is a dose that can be written and counted. */
export function doseProblems(dose: StructuredDose, vtmId?: string): Refusal<DoseProblem>[] {
  if (dose.phases.length === 0 || dose.phases.length > MOST_PHASES) {
    return [{ name: 'no-phases', sentence: `Enter a dose of 1 to ${MOST_PHASES} parts` }]
  }
  if (!isDoseUnit(dose.unit)) return [{ name: 'unit', sentence: 'Choose the unit of the dose' }]
  return [
    ...dose.phases.flatMap((phase, index) => phaseProblems(dose, phase, index)),
    ...mostProblems(dose),
    ...(vtmId !== undefined && WEEKLY_SUBSTANCES.value.some((id) => id === vtmId) ? weeklyProblems(dose) : []),
  ]
}

function phaseProblems(dose: StructuredDose, phase: DosePhase, index: number): Refusal<DoseProblem>[] {
  const [previous, isLast] = [dose.phases[index - 1], index === dose.phases.length - 1]
  const problems: Refusal<DoseProblem>[] = phase.parts.flatMap((part) => partProblems(dose, part))
  const { lasts } = phase
  if (phase.parts.length === 0) problems.push({ name: 'amount', sentence: 'Enter how much to give' })
  if (!areToldApart(phase)) {
    problems.push({
      name: 'amounts-alike',
      sentence:
        'Say at which time of day each amount is given: two amounts without times of their own are read as a choice',
    })
  }
  const isOrdered = previous === undefined ? phase.fromDay === 0 : phase.fromDay >= earliestAfter(previous)
  if (!Number.isInteger(phase.fromDay) || phase.fromDay > MOST_DAYS || !isOrdered) {
    problems.push({
      name: 'phase-order',
      sentence: must('Each part of the dose', 'begin after the one before it ends'),
    })
  }
  const length = lasts === 'until-changed' ? 1 : 'days' in lasts ? lasts.days : lasts.doses
  const isCountable = lasts === 'until-changed' || 'days' in lasts || isSingle(phase)
  if (!isWhole(length, MOST_DAYS) || (lasts === 'until-changed' && !isLast) || !isCountable) {
    problems.push({ name: 'phase-length', sentence: 'Say how many days or single doses each part of the dose lasts' })
  }
  if (phase.kind === 'loading' && (lasts === 'until-changed' || previous?.kind === 'maintenance')) {
    problems.push({
      name: 'loading-after-maintenance',
      sentence: must('A loading dose', 'come first and have an end: it is never repeated'),
    })
  }
  return problems
}

function partProblems(dose: StructuredDose, { amount, frequency }: DosePart): Refusal<DoseProblem>[] {
  const { times, every, unit, days, at, moments } = frequency
  const problems: Refusal<DoseProblem>[] = []
  if (!isAmount(amount))
    problems.push({ name: 'amount', sentence: must('Dose', 'be a number above 0, like 40 or 0.5') })
  else if (basisOf(dose.unit) === 'product' && dose.unit !== 'tablet' && !Number.isInteger(amount)) {
    problems.push({ name: 'not-whole', sentence: must('Dose', 'be a whole number: only tablets can be halved') })
  }
  const isDaily = unit === 'day' && every === 1
  if (!isWhole(every, 366) || !isWhole(times, 24) || (times > 1 && !isDaily)) {
    problems.push({ name: 'frequency', sentence: 'Say how often the dose is given, like once a day or every 2 weeks' })
  }
  if (new Set(days).size !== days.length || (days.length > 0 && unit !== 'week')) {
    problems.push({ name: 'day-of-week', sentence: 'Choose days of the week only for a dose that is weekly' })
  }
  const stated = at.length + moments.length
  if (at.some((time) => parseClockTime(time) === undefined) || (stated > 0 && stated !== times)) {
    problems.push({ name: 'time-of-day', sentence: must('Times', 'be as many as the doses in a day, like 08:00') })
  }
  // “In the morning” and “at 8am” are one dose to whoever writes it, and two to whoever counts.
  if (at.length > 0 && moments.length > 0) {
    problems.push({ name: 'time-twice', sentence: 'Give a time of day or times on a clock, not both' })
  }
  if (new Set(at).size !== at.length || new Set(moments).size !== moments.length) {
    problems.push({ name: 'time-twice', sentence: must('Times', 'not be the same twice') })
  }
  return problems
}

function weeklyProblems(dose: StructuredDose): Refusal<DoseProblem>[] {
  const frequencies = dose.phases.flatMap(({ parts }) => parts.map(({ frequency }) => frequency))
  const isSideBySide = dose.phases.some(({ parts }) => parts.length > 1)
  if (isSideBySide || frequencies.some(({ unit, days }) => unit !== 'week' || days.length > 1)) {
    return [{ name: 'weekly-only', sentence: must('This medicine', 'be given once a week, never more often') }]
  }
  return frequencies.some(({ days }) => days.length === 0)
    ? [{ name: 'weekly-day', sentence: 'Choose the day of the week: this medicine is given once a week' }]
    : []
}

function mostProblems({ mostInADay, phases }: StructuredDose): Refusal<DoseProblem>[] {
  if (mostInADay === undefined) return []
  const inADay = phases.map(({ parts }) => parts.reduce((sum, part) => sum + part.amount * part.frequency.times, 0))
  return isAmount(mostInADay) && inADay.every((amount) => amount <= mostInADay)
    ? []
    : [{ name: 'most-in-a-day', sentence: must('Dose', 'not be more than the most in 24 hours') }]
}

/** The first day on which the next phase can begin: the shortest that this one can last. */
function earliestAfter({ fromDay, lasts, parts }: DosePhase): number {
  if (lasts === 'until-changed') return Number.POSITIVE_INFINITY
  if ('days' in lasts) return fromDay + lasts.days
  const { every, unit } = parts[0]?.frequency ?? { every: 1, unit: 'day' }
  const step = every * { day: 1, week: 7, month: 28 }[unit]
  return fromDay + (lasts.doses - 1) * step + 1
}

/** Amounts side by side are on days of the week of their own, or at times of their own. */
const areToldApart = ({ parts }: DosePhase): boolean =>
  parts.every((one, index) =>
    parts.slice(index + 1).every((other) => {
      const [mine, theirs] = [one.frequency, other.frequency]
      return areApart(mine.days, theirs.days) || areApart(timesOf(mine), timesOf(theirs))
    }),
  )
const areApart = (some: readonly string[], others: readonly string[]): boolean =>
  some.length > 0 && others.length > 0 && !some.some((each) => others.includes(each))
const timesOf = ({ moments, at }: Frequency): readonly string[] => [...moments, ...at]

/** Counting doses has one meaning only for one dose at a time. */
const isSingle = ({ parts }: DosePhase): boolean =>
  parts.length === 1 && parts.every(({ frequency }) => frequency.times === 1 && frequency.days.length < 2)
const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 1 && value <= most
