import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../src/core/clock.ts'
import type { Context, Platform } from '../../src/core/context.ts'
import { inTenant } from '../../src/core/database/in-tenant.ts'
import type { Tx } from '../../src/core/database/transaction.ts'
import { openFor } from '../../src/core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../src/core/encryption/tables.ts'
import { findSignedIn } from '../../src/core/identity/accounts/find-signed-in.ts'
import { buildServer, type ServerOptions } from '../../src/core/http/server.ts'
import type { NotificationTables } from '../../src/core/notifications/tables.ts'
import { civilDateOf } from '../../src/core/values/london-time.ts'
import type { AuditTables } from '../../src/core/audit/tables.ts'

/** A clock that a test moves. */
export interface MovingClock extends Clock {
  forward(seconds: number): void
}

export function movingClock(start: string): MovingClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    today: () => civilDateOf(new Date(now)),
    forward(seconds) {
      now += seconds * 1000
    },
  }
}

/** The web side of a test's platform. */
export const serverOf = (platform: Platform, over: Partial<ServerOptions> = {}): Promise<FastifyInstance> =>
  buildServer(platform, {
    findSignedIn,
    demonstration: platform.demonstration === true,
    publicUrl: 'http://localhost',
    rateLimits: false,
    ...over,
  })

/** What has happened in an organisation, oldest first. */
export const auditOf = (ctx: Pick<Context, 'db' | 'tenantId'>) =>
  inTenant<AuditTables, { action: string; outcome: string; actor_id: string; entity_id: string | null }[]>(ctx, (tx) =>
    tx
      .selectFrom('core.audit_event')
      .select(['action', 'outcome', 'actor_id', 'entity_id'])
      .where('tenant_id', '=', ctx.tenantId)
      .orderBy('xid')
      .execute(),
  )

/** The texts of the e-mails that wait to be sent, oldest first. */
export async function emailsOf(ctx: Context): Promise<{ accountId: string | null; subject: string; text: string }[]> {
  return await inTenant<
    NotificationTables & EncryptionTables,
    { accountId: string | null; subject: string; text: string }[]
  >(ctx, async (tx) => {
    const rows = await tx
      .selectFrom('core.outgoing_email')
      .select(['email_id', 'account_id', 'subject_id', 'sealed'])
      .where('tenant_id', '=', ctx.tenantId)
      // The clock of a test may stand still; rows lie in the order in which they were added.
      .orderBy(sql`ctid`)
      .execute()
    return await Promise.all(
      rows.map(async (row) => {
        const place = { table: 'core.outgoing_email', column: 'sealed', rowId: row.email_id }
        const subject = { subjectId: row.subject_id, class: 'message-body' as const }
        const text = await openFor(tx as unknown as Tx<EncryptionTables>, ctx, subject, place, row.sealed as Buffer)
        return { accountId: row.account_id, ...(JSON.parse(text ?? '{}') as { subject: string; text: string }) }
      }),
    )
  })
}

/** The path of the link in an e-mail. */
export const linkIn = (text: string): string => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? 'http://none/none').pathname
