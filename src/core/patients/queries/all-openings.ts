import type { AuditTables } from '../../audit/tables.ts'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { addDays } from '../../values/civil-date.ts'
import { instantOf } from '../../values/london-time.ts'
import { recordEvents } from './record-events.ts'
import type { Opening, OpeningRange } from './who-opened.ts'

/** One record in one line of the trail: a list that showed ten people is ten of these. */
export interface RecordOpening extends Opening {
  readonly recordId: string
}

export interface AllOpeningsRange extends Omit<OpeningRange, 'size'> {
  /** Leaves out what this person did under these names. */
  readonly without?: { readonly actorId: string; readonly actions: readonly string[] } | undefined
  readonly size: number
}

const MOST_COUNTED = 10_000

/** Whose records were opened, changed or refused in the whole organisation, newest first. The total is exact up to 10,000. */
export async function listAllOpenings(
  tx: Reader<AuditTables & AccountTables>,
  by: Pick<Context, 'tenantId'>,
  { from, to, actorId, without, page = 1, size }: AllOpeningsRange,
): Promise<{ readonly openings: readonly RecordOpening[]; readonly total: number }> {
  const named = recordEvents(tx, by.tenantId)
    // Said of both, so that either table's index by time can lead.
    .$if(from !== undefined, (query) => {
      const start = instantOf(from ?? '')
      return query.where('subject.recorded_at', '>=', start).where('event.recorded_at', '>=', start)
    })
    .$if(to !== undefined, (query) => {
      const end = instantOf(addDays(to ?? '', 1))
      return query.where('subject.recorded_at', '<', end).where('event.recorded_at', '<', end)
    })
    .$if(actorId !== undefined, (query) => query.where('event.actor_id', '=', actorId ?? ''))
    .$if(without !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('event.actor_id', '!=', without?.actorId ?? ''),
          eb('event.action', 'not in', without?.actions ?? ['']),
        ]),
      ),
    )
  const { total } = await tx
    .selectFrom(named.select('event.event_id').limit(MOST_COUNTED).as('counted'))
    .select((expression) => expression.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await named
    .select([
      'subject.subject_id as recordId',
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
    .orderBy('subject.recorded_at', 'desc')
    .orderBy('subject.event_id', 'desc')
    .orderBy('subject.subject_id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { openings: rows.map((row) => ({ ...row, name: row.name ?? undefined })), total: Number(total) }
}

/** A member of staff, to choose from; those who have left too. */
export interface StaffName {
  readonly accountId: string
  readonly name: string
  readonly hasLeft: boolean
}

/** Everyone who works or worked here, by name: at most 2,000, and `chosen` in any case. */
export async function listStaffNames(
  tx: Reader<AccountTables>,
  by: Pick<Context, 'tenantId'>,
  chosen: string | undefined,
): Promise<readonly StaffName[]> {
  const names = tx
    .selectFrom('core.staff_account')
    .select(['account_id as accountId', 'name', 'status'])
    .where('tenant_id', '=', by.tenantId)
  const listed = await names.orderBy('name').orderBy('account_id').limit(2_000).execute()
  const isListed = chosen === undefined || listed.some(({ accountId }) => accountId === chosen)
  const rows = isListed ? listed : [...(await names.where('account_id', '=', chosen).execute()), ...listed]
  return rows.map(({ accountId, name, status }) => ({ accountId, name, hasLeft: status === 'left' }))
}
