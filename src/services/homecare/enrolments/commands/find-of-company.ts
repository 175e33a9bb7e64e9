import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Heard } from '../../exchange/commands/saying.ts'
import type { HomecareWork } from '../../tables.ts'
import { getRegistration, type Registration } from '../queries/registrations.ts'

/** In the trust's records: the registration that a company speaks of, if it is with that company. */
export async function findOfCompany(
  tx: AnyTx,
  ctx: Context,
  { about, from }: Pick<Heard, 'about' | 'from'>,
): Promise<Registration | undefined> {
  try {
    const found = await getRegistration(asTx<HomecareWork & TenancyTables>(tx), ctx, about)
    const isTheirs = found.company?.recipientId === from.tenantId && found.counterpartId === undefined
    return isTheirs ? found : undefined
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}
