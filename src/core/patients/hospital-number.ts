import type { OrganisationSettings } from '../tenancy/settings.ts'
import type { Patient } from './patient.ts'
import { identifierKey } from './search-keys.ts'

/**
 * The number that the organisation's own systems know the person by, for its documents: the one of the system that it has
 * chosen. None when it has chosen no system, and none when there are two: which of them is right is not ours to guess.
 */
export function hospitalNumberOf(
  { identifiers }: Pick<Patient, 'identifiers'>,
  { hospitalNumberSystem }: Pick<OrganisationSettings, 'hospitalNumberSystem'>,
): string | undefined {
  if (hospitalNumberSystem === undefined) return undefined
  const own = identifiers.filter(({ system }) => system === hospitalNumberSystem)
  const numbers = new Map(own.map((identifier) => [identifierKey(identifier), identifier.value]))
  return numbers.size === 1 ? [...numbers.values()][0] : undefined
}
