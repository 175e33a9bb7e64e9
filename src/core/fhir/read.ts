import { record } from '../audit/record.ts'
import { recordRefusal, type CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Reader, Tx } from '../database/transaction.ts'
import { NotAllowedError } from '../errors.ts'
import { allowsRole, enforce } from '../policy/enforce.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { httpDate, isSameVersion, weakEtag } from './etag.ts'
import { declareInteraction } from './interactions.ts'
import type { FhirResource } from './resource.ts'
import { type FhirAnswer, fhirRoute } from './serve.ts'

export interface FhirReadSpec<Tables, Subject> {
  readonly resourceType: string
  readonly profile?: string
  /** Required: a read that forgets its policy does not compile. */
  readonly policy: Policy<Subject>
  readonly purpose: Purpose
  /** Throws `NotFoundError` when it is not in this organisation. */
  readonly load: (tx: Reader<Tables & CoreTables>, ctx: Context, id: string) => Promise<Subject>
  /** The patients whose data the answer holds, for the audit trail. Required, so that nobody forgets. */
  readonly shows: (subject: Subject) => readonly string[]
  /** What the caller may see of it. */
  readonly toResource: (subject: Subject, ctx: Context) => FhirResource
}

/** A declared read, so that a create or an update can answer with the same resource under the same policy. */
export interface FhirRead {
  readonly spec: Pick<FhirReadSpec<never, never>, 'resourceType'>
  /** Policy, data and access event in one transaction; the resource is given out when the event is durable. */
  readonly read: (ctx: Context, id: string) => Promise<FhirResource>
}

/** Declares `GET [base]/<type>/:id`. */
export function fhirRead<Tables, Subject>(spec: FhirReadSpec<Tables, Subject>): FhirRead {
  const { resourceType, policy, profile } = spec
  const read = (ctx: Context, id: string): Promise<FhirResource> =>
    guarded<Tables, FhirResource>(ctx, policy as Policy<never>, async (tx) => {
      const subject = await spec.load(tx, ctx, id)
      enforce(policy, ctx, subject)
      await record(tx as unknown as Tx<CoreTables>, ctx, {
        action: `${policy.name}.viewed`,
        outcome: 'viewed',
        subjects: spec.shows(subject),
      })
      return spec.toResource(subject, ctx)
    })
  const interaction = { resourceType, name: 'read' as const, policy: policy as Policy<never> }
  declareInteraction({ ...interaction, ...(profile === undefined ? {} : { profile }) })
  fhirRoute({
    method: 'GET',
    path: `/${resourceType}/:id`,
    resourceType,
    interaction: 'read',
    policy: policy as Policy<never>,
    purpose: spec.purpose,
    answer: async ({ ctx, params, headers }) => {
      const resource = await read(ctx, params['id'] ?? '')
      if (isSameVersion(headers['if-none-match'], resource.meta.versionId)) {
        return { status: 304, headers: versionHeaders(resource) }
      }
      return resourceAnswer(200, resource)
    },
  })
  return { spec, read }
}

/** Work in a transaction of its own, after the caller's role and purpose have been looked at. A refusal is recorded before it is answered. */
export async function guarded<Tables, Result>(
  ctx: Context,
  policy: Policy<never>,
  work: (tx: Tx<Tables & CoreTables>) => Promise<Result>,
): Promise<Result> {
  try {
    if (!allowsRole(policy, ctx)) throw new NotAllowedError(policy.name)
    return await inTenant<Tables & CoreTables, Result>(ctx, work)
  } catch (error) {
    if (error instanceof NotAllowedError) await recordRefusal(ctx, policy.name, 'refused')
    throw error
  }
}

export const resourceAnswer = (status: number, resource: FhirResource): FhirAnswer => ({
  status,
  content: resource,
  headers: versionHeaders(resource),
})

const versionHeaders = ({ meta }: FhirResource) => ({
  etag: weakEtag(meta.versionId),
  'last-modified': httpDate(meta.lastUpdated),
})
