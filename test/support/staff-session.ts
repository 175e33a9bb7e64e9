import { onPlatform } from '../../src/core/database/in-tenant.ts'
import { COOKIES } from '../../src/core/http/cookies.ts'
import type { FindSignedIn, SignedIn } from '../../src/core/http/sign-in-state.ts'
import { startSession } from '../../src/core/identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../../src/core/identity/sessions/session.ts'
import type { SessionTables } from '../../src/core/identity/sessions/tables.ts'
import type { NamedRight, Role } from '../../src/core/policy/roles.ts'
import type { TestPlatform } from './test-platform.ts'

/** A member of staff that exists for one test: a real session, with roles the test chooses. */
export interface StaffOfTest {
  readonly accountId: string
  readonly tenantId: string
  readonly cookies: Record<string, string>
  readonly sessionId: string
}

const people = new Map<string, SignedIn>()

/** Signs someone in without going through the sign-in pages. Use with `findSignedInOfTest`. */
export async function signInForTest(
  test: TestPlatform,
  accountId: string,
  roles: readonly Role[],
  { rights = [], tenantId = test.tenantId }: { rights?: readonly NamedRight[]; tenantId?: string } = {},
): Promise<StaffOfTest> {
  const { token, sessionId } = await onPlatform<SessionTables, { token: string; sessionId: string }>(
    test.platform,
    (tx) => startSession(tx, test.platform.clock, { tenantId, accountId, accountKind: 'staff' }, SESSION_LIMITS.staff),
  )
  people.set(accountId, {
    actor: { kind: 'staff', id: accountId, roles, rights },
    name: 'Amina Khan',
    roleName: roles.join(', '),
    limits: SESSION_LIMITS.staff,
  })
  return { accountId, tenantId, sessionId, cookies: { [COOKIES.session.name]: token } }
}

export const findSignedInOfTest: FindSignedIn = (_platform, session) => Promise.resolve(people.get(session.accountId))
