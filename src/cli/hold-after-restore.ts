import type { Client } from 'pg'
import { TRIES } from '../core/disclosures/disclosure.ts'
import { DEAD_QUEUE } from '../core/jobs/dead-queue.ts'

/** What a restore held back, because the old system may have done it after the backup was made. */
export interface Held {
  jobs: number
  emails: number
  texts: number
  disclosures: number
}

/**
 * What must not survive a restore, told to the database before anyone can open it. Whoever was signed in has to sign in
 * again; links that let someone in are void; nothing that waits to be sent is sent by itself; and every audit event belongs
 * to the transaction that brought it here, since transaction numbers of the old server mean nothing on this one.
 */
export async function holdAfterRestore(client: Client): Promise<Held> {
  // An owner who is no superuser is under row-level security too. The restore refused filtered rows until here; now they
  // are taken one organisation after the other.
  await client.query('set local row_security = on')
  for (const table of WAYS_IN) if (await exists(client, table)) await client.query(`delete from ${table}`)
  const held: Held = { jobs: await holdJobs(client), emails: 0, texts: 0, disclosures: 0 }
  const { rows } = await client.query<{ tenant_id: string }>('select tenant_id from core.tenant')
  for (const { tenant_id: tenantId } of rows) {
    await client.query(`set local app.tenant_id = '${tenantId}'`)
    held.emails += await holdMessages(client, 'core.outgoing_email', tenantId)
    held.texts += await holdMessages(client, 'core.outgoing_text', tenantId)
    held.disclosures += await holdDisclosures(client, tenantId)
    await renumberEvents(client, tenantId)
  }
  return held
}

/** What is in the audit log already comes before every transaction of this server, and the rest with this one. */
async function renumberEvents(client: Client, tenantId: string): Promise<void> {
  if (!(await exists(client, 'core.audit_leaf'))) {
    await client.query('update core.audit_event set xid = pg_current_xact_id() where tenant_id = $1', [tenantId])
    return
  }
  await client.query(
    `update core.audit_event e set xid = case when exists (
       select from core.audit_leaf l where l.tenant_id = e.tenant_id and l.event_id = e.event_id
     ) then '0'::xid8 else pg_current_xact_id() end where tenant_id = $1`,
    [tenantId],
  )
  await client.query(`update core.audit_log set last_xid = '1' where tenant_id = $1`, [tenantId])
}

/** Sessions, links, patients' codes and half-finished sign-ins. One that was used after the backup would otherwise open the door again. */
const WAYS_IN = [
  'core.session',
  'core.sign_in_link',
  'core.sign_in_step',
  'core.patient_sign_in_step',
  'core.activation_lookup',
] as const

/** The backup may be older than a table, or than a column of it. */
async function exists(client: Client, table: string, column?: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select from pg_attribute
                     where attrelid = to_regclass($1) and (attname = $2 or $2::text is null)) as found`,
    [table, column ?? null],
  )
  return rows[0]?.found === true
}

/** A message that waited may have gone out since: it is not sent again by itself, and says that nobody knows. */
async function holdMessages(client: Client, table: 'core.outgoing_email' | 'core.outgoing_text', tenantId: string) {
  if (!(await exists(client, table))) return 0
  const { rowCount } = await client.query(
    `update ${table} set state = 'delivery-not-confirmed', problem = 'restored', sealed = null, settled_at = now()
      where tenant_id = $1 and state in ('queued', 'sending')`,
    [tenantId],
  )
  return rowCount ?? 0
}

/**
 * What was on its way between organisations has lost its job, so it must not say that it is on its way. It stands as not
 * delivered, where somebody sends it again or stops it; the recipient takes it once, however often it is sent.
 */
async function holdDisclosures(client: Client, tenantId: string): Promise<number> {
  let held = 0
  for (const [table, isOpen] of OPEN_DISCLOSURES) {
    if (!(await exists(client, table))) continue
    const { rowCount } = await client.query(
      `update ${table} set attempts = greatest(attempts, $2), problem = 'Held after a restore'
        where tenant_id = $1 and ${isOpen}`,
      [tenantId, TRIES],
    )
    held += rowCount ?? 0
  }
  // The old system may have delivered it after the backup was made.
  if (await exists(client, 'core.disclosure_outbox', 'handed_over_at'))
    await client.query(
      `update core.disclosure_outbox set handed_over_at = now()
        where tenant_id = $1 and delivered_at is null and stopped_at is null`,
      [tenantId],
    )
  return held
}

const OPEN_DISCLOSURES = [
  ['core.disclosure_outbox', 'delivered_at is null and stopped_at is null'],
  ['core.disclosure_inbox', 'applied_at is null and superseded_at is null'],
] as const

/** Waiting jobs go to the page of failed jobs, where a person decides. Ticks of the timetable come again by themselves. */
async function holdJobs(client: Client): Promise<number> {
  if (!(await exists(client, 'pgboss.job'))) return 0
  const { rowCount } = await client.query(
    `with waiting as (
       delete from pgboss.job where name <> $1 and state in ('created', 'retry', 'active') returning *
     )
     insert into pgboss.job (name, priority, data, retry_limit, start_after, created_on, keep_until, deletion_seconds,
                             expire_seconds, source_name, source_id, source_created_on, source_retry_count, source_output)
     select $1, w.priority, w.data, 0, now(), now(), now() + q.retention_seconds * interval '1 second', q.deletion_seconds,
            q.expire_seconds, w.name, w.id, w.created_on, w.retry_count, '{"message": "Held after a restore"}'
       from waiting w join pgboss.queue q on q.name = $1
      where w.data ? 'tenantId'`,
    [DEAD_QUEUE],
  )
  return rowCount ?? 0
}
