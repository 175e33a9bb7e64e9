import { addMonths, type CivilDate, formatDate } from './civil-date.ts'
import { enter } from './problem-wording.ts'

export const REACTION_SEVERITIES = {
  severe: 'Severe',
  moderate: 'Moderate',
  mild: 'Mild',
  unknown: 'Not known',
} as const

export type ReactionSeverity = keyof typeof REACTION_SEVERITIES

export type Allergy = {
  /** Substance or class in words, "Penicillin". */
  substance: string
  /** SNOMED CT or dm+d concept, when coded. */
  code?: string | undefined
  reaction?: string | undefined
  severity: ReactionSeverity
}

/**
 * Three different facts, which no screen or message may confuse. "None known" is something a person said on a day;
 * it is never where a record begins.
 */
export type AllergyStatus =
  | { status: 'not-yet-asked' }
  | { status: 'none-known'; askedOn: CivilDate; askedBy: string }
  | { status: 'listed'; allergies: readonly [Allergy, ...Allergy[]]; askedOn: CivilDate; askedBy: string }

/** Where every record begins. */
export const NOT_YET_ASKED: AllergyStatus = { status: 'not-yet-asked' }

/** Allergies are confirmed again after this long: a list that no one has looked at since is not safe to prescribe by. */
export const ALLERGY_RECONFIRM = { months: 12, verified: false } as const

/** The status that follows from a list, which can only say "none known" when someone asked. */
export function allergyStatus(
  allergies: readonly Allergy[],
  asked: { on: CivilDate; by: string } | undefined,
): AllergyStatus {
  const [first, ...others] = [...allergies].sort((one, other) => rank(one) - rank(other))
  if (asked === undefined) {
    if (first !== undefined) throw new RangeError('A list of allergies needs the day and the person who recorded it')
    return NOT_YET_ASKED
  }
  return first === undefined
    ? { status: 'none-known', askedOn: asked.on, askedBy: asked.by }
    : { status: 'listed', allergies: [first, ...others], askedOn: asked.on, askedBy: asked.by }
}

/** The line of the identity banner, worst reaction first. */
export function allergyLine(status: AllergyStatus): string {
  if (status.status === 'not-yet-asked') return 'Allergies: not yet asked'
  if (status.status === 'none-known') return `No known allergies (asked ${formatDate(status.askedOn)})`
  return `Allergies: ${status.allergies.map(allergyText).join('; ')}`
}

/** Why a medicine must not be prescribed or supplied by this status yet; undefined when nothing stands in the way. */
export function allergyHold(status: AllergyStatus, today: CivilDate): 'not-yet-asked' | 'confirm-again' | undefined {
  if (status.status === 'not-yet-asked') return 'not-yet-asked'
  return addMonths(status.askedOn, ALLERGY_RECONFIRM.months) < today ? 'confirm-again' : undefined
}

export const allergyProblem = (allergy: Pick<Allergy, 'substance'>): string | undefined =>
  allergy.substance.trim() === '' ? enter('Medicine, food or substance') : undefined

function allergyText({ substance, reaction, severity }: Allergy): string {
  const detail = [severity === 'severe' ? 'severe' : '', reaction ?? ''].filter((part) => part !== '').join(', ')
  return detail === '' ? substance : `${substance} (${detail})`
}

const rank = ({ severity }: Allergy): number => Object.keys(REACTION_SEVERITIES).indexOf(severity)
