import type { Policy } from '../policy/policy.ts'
import type { SearchParameters } from './search-parameters.ts'

export type InteractionName = 'read' | 'search-type' | 'create' | 'update'

/** One thing the machine interface can do, as the capability statement and the scopes are made from. */
export interface Interaction {
  readonly resourceType: string
  readonly name: InteractionName
  readonly policy: Policy<never>
  readonly profile?: string
  readonly parameters?: SearchParameters
  readonly conditionalCreate?: boolean
  /** What of the resource is kept. */
  readonly documentation?: string | undefined
}

const register: Interaction[] = []

/** Enters an interaction in the list. Each can be declared once for a resource. */
export function declareInteraction(interaction: Interaction): void {
  const isKnown = register.some(
    ({ resourceType, name }) => resourceType === interaction.resourceType && name === interaction.name,
  )
  if (isKnown) throw new Error(`${interaction.resourceType} ${interaction.name} is declared twice`)
  register.push(interaction)
}

/** Every declared interaction, by resource in order of the alphabet. */
export const allInteractions = (): readonly Interaction[] =>
  register.toSorted((a, b) => a.resourceType.localeCompare(b.resourceType, 'en'))

/** The SMART system scope that an interaction needs: `system/Patient.r`. */
export function scopeOf(resourceType: string, name: InteractionName): string {
  const letter = { read: 'r', 'search-type': 's', create: 'c', update: 'u' }[name]
  return `system/${resourceType}.${letter}`
}

/** Whether one of the granted scopes covers the wanted one: `system/Patient.rs` covers `system/Patient.r`. */
export function coversScope(granted: readonly string[], wanted: string): boolean {
  const [place = '', letter = ''] = wanted.split('.')
  return (
    letter !== '' &&
    granted.some((scope) => scope.startsWith(`${place}.`) && scope.slice(place.length + 1).includes(letter))
  )
}
