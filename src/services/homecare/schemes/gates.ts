import { type AllergyStatus, allergyHold } from '../../../core/values/allergy.ts'
import { type CivilDate } from '../../../core/values/civil-date.ts'
import { count } from '../../../core/values/problem-wording.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { formatAmount } from '../therapies/amount.ts'
import type { DosePart, StructuredDose } from '../therapies/dose.ts'
import { isApproved, type Scheme, UNVERIFIED_SCHEME } from './scheme.ts'

/** How hard a gate holds: nothing overrides a stop; a reason is recorded and counted; a note is shown. */
export const GRADES = { stop: 'Stop', reason: 'Give a reason', note: 'Note' } as const
export type Grade = keyof typeof GRADES

/** Another treatment that has not stopped, at any company. */
export type OtherTreatment = {
  readonly therapyId: string
  readonly vtmId: string | undefined
  readonly name: string
  readonly company: string
  readonly isBiologic: boolean
}

export type GateFacts = {
  readonly today: CivilDate
  readonly allergies: AllergyStatus
  readonly vtmId: string | undefined
  readonly ampId: string | undefined
  readonly isBiologic: boolean
  readonly dose: StructuredDose
  /** Treatments of the patient other than this one. Undefined when they could not be read. */
  readonly others: readonly OtherTreatment[] | undefined
  readonly scheme: Scheme | undefined
}

export type Gate = {
  readonly name: GateName
  readonly grade: Grade
  /** The sentence when the gate holds; nothing when it does not. */
  readonly holds: (facts: GateFacts) => string | undefined
}

export type GateName =
  | 'allergies-unknown'
  | 'allergies-old'
  | 'others-unknown'
  | 'substance-unknown'
  | 'duplicate-substance'
  | 'two-biologics'
  | 'no-scheme'
  | 'scheme-not-approved'
  | 'brand-not-in-scheme'
  | 'dose-unit'
  | 'dose-high'
  | 'dose-low'
  | 'dose-often'
  | 'scheme-not-verified'

export type Finding = { readonly name: GateName; readonly grade: Grade; readonly sentence: string }

/** Where the grades come from: the organisation's medicines safety group sets them. */
export const GATE_GRADES = unverified(
  'gate-grades',
  1,
  {
    stop: [
      'allergies-unknown',
      'others-unknown',
      'substance-unknown',
      'duplicate-substance',
      'no-scheme',
      'scheme-not-approved',
      'dose-unit',
    ],
    reason: ['allergies-old', 'two-biologics', 'brand-not-in-scheme', 'dose-high', 'dose-often'],
    note: ['dose-low', 'scheme-not-verified'],
  },
  'Homecare research note §6, hazards H2, H3, H6, H7 and H17',
)

const gradeOf = (name: GateName): Grade =>
  GATE_GRADES.value.note.some((one) => one === name)
    ? 'note'
    : GATE_GRADES.value.reason.some((one) => one === name)
      ? 'reason'
      : 'stop'

const gate = (name: GateName, holds: Gate['holds']): Gate => ({ name, grade: gradeOf(name), holds })

/** Every gate, in the order in which findings are shown within a grade. */
export const GATES: readonly Gate[] = [
  gate('allergies-unknown', ({ allergies, today }) =>
    allergyHold(allergies, today) === 'not-yet-asked' ? 'Ask about allergies first: nobody has' : undefined,
  ),
  gate('allergies-old', ({ allergies, today }) =>
    allergyHold(allergies, today) === 'confirm-again' ? 'Confirm allergies again: it is more than a year' : undefined,
  ),
  gate('others-unknown', ({ others }) =>
    others === undefined ? 'The patient’s other treatments could not be read: try again' : undefined,
  ),
  gate('substance-unknown', ({ vtmId }) =>
    vtmId === undefined
      ? 'This product has no substance in the dictionary: a second supply could not be seen'
      : undefined,
  ),
  gate('duplicate-substance', ({ others, vtmId }) => {
    const same = others?.find((other) => vtmId !== undefined && other.vtmId === vtmId)
    return same && `This patient already has ${same.name} from ${same.company}`
  }),
  gate('two-biologics', ({ others, isBiologic, vtmId }) => {
    const other = others?.find((one) => one.isBiologic && one.vtmId !== vtmId)
    return isBiologic && other ? `This patient already has a biologic medicine: ${other.name}` : undefined
  }),
  gate('no-scheme', ({ scheme, vtmId }) =>
    scheme === undefined || scheme.vtmId !== vtmId ? 'There is no scheme for this medicine' : undefined,
  ),
  gate('scheme-not-approved', ({ scheme }) =>
    scheme && !isApproved(scheme) ? 'Two people must approve this scheme before it is used' : undefined,
  ),
  gate('brand-not-in-scheme', ({ scheme, ampId }) =>
    scheme && ampId !== undefined && !scheme.brands.includes(ampId) ? 'This brand is not in the scheme' : undefined,
  ),
  gate('dose-unit', ({ scheme, dose }) =>
    scheme?.limits && scheme.limits.unit !== dose.unit
      ? 'The scheme sets its limits in another unit: write the dose in that'
      : undefined,
  ),
  gate('dose-high', (facts) => {
    const over = limited(facts).find(({ part, most }) => part.amount > most)
    return (
      over &&
      `${formatAmount(over.part.amount, facts.dose.unit)} is more than the scheme’s ${formatAmount(over.most, facts.dose.unit)}`
    )
  }),
  gate('dose-often', (facts) => {
    const shortest = facts.scheme?.limits?.shortestDays ?? 0
    const often = limited(facts).some(({ part, isLoading }) => !isLoading && daysApart(part) < shortest)
    return often ? `The scheme allows one dose in ${count(shortest, 'day')}` : undefined
  }),
  gate('dose-low', (facts) => {
    const least = facts.scheme?.limits?.least ?? 0
    const under = limited(facts).find(({ part, isLoading }) => !isLoading && part.amount < least)
    return (
      under &&
      `${formatAmount(under.part.amount, facts.dose.unit)} is less than the scheme’s ${formatAmount(least, facts.dose.unit)}`
    )
  }),
  gate('scheme-not-verified', ({ scheme }) => (scheme && !scheme.verified ? UNVERIFIED_SCHEME : undefined)),
]

/** Everything that the gates find, stops first. A gate that fails to answer stops. */
export function gateFindings(facts: GateFacts): Finding[] {
  const findings = GATES.flatMap(({ name, grade, holds }): Finding[] => {
    const sentence = answered(holds, facts)
    return sentence === undefined ? [] : [{ name, grade: sentence === FAILED ? 'stop' : grade, sentence }]
  })
  return (Object.keys(GRADES) as Grade[]).flatMap((grade) => findings.filter((finding) => finding.grade === grade))
}

/** A recorded answer to a finding, with the person who gave it. */
export type Override = { readonly name: GateName; readonly reason: string; readonly byId: string }

/** What still stands in the way: every stop, and every finding that asks for a reason and has none. */
export const unresolvedGates = (findings: readonly Finding[], overrides: readonly Override[]): Refusal<GateName>[] =>
  findings
    .filter(({ name, grade }) => {
      if (grade === 'note') return false
      return (
        grade === 'stop' || !overrides.some((one) => one.name === name && one.reason.trim() !== '' && one.byId !== '')
      )
    })
    .map(({ name, sentence }) => ({ name, sentence }))

/** How often each gate was found and how often overridden, to see which alerts nobody heeds any more (hazard H17). */
export function overrideRates(
  history: readonly { readonly findings: readonly Finding[]; readonly overrides: readonly Override[] }[],
): { readonly name: GateName; readonly found: number; readonly overridden: number }[] {
  return GATES.map(({ name }) => ({
    name,
    found: history.filter(({ findings }) => findings.some((finding) => finding.name === name)).length,
    overridden: history.filter(({ overrides }) => overrides.some((override) => override.name === name)).length,
  })).filter(({ found }) => found > 0)
}

const FAILED = 'This check could not be made: try again'

function answered(holds: Gate['holds'], facts: GateFacts): string | undefined {
  try {
    return holds(facts)
  } catch {
    return FAILED
  }
}

function limited({ scheme, dose }: GateFacts): { part: DosePart; isLoading: boolean; most: number }[] {
  const limits = scheme?.limits
  if (limits === undefined || limits.unit !== dose.unit) return []
  return dose.phases.flatMap(({ parts, kind }) =>
    parts.map((part) => ({
      part,
      isLoading: kind === 'loading',
      most: kind === 'loading' ? limits.mostLoading : limits.most,
    })),
  )
}

/** The shortest time between two doses, in days; less than a day counts as none. */
function daysApart({ frequency }: DosePart): number {
  const { times, every, unit, days } = frequency
  if (times > 1) return 0
  if (unit === 'day') return every
  if (unit === 'month') return every * 28
  return days.length > 1 ? 1 : every * 7
}
