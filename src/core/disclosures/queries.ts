import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import type { DisclosureTables } from './tables.ts'

/** An organisation that this one may send to. */
export interface Recipient {
  readonly recipientId: string
  readonly name: string
  readonly agreement: string
  readonly kinds: readonly string[]
  /** By which a patient’s GP practice is found on the register. */
  readonly odsCode: string | null
  readonly addedAt: Date
  readonly endedAt: Date | null
  readonly version: number
}

const COLUMNS = [
  'recipient_tenant_id as recipientId',
  'name',
  'agreement',
  'kinds',
  'ods_code as odsCode',
  'added_at as addedAt',
  'ended_at as endedAt',
  'version',
] as const

/** The register, those that have ended last. */
export async function listRecipients(db: Reader<DisclosureTables>, tenantId: string): Promise<readonly Recipient[]> {
  return await db
    .selectFrom('core.disclosure_recipient')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .execute()
}

/** Throws `NotFoundError` when the register has no such recipient. */
export async function getRecipient(db: Reader<DisclosureTables>, tenantId: string, id: string): Promise<Recipient> {
  const found = isUuid(id) ? await findRecipient(db, tenantId, id) : undefined
  if (!found) throw new NotFoundError('Recipient')
  return found
}

export async function findRecipient(
  db: Reader<DisclosureTables>,
  tenantId: string,
  id: string,
): Promise<Recipient | undefined> {
  return await db
    .selectFrom('core.disclosure_recipient')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('recipient_tenant_id', '=', id)
    .executeTakeFirst()
}

/** The recipient while its agreement runs; locked, so that nothing is sent after it was ended. */
export async function findRecipientToSend(
  db: Reader<DisclosureTables>,
  tenantId: string,
  id: string,
): Promise<Recipient | undefined> {
  return await db
    .selectFrom('core.disclosure_recipient')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('recipient_tenant_id', '=', id)
    .where('ended_at', 'is', null)
    .forShare()
    .executeTakeFirst()
}

/** The recipient with an ODS code that may be sent a kind of disclosure, while its agreement runs. */
export async function findRecipientByOdsCode(
  db: Reader<DisclosureTables>,
  tenantId: string,
  odsCode: string,
  kind: string,
): Promise<Recipient | undefined> {
  const rows = await db
    .selectFrom('core.disclosure_recipient')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('ods_code', '=', odsCode)
    .where('ended_at', 'is', null)
    .orderBy('added_at', 'desc')
    .execute()
  return rows.find(({ kinds }) => kinds.includes(kind))
}
