import { sql } from 'kysely'
import type { AuditTables } from '../../audit/tables.ts'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { addDays, type CivilDate } from '../../values/civil-date.ts'
import { instantOf } from '../../values/london-time.ts'
import { recordEvents } from './record-events.ts'

/** One time that a record was opened, changed or refused. */
export interface Opening {
  readonly eventId: string
  readonly at: Date
  readonly actorKind: AuditTables['core.audit_event']['actor_kind']
  readonly actorId: string
  /** Name of the member of staff; undefined for anyone else. */
  readonly name: string | undefined
  readonly roles: readonly string[]
  readonly purpose: string
  readonly action: string
  readonly outcome: AuditTables['core.audit_event']['outcome']
}

export interface OpeningRange {
  /** First and last day, in civil time. */
  readonly from?: CivilDate | undefined
  readonly to?: CivilDate | undefined
  readonly actorId?: string | undefined
  readonly page?: number
  /** At most 500. */
  readonly size?: number
}

export interface Openings {
  readonly openings: readonly Opening[]
  /** Exact up to 10,000. */
  readonly total: number
}

const MOST_COUNTED = 10_000

/** Who opened these records (all of one person: see `listRecordIds`), newest first. */
export async function whoOpened(
  tx: Reader<AuditTables & AccountTables>,
  by: Pick<Context, 'tenantId'>,
  recordIds: readonly string[],
  { from, to, actorId, page = 1, size = 50 }: OpeningRange,
): Promise<Openings> {
  const named = recordEvents(tx, by.tenantId)
    .where('subject.subject_id', '=', sql<string>`any(${recordIds}::uuid[])`)
    .$if(from !== undefined, (query) => query.where('subject.recorded_at', '>=', instantOf(from ?? '')))
    .$if(to !== undefined, (query) => query.where('subject.recorded_at', '<', instantOf(addDays(to ?? '', 1))))
    .$if(actorId !== undefined, (query) => query.where('event.actor_id', '=', actorId ?? ''))
  const counted = await tx
    .selectFrom(named.select('event.event_id').distinct().limit(MOST_COUNTED).as('counted'))
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await named
    .select([
      'event.event_id as eventId',
      'event.recorded_at as at',
      'event.actor_kind as actorKind',
      'event.actor_id as actorId',
      'account.name',
      'event.actor_roles as roles',
      'event.purpose',
      'event.action',
      'event.outcome',
    ])
    .distinct()
    .orderBy('event.recorded_at', 'desc')
    .orderBy('event.event_id', 'desc')
    .limit(Math.min(size, 500))
    .offset((page - 1) * size)
    .execute()
  return {
    openings: rows.map((row) => ({ ...row, name: row.name ?? undefined })),
    total: Number(counted.total),
  }
}

/** Everyone who appears in the trail of these records, by name, for a filter. At most 200. */
export async function listOpeners(
  tx: Reader<AuditTables & AccountTables>,
  by: Pick<Context, 'tenantId'>,
  recordIds: readonly string[],
): Promise<Pick<Opening, 'actorId' | 'actorKind' | 'name'>[]> {
  const rows = await recordEvents(tx, by.tenantId)
    .where('subject.subject_id', '=', sql<string>`any(${recordIds}::uuid[])`)
    .select(['event.actor_id as actorId', 'event.actor_kind as actorKind', 'account.name'])
    .distinct()
    .orderBy('account.name')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, name: row.name ?? undefined }))
}
