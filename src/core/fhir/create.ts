import type { Context } from '../context.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { fhirProblem } from './fhir-problem.ts'
import { coversScope, declareInteraction, scopeOf } from './interactions.ts'
import { type FhirRead, resourceAnswer } from './read.ts'
import { fhirRoute, type FhirCall, type FhirAnswer } from './serve.ts'
import type { FhirSearch } from './search.ts'
import { sentResource, type SentResource, writtenAnswer, type Written } from './write.ts'

export interface FhirCreateSpec<Input> {
  readonly resourceType: string
  /** The policy of the command that `create` calls. */
  readonly policy: Policy<never>
  readonly purpose: Purpose
  /** Understands what was sent. Throws a `FhirProblem` that names every element that cannot be kept. */
  readonly parse: (resource: SentResource, ctx: Context) => Input
  /** Calls the command. Throws a `FhirProblem` for a refusal. */
  readonly create: (ctx: Context, input: Input) => Promise<Written>
  /** Answers with the resource, when the caller may read it. */
  readonly read: FhirRead
  /** Gives `If-None-Exist` its meaning. */
  readonly search?: FhirSearch
}

/** Declares `POST [base]/<type>`. Access is decided and audited by the command. */
export function fhirCreate<Input>(spec: FhirCreateSpec<Input>): void {
  const { resourceType, policy, purpose } = spec
  declareInteraction({ resourceType, name: 'create', policy, conditionalCreate: spec.search !== undefined })
  fhirRoute({
    method: 'POST',
    path: `/${resourceType}`,
    resourceType,
    interaction: 'create',
    policy,
    purpose,
    answer: async (call) => {
      const input = spec.parse(sentResource(call, resourceType), call.ctx)
      const existing = await alreadyThere(spec, call)
      if (existing) return existing
      return await writtenAnswer(call, 201, spec.read, await spec.create(call.ctx, input))
    },
  })
}

/** `If-None-Exist`: with one match nothing is made and that one is the answer; with several the request is refused. */
async function alreadyThere<Input>(spec: FhirCreateSpec<Input>, call: FhirCall): Promise<FhirAnswer | undefined> {
  const condition = call.headers['if-none-exist']
  if (condition === undefined) return undefined
  const { search, resourceType } = spec
  const wanted = scopeOf(resourceType, 'search-type')
  if (!search || (call.scopes !== undefined && !coversScope(call.scopes, wanted))) {
    const words = 'If-None-Exist needs the right to search.'
    throw fhirProblem(412, 'forbidden', words, 'http.If-None-Exist')
  }
  const [match, second] = await search.findForCondition(call.ctx, condition.replace(/^\?/, ''))
  if (second) {
    throw fhirProblem(412, 'multiple-matches', 'More than one record matches: nothing was added.', 'http.If-None-Exist')
  }
  if (!match) return undefined
  const location = `${call.base}/${resourceType}/${match.id}`
  const answer = resourceAnswer(200, match)
  const isMinimal = call.prefer.returns === 'minimal'
  return { ...answer, content: isMinimal ? undefined : answer.content, headers: { ...answer.headers, location } }
}
