import { recordRefusal } from '../command.ts'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { oneAtATime } from '../database/one-at-a-time.ts'
import { NotAllowedError } from '../errors.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { fhirProblem } from './fhir-problem.ts'
import { coversScope, declareInteraction, scopeOf } from './interactions.ts'
import type { OutcomeIssue } from './operation-outcome.ts'
import type { FhirResource } from './resource.ts'
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
  /** What was sent and is not kept, for a sender who prefers an outcome. */
  readonly notes?: (resource: SentResource) => readonly OutcomeIssue[]
  /** Says in the CapabilityStatement what is kept. */
  readonly documentation?: string
  /** Gives `If-None-Exist` its meaning. */
  readonly search?: FhirSearch
}

/** Declares `POST [base]/<type>`. Access is decided and audited by the command. */
export function fhirCreate<Input>(spec: FhirCreateSpec<Input>): void {
  const { resourceType, policy, purpose } = spec
  declareInteraction({
    resourceType,
    name: 'create',
    policy,
    conditionalCreate: spec.search !== undefined,
    documentation: spec.documentation,
  })
  fhirRoute({
    method: 'POST',
    path: `/${resourceType}`,
    resourceType,
    interaction: 'create',
    policy,
    purpose,
    answer: async (call) => {
      const sent = sentResource(call, resourceType)
      const input = spec.parse(sent, call.ctx)
      const condition = call.headers['if-none-exist']?.replace(/^\?/, '')
      const existing = condition === undefined ? undefined : await alreadyThere(spec, call, condition)
      if (existing) return matchAnswer(spec, call, existing)
      const made = await (condition === undefined
        ? spec.create(call.ctx, input)
        : createUnlessThere(spec, call.ctx, input, condition))
      if ('existing' in made) return matchAnswer(spec, call, await spec.read.read(call.ctx, made.existing))
      return await writtenAnswer(call, 201, spec.read, made, spec.notes?.(sent))
    },
  })
}

/** `If-None-Exist`: with one match nothing is made and that one is the answer; with several the request is refused. */
async function alreadyThere<Input>(
  spec: FhirCreateSpec<Input>,
  call: FhirCall,
  condition: string,
): Promise<FhirResource | undefined> {
  const { search, resourceType } = spec
  const wanted = scopeOf(resourceType, 'search-type')
  if (!search || (call.scopes !== undefined && !coversScope(call.scopes, wanted))) {
    const words = 'If-None-Exist needs the right to search.'
    throw fhirProblem(412, 'forbidden', words, 'http.If-None-Exist')
  }
  const [match, second] = await search.findForCondition(call.ctx, condition)
  if (second) throw manyMatch()
  return match
}

/**
 * Two systems may send the same person in the same moment, and neither finds the other's. So those of an organisation that
 * make something on a condition go one after the other, and each looks again when it is its turn.
 */
async function createUnlessThere<Input>(
  spec: FhirCreateSpec<Input>,
  ctx: Context,
  input: Input,
  condition: string,
): Promise<Written | { readonly existing: string }> {
  try {
    return await inTenant(ctx, async (tx) => {
      await oneAtATime(tx, ctx.tenantId, `${spec.resourceType} if-none-exist`)
      const [existing, second] = (await spec.search?.idsForCondition(tx, ctx, condition)) ?? []
      if (second !== undefined) throw manyMatch()
      if (existing !== undefined) return { existing }
      return await spec.create({ ...ctx, joined: { tenantId: ctx.tenantId, tx, acts: true } }, input)
    })
  } catch (error) {
    // What the command would have recorded went with its transaction.
    if (error instanceof NotAllowedError) await recordRefusal(ctx, spec.policy.name, 'refused')
    throw error
  }
}

const manyMatch = () =>
  fhirProblem(412, 'multiple-matches', 'More than one record matches: nothing was added.', 'http.If-None-Exist')

function matchAnswer<Input>({ resourceType }: FhirCreateSpec<Input>, call: FhirCall, match: FhirResource): FhirAnswer {
  const location = `${call.base}/${resourceType}/${match.id}`
  const answer = resourceAnswer(200, match)
  const isMinimal = call.prefer.returns === 'minimal'
  return { ...answer, content: isMinimal ? undefined : answer.content, headers: { ...answer.headers, location } }
}
