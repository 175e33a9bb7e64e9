import type { CivilDate } from '../values/civil-date.ts'
import { emailKey } from '../values/email-address.ts'
import { words } from '../values/name-search.ts'
import type { HumanName } from '../values/person-name.ts'
import { postcodeSearchKey } from '../values/postcode.ts'
import { hasNhsNumber, type PatientDetails } from './patient.ts'
import { identifierKey } from './search-keys.ts'

/** What two records have in common, or not, with its weight. Weights add up; the threshold is below. */
export const MATCH_REASONS = {
  'same-nhs-number': { words: 'Same NHS number', weight: 20 },
  'same-identifier': { words: 'Same hospital or other number', weight: 8 },
  'same-birth-date': { words: 'Same date of birth', weight: 4 },
  'near-birth-date': { words: 'Date of birth differs by one number, or has day and month swapped', weight: 2 },
  'same-name': { words: 'Same name', weight: 4 },
  'similar-name': { words: 'Similar name', weight: 3 },
  'swapped-name': { words: 'Given name and family name swapped', weight: 3 },
  'same-family-name': { words: 'Same family name', weight: 1 },
  'same-postcode': { words: 'Same postcode', weight: 2 },
  'same-telephone': { words: 'Same telephone number', weight: 2 },
  'same-email': { words: 'Same email address', weight: 2 },
  'other-nhs-number': { words: 'Different NHS numbers', weight: -2 },
} as const
export type MatchReason = keyof typeof MATCH_REASONS

export interface Match {
  readonly score: number
  readonly reasons: readonly MatchReason[]
}

/** From here on two records are probably one person's, and whoever registers must say why they are not. */
export const PROBABLE = 6

type Comparable = Pick<
  PatientDetails,
  'nhsNumber' | 'identifiers' | 'names' | 'birthDate' | 'addresses' | 'contactPoints'
>

/** How alike two records are. Names of every period are compared, as a duplicate is often under a former one. */
export function match(one: Comparable, other: Comparable): Match {
  const reasons: MatchReason[] = [
    ...numberReasons(one, other),
    ...shared(one.identifiers.map(identifierKey), other.identifiers.map(identifierKey), 'same-identifier'),
    ...birthReasons(one.birthDate, other.birthDate),
    ...bestName(one.names, other.names),
    ...shared(postcodesOf(one), postcodesOf(other), 'same-postcode'),
    ...shared(contactsOf(one, 'phone'), contactsOf(other, 'phone'), 'same-telephone'),
    ...shared(contactsOf(one, 'email'), contactsOf(other, 'email'), 'same-email'),
  ]
  return { score: reasons.reduce((sum, reason) => sum + MATCH_REASONS[reason].weight, 0), reasons }
}

export const isProbable = ({ score }: Match): boolean => score >= PROBABLE

/** The same number is the same record: nobody can go on past it. */
export const isSameRecord = ({ reasons }: Match): boolean => reasons.includes('same-nhs-number')

function numberReasons(one: Comparable, other: Comparable): MatchReason[] {
  if (!hasNhsNumber(one.nhsNumber) || !hasNhsNumber(other.nhsNumber)) return []
  return [one.nhsNumber.number === other.nhsNumber.number ? 'same-nhs-number' : 'other-nhs-number']
}

function birthReasons(one: CivilDate | undefined, other: CivilDate | undefined): MatchReason[] {
  if (one === undefined || other === undefined) return []
  if (one === other) return ['same-birth-date']
  const [year, month, day] = one.split('-')
  const differing = [...one].filter((digit, at) => digit !== other[at]).length
  return other === `${year}-${day}-${month}` || differing === 1 ? ['near-birth-date'] : []
}

function bestName(ones: readonly HumanName[], others: readonly HumanName[]): MatchReason[] {
  const found = ones.flatMap((one) => others.map((other) => nameReason(one, other)))
  const order: readonly MatchReason[] = ['same-name', 'similar-name', 'swapped-name', 'same-family-name']
  return order.filter((reason) => found.includes(reason)).slice(0, 1)
}

function nameReason(one: HumanName, other: HumanName): MatchReason | undefined {
  const [family, given] = [joined([one.family]), firstGiven(one)]
  const [otherFamily, otherGiven] = [joined([other.family]), firstGiven(other)]
  if (family === otherFamily && joined(one.given) === joined(other.given)) return 'same-name'
  if (isNear(family, otherFamily) && isSimilarGiven(given, otherGiven)) return 'similar-name'
  if (shares(one.family, other.family) && isSimilarGiven(given, otherGiven)) return 'similar-name'
  if (isNear(family, otherGiven) && isNear(given, otherFamily)) return 'swapped-name'
  return family !== '' && family === otherFamily ? 'same-family-name' : undefined
}

/** "Jo" and "Joanne", "J" and "John", "Mohammed" and "Muhammed". */
const isSimilarGiven = (one: string, other: string): boolean =>
  one !== '' && other !== '' && (one.startsWith(other) || other.startsWith(one) || isNear(one, other))

/** A part of a double name that both have: "Jones-Williams" and "Williams". */
const shares = (one: string, other: string): boolean => words(one).some((word) => words(other).includes(word))

const joined = (texts: readonly string[]): string => texts.flatMap(words).join('')
const firstGiven = (name: HumanName): string => words(name.given[0] ?? '')[0] ?? ''
const postcodesOf = ({ addresses }: Comparable): string[] =>
  addresses.flatMap(({ postcode }) => (postcode && !postcode.startsWith('ZZ99') ? [postcodeSearchKey(postcode)] : []))
const contactsOf = ({ contactPoints }: Comparable, kind: 'phone' | 'email'): string[] =>
  contactPoints
    .filter(({ system }) => (system === 'email') === (kind === 'email'))
    .map(({ value }) => (kind === 'email' ? emailKey(value) : value))

const shared = (ones: readonly string[], others: readonly string[], reason: MatchReason): MatchReason[] =>
  ones.some((one) => others.includes(one)) ? [reason] : []

/** Equal, or one slip of the hand apart (two in a long word): a letter wrong, left out, added or swapped with the next. */
function isNear(one: string, other: string): boolean {
  if (one === other) return one !== ''
  const length = Math.min(one.length, other.length)
  if (length < 4) return false
  return slips(one, other) <= (length >= 8 ? 2 : 1)
}

/** Optimal string alignment distance. */
function slips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let [older, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + cost,
        swapped ? (older[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    ;[older, row] = [row, next]
  }
  return row[other.length] ?? 0
}
