import type { FastifyRequest } from 'fastify'
import type { Context, Platform, Visitor } from '../context.ts'
import { platformReader } from '../database/platform-reader.ts'
import { findSession } from '../identity/sessions/queries.ts'
import { keepSession } from '../identity/sessions/commands.ts'
import { whyEnded, type Session } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { hashToken } from '../identity/sessions/token.ts'
import type { Purpose } from '../policy/purposes.ts'
import type { Tx } from '../database/transaction.ts'
import { COOKIES } from './cookies.ts'
import { countForAccount } from './rate-limits.ts'
import type { FindSignedIn, SignedIn } from './sign-in-state.ts'

/** What a request's session cookie amounts to. */
export type SignInState =
  | { readonly state: 'signed-in'; readonly session: Session; readonly person: SignedIn }
  /** There was a session: what was typed can be kept for its account. */
  | { readonly state: 'ended'; readonly session: Session }
  | { readonly state: 'guest' }

/** Looks up the session and the account behind it, afresh for every request, so that leaving takes effect at once. */
export async function signInState(
  platform: Platform,
  find: FindSignedIn,
  request: FastifyRequest,
): Promise<SignInState> {
  const found = await sessionOf(platform, request)
  if (!('token' in found)) return found
  const signIn = await personOf(platform, find, found)
  if (signIn.state === 'signed-in') await stayedSignedIn(platform, found)
  return signIn
}

/** A live session whose account has still to be looked up. */
export interface LiveSession {
  readonly session: Session
  readonly token: string
}

/** What the cookie says by itself. */
export async function sessionOf(
  platform: Platform,
  request: FastifyRequest,
): Promise<LiveSession | Exclude<SignInState, { state: 'signed-in' }>> {
  const token = request.cookies[COOKIES.session.name]
  if (!token) return { state: 'guest' }
  const session = await findSession(platformReader<SessionTables>(platform), token)
  if (!session) return { state: 'guest' }
  if (whyEnded(session, platform.clock.now())) return { state: 'ended', session }
  await countForAccount(request, session)
  return { session, token }
}

/** Who is behind a live session; an account that has left or been locked ends it. */
export async function personOf(
  platform: Platform,
  find: FindSignedIn,
  { session }: LiveSession,
): Promise<Exclude<SignInState, { state: 'guest' }>> {
  const person = await find(platform, session)
  if (!person) return { state: 'ended', session }
  return { state: 'signed-in', session, person }
}

/** Notes that the person is still there. */
export async function stayedSignedIn(platform: Platform, { session }: LiveSession): Promise<void> {
  await keepSession(platform.db as unknown as Tx<SessionTables>, platform.clock, session)
}

/** The context of someone signed in. */
export function signedInContext(
  platform: Platform,
  { session, person }: { session: Session; person: SignedIn },
  purpose: Purpose,
  request: FastifyRequest,
  idempotencyKey?: string,
): Context {
  return {
    ...platform,
    tenantId: session.tenantId,
    actor: person.actor,
    purpose,
    requestId: request.id,
    sessionId: session.sessionId,
    ...(session.confirmedAt === null ? {} : { confirmedAt: session.confirmedAt }),
    visitor: visitorOf(request),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  }
}

/** Someone who is not signed in. `tenantId` is the organisation named in the address, or the null tenant. */
export function publicContext(
  platform: Platform,
  tenantId: string,
  purpose: Purpose,
  request: FastifyRequest,
  idempotencyKey?: string,
): Context {
  return {
    ...platform,
    tenantId,
    actor: { kind: 'public', id: PUBLIC_ACTOR_ID, roles: ['public'], rights: [] },
    purpose,
    requestId: request.id,
    visitor: visitorOf(request),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  }
}

function visitorOf(request: FastifyRequest): Visitor {
  const token = request.cookies[COOKIES.session.name]
  const browser = request.cookies[COOKIES.browser.name]
  return {
    address: request.ip,
    ...(token ? { tokenHash: hashToken(token) } : {}),
    ...(browser ? { browserHash: hashToken(browser) } : {}),
  }
}

/** Appears in the audit trail for someone who has not signed in. */
export const PUBLIC_ACTOR_ID = '00000000-0000-4000-8000-000000000002'
export { NO_TENANT } from '../context.ts'
