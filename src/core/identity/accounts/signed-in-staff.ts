import { compiledOnce } from '../../database/compiled-once.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import type { Reader } from '../../database/transaction.ts'
import type { FindSignedIn, SignedIn } from '../../http/sign-in-state.ts'
import { organisationSettings } from '../../tenancy/settings.ts'
import { staffAccounts } from './queries.ts'
import { roleWords } from './staff-account.ts'
import { staffLimits } from './staff-limits.ts'
import type { IdentityTables } from './tables.ts'

const activeAccount = compiledOnce((db: Reader<IdentityTables>, tenantId: string, accountId: string) =>
  staffAccounts(db, tenantId)
    .innerJoin('core.organisation as organisation', 'organisation.tenant_id', 'account.tenant_id')
    .select('organisation.settings')
    .where('account.account_id', '=', accountId)
    .where('account.status', '=', 'active')
    .compile(),
)

/** Who a staff session belongs to; nobody once they have left, or where a demonstration account is outside a demonstration. */
export const findSignedInStaff: FindSignedIn = async (platform, { tenantId, accountId }) =>
  await readInTenant<IdentityTables, SignedIn | undefined>({ ...platform, tenantId }, async (tx) => {
    const [account] = await activeAccount(tx, tenantId, accountId)
    if (!account || (account.isDemonstration && platform.demonstration !== true)) return undefined
    return {
      actor: { kind: 'staff', id: accountId, roles: account.roles, rights: account.rights },
      name: account.name,
      roleName: roleWords(account.roles),
      limits: staffLimits(account.roles, organisationSettings.parse(account.settings)),
    }
  })
