import { fhirProblem } from './fhir-problem.ts'
import { weakEtag } from './etag.ts'
import { isFhirJson } from './content-type.ts'
import { readJsonBody } from './json-body.ts'
import type { OutcomeIssue } from './operation-outcome.ts'
import { scopeOf, coversScope } from './interactions.ts'
import { refuseModifiers } from './refuse-modifiers.ts'
import { type FhirRead, resourceAnswer } from './read.ts'
import { doneOutcome, type FhirAnswer, type FhirCall } from './serve.ts'

/** A resource as it was sent, before its elements have been looked at. */
export type SentResource = { readonly resourceType: string; readonly [name: string]: unknown }

/** What a create or an update leaves behind. */
export interface Written {
  readonly id: string
  readonly version: number
}

/** Reads the body as a resource of this type. */
export function sentResource({ headers, body }: FhirCall, resourceType: string): SentResource {
  if (!isFhirJson(headers['content-type'])) {
    const words = 'Send FHIR R4 JSON in UTF-8: Content-Type: application/fhir+json.'
    throw fhirProblem(415, 'not-supported', words, 'http.Content-Type')
  }
  const resource = readJsonBody(body)
  if (resource['resourceType'] !== resourceType) {
    throw fhirProblem(400, 'structure', `This address takes a ${resourceType}.`, 'resourceType')
  }
  refuseModifiers(resource)
  return resource as SentResource
}

/** The answer to a write, as long as the caller prefers. The resource itself is given only to those who may read it, as a read. */
export async function writtenAnswer(
  call: FhirCall,
  status: 200 | 201,
  read: FhirRead,
  { id, version }: Written,
  notes: readonly OutcomeIssue[] = [],
): Promise<FhirAnswer> {
  const { resourceType } = read.spec
  const headers = {
    etag: weakEtag(String(version)),
    ...(status === 201 ? { location: `${call.base}/${resourceType}/${id}` } : {}),
  }
  const { returns } = call.prefer
  if (returns === 'OperationOutcome') {
    return {
      status,
      headers,
      content: doneOutcome(status === 201 ? 'The record was added.' : 'The record was changed.', notes),
    }
  }
  const mayRead = call.scopes === undefined || coversScope(call.scopes, scopeOf(resourceType, 'read'))
  if (returns === 'minimal' || !mayRead) return { status, headers }
  const answer = resourceAnswer(status, await read.read(call.ctx, id))
  return { ...answer, headers: { ...headers, ...answer.headers } }
}
