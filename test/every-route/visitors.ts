import type { FastifyInstance } from 'fastify'
import { inTenant, onPlatform } from '../../src/core/database/in-tenant.ts'
import { COOKIES } from '../../src/core/http/cookies.ts'
import { csrfTokenFor } from '../../src/core/http/csrf.ts'
import type { FindSignedIn, SignedIn } from '../../src/core/http/sign-in-state.ts'
import type { AccountTables } from '../../src/core/identity/accounts/tables.ts'
import { startSession } from '../../src/core/identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../../src/core/identity/sessions/session.ts'
import type { SessionTables } from '../../src/core/identity/sessions/tables.ts'
import type { Role } from '../../src/core/policy/roles.ts'
import { newUuid } from '../../src/core/values/uuid.ts'
import type { DeclaredRoute } from '../routes/declared-routes.ts'
import type { TestPlatform } from '../support/test-platform.ts'

/** Somebody who asks for an address: a role of an organisation, or a guest. */
export interface Visitor {
  readonly role: Role | 'guest'
  readonly tenantId: string
  readonly patientId?: string
}

const GUEST = 'g'.repeat(43)
const people = new Map<string, SignedIn>()
export const findVisitor: FindSignedIn = (_platform, session) => Promise.resolve(people.get(session.accountId))

export interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string | undefined
}

/** Asks for an address with a session of its own, so that signing out of one does not end another. Forms are sent empty. */
export async function ask(
  test: TestPlatform,
  app: FastifyInstance,
  visitor: Visitor,
  { method, tenancy }: Pick<DeclaredRoute, 'method' | 'tenancy'>,
  url: string,
  { csrf = true } = {},
): Promise<Answer> {
  const session = visitor.role === 'guest' ? undefined : await signIn(test, visitor, visitor.role)
  const cookies = { [COOKIES.guest.name]: GUEST, ...(session ? { [COOKIES.session.name]: session.token } : {}) }
  // Forms that need no sign-in are bound to the browser's guest cookie, whoever is signed in.
  const boundTo = tenancy === 'address' || tenancy === 'none' ? GUEST : (session?.sessionId ?? GUEST)
  const form = new URLSearchParams({ _idempotency: newUuid(new Date()) })
  if (csrf) form.set('_csrf', csrfTokenFor(test.platform.keys, boundTo))
  const response = await app.inject({
    method,
    url,
    cookies,
    payloadAsStream: true,
    ...(method === 'GET'
      ? {}
      : { payload: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  })
  const isEndless = String(response.headers['content-type']).startsWith('text/event-stream')
  const stream = response.stream()
  let body = ''
  if (!isEndless) for await (const part of stream) body += String(part)
  stream.destroy()
  const { location } = response.headers
  return { status: response.statusCode, body, location: typeof location === 'string' ? location : undefined }
}

/** A new session of the visitor's account, which is made on its first visit. */
async function signIn(test: TestPlatform, visitor: Visitor, role: Role): Promise<{ token: string; sessionId: string }> {
  const { tenantId, patientId } = visitor
  const kind = role === 'patient' ? 'patient' : 'staff'
  const accountId = accounts.get(`${tenantId} ${role}`) ?? (await makeAccount(test, tenantId, role))
  accounts.set(`${tenantId} ${role}`, accountId)
  people.set(accountId, {
    actor: { kind, id: accountId, roles: [role], rights: [], ...(patientId === undefined ? {} : { patientId }) },
    name: 'Amina Khan',
    roleName: role,
    limits: SESSION_LIMITS[kind],
  })
  const who = { tenantId, accountId, accountKind: kind } as const
  return await onPlatform<SessionTables, { token: string; sessionId: string }>(test.platform, (tx) =>
    startSession(tx, test.platform.clock, who, SESSION_LIMITS[kind]),
  )
}

const accounts = new Map<string, string>()

/** Straight into the table: the real way asks for professional registrations, which are not what is tried here. */
async function makeAccount(test: TestPlatform, tenantId: string, role: Role): Promise<string> {
  const accountId = newUuid(new Date())
  if (role === 'patient') return accountId
  const email = `${role}@${tenantId}.example`
  await inTenant<AccountTables, unknown>({ db: test.platform.db, tenantId }, (tx) =>
    tx
      .insertInto('core.staff_account')
      .values({
        tenant_id: tenantId,
        account_id: accountId,
        name: 'Amina Khan',
        email,
        email_key: email,
        status: 'active',
        joined_at: test.platform.clock.now(),
        left_at: null,
      })
      .execute(),
  )
  return accountId
}
