import { issue, type OutcomeIssue } from '../../fhir/operation-outcome.ts'
import { IGNORED_IN_PATIENT } from './ignored.ts'

/** Elements that are read and not kept as they were sent, besides those whose loss loses nothing; with what becomes of each. */
const NOT_KEPT: Readonly<Record<string, string>> = {
  'identifier.use': 'Every identifier that is kept is one in use.',
  'telecom.rank': 'Contact details have no order here.',
  'communication.preferred': 'The one language that is kept is the preferred one.',
  'communication.language.text': 'The language is kept as its code.',
  'communication.language.coding.version': 'The language is kept as its code.',
  'communication.language.coding.userSelected': 'The language is kept as its code.',
  'generalPractitioner.type': 'A GP practice is always an organisation.',
  'generalPractitioner.identifier.period': 'The practice is kept, not since when.',
  'relationship.text': 'The relationship is kept as its code.',
  'relationship.coding.version': 'The relationship is kept as its code.',
  'relationship.coding.userSelected': 'The relationship is kept as its code.',
  'telecom.use': 'One telephone number and one e-mail address are kept, without their use.',
  'telecom.period': 'One telephone number and one e-mail address are kept, without their period.',
}
const ONLY_OF_RELATED_PEOPLE = new Set(['telecom.use', 'telecom.period'])
const DECIDED_HERE = 'This is made by the server, or says again what stands elsewhere: it is not kept.'
/** Most notes of one answer. */
const MOST = 50

/**
 * What was sent and is not kept, for a sender who prefers an OperationOutcome. What would be a loss is refused instead; this
 * names the rest, so that nothing goes in silence.
 */
export function notKept(resource: { readonly resourceType: string; readonly [name: string]: unknown }): OutcomeIssue[] {
  const found: OutcomeIssue[] = []
  const look = (value: unknown, path: string, at: string): void => {
    if (Array.isArray(value)) return value.forEach((item, index) => look(item, path, `${at}[${index}]`))
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      const own = path === '' ? name : `${path}.${name}`
      const why = reasonOf(own, resource.resourceType)
      if (why === undefined) look(part, own, `${at}.${name}`)
      else found.push(issue('informational', why, `${at}.${name}`, isIgnored(own) ? 'information' : 'warning'))
    }
  }
  look(resource, '', resource.resourceType)
  if (hasTime(resource['deceasedDateTime']))
    found.push(issue('informational', 'The day is kept, not the time.', 'Patient.deceasedDateTime', 'warning'))
  return found.slice(0, MOST)
}

/** The same as a sentence, for the CapabilityStatement. */
export const NOT_KEPT_WORDS = `Sent and not kept, and named in an OperationOutcome when that is preferred: ${[...IGNORED_IN_PATIENT, ...Object.keys(NOT_KEPT)].join(', ')}. Any other element that is not kept is refused by name, a modifierExtension always.`

const ignored = new Set(IGNORED_IN_PATIENT)
// An id in a list is how the sender knows the entry: nothing is lost with it.
const isIgnored = (path: string): boolean => ignored.has(path)

function reasonOf(path: string, resourceType: string): string | undefined {
  if (isIgnored(path)) return DECIDED_HERE
  if (resourceType === 'Patient' && ONLY_OF_RELATED_PEOPLE.has(path)) return undefined
  return NOT_KEPT[path]
}

const hasTime = (value: unknown): boolean => typeof value === 'string' && value.length > 10
