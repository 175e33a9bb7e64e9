import type { Weekday } from '../../../core/values/civil-date.ts'
import { formatMinutes, parseClockTime } from '../../../core/values/london-time.ts'
import { wordList } from '../../../core/values/problem-wording.ts'
import { MONDAY_FIRST } from '../../../core/values/working-hours.ts'
import { formatAmount } from './amount.ts'
import {
  DOSE_METHODS,
  DOSE_MOMENTS,
  DOSE_ROUTES,
  type DosePart,
  type DosePhase,
  type Frequency,
  type StructuredDose,
} from './dose.ts'

/**
 * The dose in words, always made from its structure: NHS Dose Syntax Implementation Guidance, display order and separators.
 * Parts side by side are joined by “, and ”, phases that follow one another by “, then ”.
 */
export function doseText(dose: StructuredDose): string {
  const phases = dose.phases.map((phase) => phase.parts.map((part) => partText(dose, phase, part)).join(', and '))
  const last = [
    dose.mostInADay === undefined ? '' : `up to a maximum of ${formatAmount(dose.mostInADay, dose.unit)} in 24 hours`,
    ...dose.additional,
    dose.instruction ?? '',
  ]
  const text = [phases.join(', then '), ...last.filter((words) => words !== '')].join(' - ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Method; dose; duration; frequency; when; day and time; route; site; bounds; count. */
function partText(dose: StructuredDose, phase: DosePhase, { amount, frequency }: DosePart): string {
  const isOnce = phase.lasts !== 'until-changed' && 'doses' in phase.lasts && phase.lasts.doses === 1
  const method = dose.method === undefined ? '' : `${DOSE_METHODS[dose.method]} `
  const words = [
    `${method}${formatAmount(amount, dose.unit)}`,
    dose.overMinutes === undefined ? '' : `over ${dose.overMinutes} minutes`,
    isOnce ? 'once only' : frequencyText(frequency),
    phase.fromDay === 0 ? '' : `${isOnce ? 'on' : 'from'} day ${phase.fromDay + 1}`,
    wordList(frequency.moments.map((moment) => DOSE_MOMENTS[moment])),
    dayAndTime(frequency),
    DOSE_ROUTES[dose.route],
    dose.site ?? '',
    isOnce ? '' : lengthText(phase.lasts),
  ]
  return words.filter((word) => word !== '').join(' - ')
}

/** “once a day”, “every 2 weeks”, “3 times a week”: never “biweekly”, which means two things. */
export function frequencyText({ times, every, unit, days }: Frequency): string {
  if (every > 1) return `every ${every} ${unit}s`
  const number = unit === 'week' ? Math.max(1, days.length) : times
  return `${number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`} a ${unit}`
}

const dayAndTime = ({ days, at }: Frequency): string =>
  [
    days.length === 0 ? '' : `on ${wordList(inOrder(days))}`,
    at.length === 0 ? '' : `at ${wordList(at.toSorted().map((time) => formatMinutes(parseClockTime(time) ?? 0)))}`,
  ]
    .filter((words) => words !== '')
    .join(' ')

const inOrder = (days: readonly Weekday[]): readonly Weekday[] => MONDAY_FIRST.filter((day) => days.includes(day))

function lengthText(lasts: DosePhase['lasts']): string {
  if (lasts === 'until-changed') return ''
  if ('doses' in lasts) return `for ${lasts.doses} doses`
  const [weeks, odd] = [Math.floor(lasts.days / 7), lasts.days % 7]
  return odd === 0
    ? `for ${weeks} week${weeks === 1 ? '' : 's'}`
    : `for ${lasts.days} day${lasts.days === 1 ? '' : 's'}`
}
