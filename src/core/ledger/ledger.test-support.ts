import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { TestPlatform } from '../../../test/support/test-platform.ts'
import { recordMany, type AuditWriter } from '../audit/record.ts'
import { inTenant } from '../database/in-tenant.ts'
import { createOrganisation } from '../tenancy/create-organisation.ts'
import { catchUp } from './sequencer.ts'
import { findLog, type LogHead } from './open-log.ts'
import { eventsWaiting } from './verify/events-outside.ts'

export const PATIENTS = ['aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaa1', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaa2']

/** An organisation with events of several kinds, one transaction each. */
export async function organisationWithEvents(test: TestPlatform, slug: string, events: number): Promise<string> {
  const tenantId = await createOrganisation(test.platform, { slug, name: slug, kind: 'nhs-trust' })
  for (let at = 0; at < events; at += 1) await writeEvents(test, tenantId, 1, at)
  return tenantId
}

/** Events of one transaction; every second with sealed values, every third about two patients. */
export async function writeEvents(test: TestPlatform, tenantId: string, count: number, from = 0): Promise<void> {
  const by = { ...test.as(['nurse']), tenantId }
  await inTenant({ db: test.platform.db, tenantId }, (tx: AuditWriter) =>
    recordMany(
      tx,
      by,
      Array.from({ length: count }, (_none, at) => ({
        action: `test.thing.done`,
        outcome: 'done' as const,
        entity: { type: 'thing', id: by.requestId },
        subjects: (from + at) % 3 === 0 ? PATIENTS : [],
        ...((from + at) % 2 === 0 ? { values: { number: from + at } } : {}),
      })),
    ),
  )
}

/** Everything that is committed is in the log. Another test's transaction on the same server may hold it up for a moment. */
export async function everythingLogged(test: TestPlatform, tenantId: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    await catchUp(test.platform, tenantId)
    const log = (await inTenant({ db: test.platform.db, tenantId }, (tx) => findLog(tx as never, tenantId))) as LogHead
    if ((await eventsWaiting(test.platform, tenantId, log?.last)) === 0) return
    if (tries > 300) throw new Error('The log does not come to its end')
    await sleep(100)
  }
}

/** What somebody does who has the database and not the keys. */
export async function asOwner(test: TestPlatform, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client(test.connections.owner)
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
