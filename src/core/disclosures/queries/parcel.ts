import { columnsOf } from '../../database/columns-of.ts'
import type { Reader } from '../../database/transaction.ts'
import { getOrganisation } from '../../tenancy/queries.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import type { Envelope } from '../disclosure.ts'
import { disclosureDataMap, type DisclosureTables } from '../tables.ts'

type Outbox = DisclosureTables['core.disclosure_outbox']

/** A row of the outbox as it is delivered. */
export interface Parcel {
  readonly envelope: Envelope
  readonly recipientId: string
  readonly subjectId: string
  readonly aboutId: string | null
  readonly purpose: Outbox['purpose']
  readonly basis: Outbox['basis']
  readonly ground: Outbox['ground']
  readonly fields: readonly string[]
  readonly sealed: Buffer
  /** Delivered, or stopped by a person: nothing is left to do. */
  readonly isSettled: boolean
}

export async function findParcel(
  db: Reader<DisclosureTables & TenancyTables>,
  tenantId: string,
  disclosureId: string,
): Promise<Parcel | undefined> {
  const row = await db
    .selectFrom('core.disclosure_outbox')
    .select(columnsOf(disclosureDataMap, 'core.disclosure_outbox'))
    .where('tenant_id', '=', tenantId)
    .where('disclosure_id', '=', disclosureId)
    .executeTakeFirst()
  if (!row) return undefined
  const { name, odsCode } = await getOrganisation(db, tenantId)
  return {
    envelope: { disclosureId, kind: row.kind, sender: { tenantId, name, odsCode }, sentAt: row.sent_at },
    recipientId: row.recipient_tenant_id,
    subjectId: row.subject_id,
    aboutId: row.about_id,
    purpose: row.purpose,
    basis: row.basis,
    ground: row.ground,
    fields: row.fields,
    sealed: row.sealed,
    isSettled: row.delivered_at !== null || row.stopped_at !== null,
  }
}
