import { command } from '../command.ts'
import { CONFIRM_MINUTES } from '../identity/accounts/paths.ts'
import { requireRecentConfirmation } from '../identity/sessions/confirmation.ts'
import { newUuid } from '../values/uuid.ts'
import { apiClientState, type ApiClient, type ApiPurpose, type ApiRight, type ApiScope } from './api-client.ts'
import { forgetApiClient } from './find-caller.ts'
import * as policy from './policy.ts'
import { getApiClient } from './queries.ts'
import type { ApiClientTables } from './tables.ts'

export interface NewApiClient {
  readonly name: string
  readonly purpose: ApiPurpose
  readonly scopes: readonly ApiScope[]
  readonly rights: readonly ApiRight[]
  readonly days: number
  /** The hash of the token, in hexadecimal. The token itself never reaches a command, whose answers are stored. */
  readonly tokenHash: string
}

/** Lets a system in. Make its token with `apiToken`, and show it once. */
export const createApiClient = command<ApiClientTables, NewApiClient, undefined, { readonly clientId: string }>({
  action: 'core.api-client.created',
  policy: policy.createApiClient,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, input, note) {
    if (ctx.actor.kind === 'staff') requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    const now = ctx.clock.now()
    const clientId = newUuid(now)
    const expiresAt = new Date(now.getTime() + input.days * 86_400_000)
    const { name, purpose, scopes, rights } = input
    await tx
      .insertInto('core.api_client')
      .values({
        tenant_id: ctx.tenantId,
        client_id: clientId,
        name,
        purpose,
        scopes: [...scopes],
        rights: [...rights],
        created_by: ctx.actor.id,
        created_at: now,
        expires_at: expiresAt,
        revoked_by: null,
        revoked_at: null,
      })
      .execute()
    await tx
      .insertInto('core.api_client_token')
      .values({
        token_hash: Buffer.from(input.tokenHash, 'hex'),
        tenant_id: ctx.tenantId,
        client_id: clientId,
        expires_at: expiresAt,
        revoked_at: null,
      })
      .execute()
    note.entity = { type: 'api-client', id: clientId }
    note.values = { new: { name, purpose, scopes: [...scopes], rights: [...rights], days: input.days } }
    return { clientId }
  },
})

/** Shuts a system out, in every process within a second of the commit. */
export const stopApiClient = command<ApiClientTables, { clientId: string }, ApiClient, 'already-stopped' | undefined>({
  action: 'core.api-client.stopped',
  policy: policy.stopApiClient,
  load: (tx, { clientId }, ctx) => getApiClient(tx, ctx.tenantId, clientId),
  subjects: () => [],
  async run(tx, ctx, client, { clientId }, note) {
    note.entity = { type: 'api-client', id: clientId }
    const now = ctx.clock.now()
    if (apiClientState(client, now) === 'stopped') {
      note.outcome = 'refused'
      return 'already-stopped'
    }
    await tx
      .updateTable('core.api_client')
      .set({ revoked_at: now, revoked_by: ctx.actor.id })
      .where('tenant_id', '=', ctx.tenantId)
      .where('client_id', '=', clientId)
      .execute()
    await tx
      .updateTable('core.api_client_token')
      .set({ revoked_at: now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('client_id', '=', clientId)
      .execute()
    forgetApiClient(ctx, clientId)
    return undefined
  },
})
