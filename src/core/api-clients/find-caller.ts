import type { Context, Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import { apiClientState, type ApiClient } from './api-client.ts'
import { findApiClient } from './queries.ts'
import type { ApiClientTables } from './tables.ts'
import { apiTokenHash, isApiToken } from './token.ts'

/** A system whose token works. */
export interface Caller {
  readonly tenantId: string
  readonly client: ApiClient
}

/** How long a token that worked is taken on trust, in milliseconds: a system that is stopped is out within this time. */
export const TRUST_MILLISECONDS = 1_000
const MOST_REMEMBERED = 10_000

// Real time, not the clock of the platform: a test's clock stands still, and trust must end all the same.
const remembered = new WeakMap<Platform['keys'], Map<string, { until: number; caller: Caller }>>()

/** Finds the system behind a token; `undefined` when there is none, or it has ended or been stopped. */
export async function findCaller(platform: Platform, token: string): Promise<Caller | undefined> {
  if (!isApiToken(token)) return undefined
  const hash = apiTokenHash(token)
  const known = rememberedBy(platform)
  const entry = known.get(hash)
  if (entry && entry.until > performance.now() && isLive(entry.caller, platform)) return entry.caller
  const caller = await lookUp(platform, hash)
  if (caller && isLive(caller, platform)) {
    if (known.size >= MOST_REMEMBERED) known.clear()
    known.set(hash, { until: performance.now() + TRUST_MILLISECONDS, caller })
    return caller
  }
  known.delete(hash)
  return undefined
}

/** Whether this token worked here not long ago: it is still looked up when its address has sent many wrong ones. */
export const hasWorked = (platform: Platform, token: string): boolean => rememberedBy(platform).has(apiTokenHash(token))

/** Ends the trust in a system's token in this process at once. */
export function forgetApiClient(platform: Pick<Platform, 'keys'>, clientId: string): void {
  const known = remembered.get(platform.keys)
  for (const [hash, { caller }] of known ?? []) if (caller.client.clientId === clientId) known?.delete(hash)
}

/** The context in which a system acts. */
export function callerContext(
  platform: Platform,
  { tenantId, client }: Caller,
  requestId: string,
  idempotencyKey?: string,
): Context {
  return {
    ...platform,
    tenantId,
    actor: { kind: 'api-client', id: client.clientId, roles: ['api-client'], rights: client.rights },
    purpose: client.purpose,
    requestId,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  }
}

function rememberedBy(platform: Platform) {
  const known = remembered.get(platform.keys) ?? new Map<string, { until: number; caller: Caller }>()
  remembered.set(platform.keys, known)
  return known
}

const isLive = ({ client }: Caller, platform: Platform): boolean =>
  apiClientState(client, platform.clock.now()) === 'live'

async function lookUp(platform: Platform, hash: string): Promise<Caller | undefined> {
  const row = await platformReader<ApiClientTables & TenantOf>(platform)
    .selectFrom('core.api_client_token as token')
    .innerJoin('core.tenant as tenant', 'tenant.tenant_id', 'token.tenant_id')
    .select(['token.tenant_id', 'token.client_id'])
    .where('token.token_hash', '=', Buffer.from(hash, 'hex'))
    .where('token.revoked_at', 'is', null)
    .where('tenant.closed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { tenant_id: tenantId, client_id: clientId } = row
  const client = await readInTenant<ApiClientTables, ApiClient | undefined>({ db: platform.db, tenantId }, (tx) =>
    findApiClient(tx, tenantId, clientId),
  )
  return client && { tenantId, client }
}

interface TenantOf {
  'core.tenant': { tenant_id: string; closed_at: Date | null }
}
