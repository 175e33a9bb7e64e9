import { words } from '../../values/name-search.ts'
import type { HumanName } from '../../values/person-name.ts'
import { postcodeSearchKey } from '../../values/postcode.ts'

/** What someone says of themselves when they ask for a new code. */
export interface CodeRequest {
  readonly nhsNumber: string | undefined
  readonly givenName: string
  readonly familyName: string
  readonly birthDate: string
  readonly postcode: string
}

/** A record that may be theirs. */
export interface Candidate {
  readonly patientId: string
  readonly nhsNumber: string | undefined
  readonly names: readonly HumanName[]
  readonly birthDate: string | undefined
  readonly postcodes: readonly string[]
}

/**
 * The one record that fits what was said, or none. With the NHS number, the birth date and the family name must fit; without
 * it, the birth date, both names and a postcode. Two that fit are none: a letter never goes to a guess.
 */
export function recordThatFits(request: CodeRequest, candidates: readonly Candidate[]): Candidate | undefined {
  const fitting = candidates.filter((candidate) => fits(request, candidate))
  return fitting.length === 1 ? fitting[0] : undefined
}

function fits(request: CodeRequest, candidate: Candidate): boolean {
  if (candidate.birthDate !== request.birthDate) return false
  const family = candidate.names.some((name) => isSame(name.family, request.familyName))
  if (request.nhsNumber !== undefined) return candidate.nhsNumber === request.nhsNumber && family
  const given = candidate.names.some((name) => isSame(name.given[0] ?? '', request.givenName.split(' ')[0] ?? ''))
  const postcode = candidate.postcodes.some((one) => postcodeSearchKey(one) === postcodeSearchKey(request.postcode))
  return family && given && postcode
}

/** Names are the same when accents, case, hyphens and spaces are not looked at. */
const isSame = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((name) => words(name).join(''))
  return left !== '' && left === right
}
