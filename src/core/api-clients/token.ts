import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'

/** So that tools that look for leaked secrets recognise one. */
const PREFIX = 'troth_'

/**
 * A new token for a system: 256 bits. With an idempotency key, the form that was sent twice makes the same token twice, so
 * that the page shown last is the one that holds the working token.
 */
export function apiToken(ctx: Pick<Context, 'keys' | 'tenantId' | 'actor' | 'idempotencyKey'>): string {
  const { keys, tenantId, actor, idempotencyKey } = ctx
  const bytes =
    idempotencyKey === undefined
      ? randomBytes(32)
      : keys.blindIndex('api-client-token', `${tenantId}|${actor.id}|${idempotencyKey}`)
  return `${PREFIX}${bytes.toString('base64url')}`
}

/** What is stored in place of a token. */
export const apiTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Whether a text has the form of a token, before anything is looked up. */
export const isApiToken = (text: string): boolean => /^troth_[\w-]{43}$/.test(text)
