import type { Tx } from '../../database/transaction.ts'
import type { DisclosureTables } from '../tables.ts'

/** A row of the inbox as it is applied. */
export interface Received {
  readonly senderId: string
  readonly disclosureId: string
  readonly senderName: string
  readonly senderOdsCode: string | null
  readonly kind: string
  readonly sealed: Buffer | null
  readonly sentAt: Date
  readonly appliedAt: Date | null
  readonly supersededAt: Date | null
}

/**
 * A disclosure that arrived, with every other one about the same thing, locked in one order: two of them are applied one
 * after the other, so that the older can see the newer.
 */
export async function lockReceived(
  db: Tx<DisclosureTables>,
  tenantId: string,
  { senderId, disclosureId }: { senderId: string; disclosureId: string },
): Promise<readonly Received[]> {
  return await db
    .selectFrom('core.disclosure_inbox as row')
    .innerJoin('core.disclosure_inbox as wanted', (join) =>
      join
        .onRef('wanted.tenant_id', '=', 'row.tenant_id')
        .onRef('wanted.sender_tenant_id', '=', 'row.sender_tenant_id')
        .on((on) =>
          on.or([
            on('wanted.disclosure_id', '=', on.ref('row.disclosure_id')),
            on.and([on('wanted.kind', '=', on.ref('row.kind')), on('wanted.about_id', '=', on.ref('row.about_id'))]),
          ]),
        ),
    )
    .select([
      'row.sender_tenant_id as senderId',
      'row.disclosure_id as disclosureId',
      'row.sender_name as senderName',
      'row.sender_ods_code as senderOdsCode',
      'row.kind',
      'row.sealed',
      'row.sent_at as sentAt',
      'row.applied_at as appliedAt',
      'row.superseded_at as supersededAt',
    ])
    .where('row.tenant_id', '=', tenantId)
    .where('wanted.tenant_id', '=', tenantId)
    .where('wanted.sender_tenant_id', '=', senderId)
    .where('wanted.disclosure_id', '=', disclosureId)
    .orderBy('row.disclosure_id')
    .forUpdate('row')
    .execute()
}
