import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import type { ApiClient } from './api-client.ts'
import type { ApiClientTables } from './tables.ts'

const COLUMNS = [
  'client_id as clientId',
  'name',
  'purpose',
  'scopes',
  'rights',
  'created_by as createdBy',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'revoked_at as revokedAt',
] as const

/** Every system of the organisation, newest first. */
export async function listApiClients(db: Reader<ApiClientTables>, tenantId: string): Promise<ApiClient[]> {
  return await db
    .selectFrom('core.api_client')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute()
}

export async function getApiClient(
  db: Reader<ApiClientTables>,
  tenantId: string,
  clientId: string,
): Promise<ApiClient> {
  const client = await findApiClient(db, tenantId, clientId)
  if (!client) throw new NotFoundError('System')
  return client
}

export async function findApiClient(
  db: Reader<ApiClientTables>,
  tenantId: string,
  clientId: string,
): Promise<ApiClient | undefined> {
  if (!isUuid(clientId)) return undefined
  return await db
    .selectFrom('core.api_client')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
}

/** Names of systems by id, for the audit trail's "who". */
export async function apiClientNames(
  db: Reader<ApiClientTables>,
  tenantId: string,
  clientIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (clientIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('core.api_client')
    .select(['client_id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('client_id', 'in', [...clientIds])
    .execute()
  return new Map(rows.map(({ client_id: id, name }) => [id, name]))
}
