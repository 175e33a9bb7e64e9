import type { AuditTables } from '../../audit/tables.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'

/**
 * The audit trail by record, with the name of the member of staff who acted, to go on from: one row for each record that an
 * event names (`subject`, `event`, `account`).
 */
export const recordEvents = (tx: Reader<AuditTables & AccountTables>, tenantId: string) =>
  tx
    .selectFrom('core.audit_subject as subject')
    .innerJoin('core.audit_event as event', (join) =>
      join
        .onRef('event.tenant_id', '=', 'subject.tenant_id')
        .onRef('event.event_id', '=', 'subject.event_id')
        .onRef('event.recorded_at', '=', 'subject.recorded_at'),
    )
    .leftJoin('core.staff_account as account', (join) =>
      join.onRef('account.tenant_id', '=', 'event.tenant_id').onRef('account.account_id', '=', 'event.actor_id'),
    )
    .where('subject.tenant_id', '=', tenantId)
    .where('event.tenant_id', '=', tenantId)
