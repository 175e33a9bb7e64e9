import { FhirProblem } from './fhir-problem.ts'
import { issue, type OutcomeIssue } from './operation-outcome.ts'

const WHY = 'This can change what the rest means, so a resource with it is refused. Send the resource without it.'
/** Most that one outcome lists. */
const MOST = 50

/**
 * FHIR forbids taking in a resource whose modifiers are not understood, wherever they stand: also in a part that is not kept.
 * None is understood here. Throws a `FhirProblem` that names each.
 */
export function refuseModifiers(resource: { readonly resourceType?: unknown }): void {
  const found: OutcomeIssue[] = []
  const look = (value: unknown, at: string): void => {
    if (Array.isArray(value)) return value.forEach((item, index) => look(item, `${at}[${index}]`))
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      if (name === 'modifierExtension' || name === 'implicitRules')
        found.push(issue('not-supported', WHY, `${at}.${name}`))
      else look(part, `${at}.${name.slice(0, 64)}`)
    }
  }
  look(resource, String(resource.resourceType))
  if (found.length > 0) throw new FhirProblem(422, found.slice(0, MOST))
}
