import { Client, type ClientConfig } from 'pg'
import { onPlatform } from '../../src/core/database/in-tenant.ts'
import type { Platform } from '../../src/core/context.ts'
import { COOKIES } from '../../src/core/http/cookies.ts'
import { startSession } from '../../src/core/identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../../src/core/identity/sessions/session.ts'
import type { SessionTables } from '../../src/core/identity/sessions/tables.ts'

/** Someone of the demonstration, signed in: what a browser's cookie jar is given. */
export interface SeededVisitor {
  readonly who: string
  readonly token: string
}

/** A session for every seeded member of staff of an organisation and for one of its patients, by role. */
export async function seededVisitors(
  platform: Platform,
  owner: ClientConfig,
  tenantId: string,
): Promise<SeededVisitor[]> {
  const client = new Client(owner)
  await client.connect()
  const staff = await client.query<{ id: string; who: string }>(
    `select account_id as id, split_part(email, '@', 1) as who from core.staff_account where tenant_id = $1 order by email`,
    [tenantId],
  )
  const patients = await client.query<{ id: string; who: string }>(
    `select account_id as id, 'patient' as who from core.patient_account where tenant_id = $1 order by account_id limit 1`,
    [tenantId],
  )
  await client.end()
  const visitors: SeededVisitor[] = []
  for (const { id, who } of [...staff.rows, ...patients.rows]) {
    const accountKind = who === 'patient' ? 'patient' : 'staff'
    const account = { tenantId, accountId: id, accountKind } as const
    const { token } = await onPlatform<SessionTables, { token: string }>(platform, (tx) =>
      startSession(tx, platform.clock, account, SESSION_LIMITS[accountKind]),
    )
    visitors.push({ who, token })
  }
  return visitors
}

/** The cookie of a session, as a browser's jar takes it. */
export const sessionCookie = (origin: string, token: string) => ({
  name: COOKIES.session.name,
  value: token,
  url: origin.replace('http:', 'https:'),
  httpOnly: true,
  secure: true,
  sameSite: 'Lax' as const,
})
