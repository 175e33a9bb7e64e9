import type { Context } from '../context.ts'
import { ConflictError } from '../errors.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { versionOfEtag } from './etag.ts'
import { fhirProblem } from './fhir-problem.ts'
import { declareInteraction } from './interactions.ts'
import type { OutcomeIssue } from './operation-outcome.ts'
import type { FhirRead } from './read.ts'
import { fhirRoute, type FhirCall } from './serve.ts'
import { sentResource, type SentResource, writtenAnswer, type Written } from './write.ts'

export interface FhirUpdateSpec<Input> {
  readonly resourceType: string
  /** The policy of the command that `update` calls. */
  readonly policy: Policy<never>
  readonly purpose: Purpose
  readonly parse: (resource: SentResource, ctx: Context) => Input
  /** Calls the command with the version that the caller had seen. Throws `ConflictError` when it is no longer that one. */
  readonly update: (ctx: Context, id: string, version: number, input: Input) => Promise<Written>
  readonly read: FhirRead
  /** What was sent and is not kept, for a sender who prefers an outcome. */
  readonly notes?: (resource: SentResource) => readonly OutcomeIssue[]
}

/** Declares `PUT [base]/<type>/:id`. It replaces the whole resource, and only the version the caller had seen. */
export function fhirUpdate<Input>(spec: FhirUpdateSpec<Input>): void {
  const { resourceType, policy, purpose } = spec
  declareInteraction({ resourceType, name: 'update', policy })
  fhirRoute({
    method: 'PUT',
    path: `/${resourceType}/:id`,
    resourceType,
    interaction: 'update',
    policy,
    purpose,
    answer: async (call) => {
      const id = call.params['id'] ?? ''
      const version = seenVersion(call)
      const resource = sentResource(call, resourceType)
      if (resource['id'] !== id) {
        throw fhirProblem(400, 'value', 'The id must be the one in the address.', `${resourceType}.id`)
      }
      const input = spec.parse(resource, call.ctx)
      try {
        const written = await spec.update(call.ctx, id, version, input)
        return await writtenAnswer(call, 200, spec.read, written, spec.notes?.(resource))
      } catch (error) {
        if (error instanceof ConflictError) throw stale()
        throw error
      }
    },
  })
}

function seenVersion({ headers }: FhirCall): number {
  const ifMatch = headers['if-match']
  if (ifMatch === undefined) {
    const words = 'Say which version you are changing, so that nobody else’s change is lost: If-Match: W/"3".'
    throw fhirProblem(412, 'required', words, 'http.If-Match')
  }
  const version = versionOfEtag(ifMatch)
  if (version === undefined) {
    throw fhirProblem(412, 'value', 'Use the ETag of the version you read: If-Match: W/"3".', 'http.If-Match')
  }
  return version
}

const stale = () =>
  fhirProblem(
    412,
    'conflict',
    'Someone else changed this first. Read it again, then make your change.',
    'http.If-Match',
  )
