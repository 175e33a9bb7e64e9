import { asTx } from '../database/any-transaction.ts'
import { measure } from '../observability/measure.ts'
import { findLag } from './queries.ts'
import type { LedgerTables } from './tables.ts'

measure({
  name: 'troth_audit_events_waiting',
  help: 'Audit events that are committed and not yet in the signed log, up to 100,000 an organisation.',
  told: 'sum',
  async readIn(tx, { tenantId }) {
    const { events } = await findLag(asTx<LedgerTables>(tx), tenantId)
    return [{ value: events }]
  },
})

measure({
  name: 'troth_audit_lag_seconds',
  help: 'How long the audit event that waits longest has waited for the signed log. Minutes mean that no worker keeps it.',
  told: 'most',
  async readIn(tx, { tenantId }) {
    const { seconds } = await findLag(asTx<LedgerTables>(tx), tenantId)
    return [{ value: seconds }]
  },
})
