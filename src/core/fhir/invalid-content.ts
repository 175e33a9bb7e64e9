import type { z } from 'zod'
import { FhirProblem } from './fhir-problem.ts'
import { issue, type OutcomeIssue } from './operation-outcome.ts'

/** Most problems that one outcome lists. */
const MOST_ISSUES = 50
/** An element's name is repeated to the sender, but not at any length. */
const LONGEST_NAME = 64

/** What to do about elements that are refused for a reason of their own, by name. */
const INSTEAD: Readonly<Record<string, string>> = {
  'Patient.contact':
    'Send each contact as a RelatedPerson of this patient, to [base]/RelatedPerson: there it has its own versions, and says what they may be told.',
}

/** What a schema found wrong with a resource, as an outcome that names each element. Never quotes a value. */
export function invalidContent(resourceType: string, error: z.ZodError): FhirProblem {
  return new FhirProblem(422, contentIssues(resourceType, error))
}

/** The same, as issues. An element that is not kept is refused by name: nothing that was sent is lost in silence. */
export function contentIssues(resourceType: string, error: z.ZodError): OutcomeIssue[] {
  return error.issues.flatMap((found) => issuesOf(resourceType, found)).slice(0, MOST_ISSUES)
}

/** FHIRPath of a place in a resource: `Patient.name[0].family`. */
export const fhirPath = (resourceType: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    resourceType,
  )

function issuesOf(resourceType: string, found: z.core.$ZodIssue): OutcomeIssue[] {
  const at = fhirPath(resourceType, found.path)
  if (found.code === 'unrecognized_keys') {
    return found.keys.map((key) =>
      issue(
        'not-supported',
        INSTEAD[key] ??
          INSTEAD[`${at}.${key}`] ??
          'This element is not kept here. Leave it out, or ask for it to be added.',
        `${at}.${key.slice(0, LONGEST_NAME)}`,
      ),
    )
  }
  if (found.code === 'invalid_type' && found.message.endsWith('received undefined')) {
    return [issue('required', 'This element is missing.', at)]
  }
  return [issue(found.code === 'invalid_type' ? 'structure' : 'value', found.message, at)]
}
