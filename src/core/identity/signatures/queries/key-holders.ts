import type { Reader } from '../../../database/transaction.ts'
import type { SigningKey } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'

export const KEYS_PER_PAGE = 50

/** A key with the name of whose it is. */
export interface HeldKey extends Pick<
  SigningKey,
  'keyId' | 'registration' | 'validUntil' | 'withdrawnAt' | 'withdrawnReason'
> {
  readonly name: string
}

/** The keys that people hold, by name; or else those that were withdrawn, the last one first. */
export async function listKeys(
  db: Reader<SignatureTables>,
  tenantId: string,
  { isWithdrawn, page }: { readonly isWithdrawn: boolean; readonly page: number },
): Promise<{ readonly rows: readonly HeldKey[]; readonly total: number }> {
  const keys = db
    .selectFrom('core.signing_key as held')
    .innerJoin('core.staff_account as account', (join) =>
      join.onRef('account.tenant_id', '=', 'held.tenant_id').onRef('account.account_id', '=', 'held.account_id'),
    )
    .where('held.tenant_id', '=', tenantId)
    .where('account.tenant_id', '=', tenantId)
    .where('held.withdrawn_at', isWithdrawn ? 'is not' : 'is', null)
  const { total } = await keys.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await keys
    .select([
      'held.key_id as keyId',
      'held.registration',
      'held.valid_until as validUntil',
      'held.withdrawn_at as withdrawnAt',
      'held.withdrawn_reason as withdrawnReason',
      'account.name',
    ])
    .$if(isWithdrawn, (query) => query.orderBy('held.withdrawn_at', 'desc'))
    .$if(!isWithdrawn, (query) => query.orderBy('account.name'))
    .orderBy('held.key_id')
    .limit(KEYS_PER_PAGE)
    .offset((page - 1) * KEYS_PER_PAGE)
    .execute()
  return { rows, total }
}
