import { recordTogether } from '../audit/record-together.ts'
import { recordRefusal, type CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import { NotAllowedError, NotFoundError } from '../errors.ts'
import { allowsRole, enforce } from '../policy/enforce.ts'
import type { Policy } from '../policy/policy.ts'
import type { Purpose } from '../policy/purposes.ts'
import { httpDate, isSameVersion, weakEtag } from './etag.ts'
import { declareInteraction } from './interactions.ts'
import type { FhirResource } from './resource.ts'
import { type FhirAnswer, fhirRoute } from './serve.ts'
import { soughtIn } from '../sought.ts'

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
  /** Policy and data in one transaction; the resource is given out when the access event is durable. */
  readonly read: (ctx: Context, id: string) => Promise<FhirResource>
}

/** Declares `GET [base]/<type>/:id`. */
export function fhirRead<Tables, Subject>(spec: FhirReadSpec<Tables, Subject>): FhirRead {
  const { resourceType, policy, profile } = spec
  const read = (ctx: Context, id: string): Promise<FhirResource> =>
    viewing<Tables, FhirResource>(
      ctx,
      policy as Policy<never>,
      async (tx) => {
        const subject = await spec.load(tx, ctx, id)
        enforce(policy, ctx, subject)
        return { shown: spec.toResource(subject, ctx), subjects: spec.shows(subject) }
      },
      { resourceType, id },
    )
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

interface Viewed<Shown> {
  readonly shown: Shown
  /** The patients whose data it holds. */
  readonly subjects: readonly string[]
}

/**
 * Reads after the caller's role and purpose have been looked at, and gives out what is shown when the access event is durable:
 * it shares its commit with others. A refusal is recorded before it is answered.
 */
export async function viewing<Tables, Shown>(
  ctx: Context,
  policy: Policy<never>,
  work: (tx: Reader<Tables & CoreTables>) => Promise<Viewed<Shown>>,
  asked?: Asked,
): Promise<Shown> {
  const { shown, subjects } = await guarded(ctx, policy, work, asked)
  await recordTogether(ctx, [{ action: `${policy.name}.viewed`, outcome: 'viewed', subjects }])
  return shown
}

/** What was asked for by its address. */
interface Asked {
  readonly resourceType: string
  readonly id: string
}

/** Reads for those whose role may. Who is refused, or asks for what is not there, stands in the trail with what they asked for. */
export async function guarded<Tables, Output>(
  ctx: Context,
  policy: Policy<never>,
  work: (tx: Reader<Tables & CoreTables>) => Promise<Output>,
  asked?: Asked,
): Promise<Output> {
  try {
    if (!allowsRole(policy, ctx)) throw new NotAllowedError(policy.name)
    return await readInTenant<Tables & CoreTables, Output>(ctx, work)
  } catch (error) {
    const entity =
      asked && soughtIn({ [`${asked.resourceType[0]?.toLowerCase()}${asked.resourceType.slice(1)}Id`]: asked.id })
    if (error instanceof NotAllowedError) await recordRefusal(ctx, policy.name, 'refused', { entity })
    if (error instanceof NotFoundError && entity) await recordRefusal(ctx, policy.name, 'failed', { entity })
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
