import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { TaskTables } from '../../../../core/tasks/tables.ts'
import { emailKey } from '../../../../core/values/email-address.ts'
import { listCompanies } from '../../companies/queries.ts'
import { listLiveSchemes } from '../../schemes/queries.ts'
import type { LiveScheme } from '../../schemes/scheme.ts'
import type { HomecareTables } from '../../tables.ts'
import type { NameOf } from '../decide.ts'
import type { Owner } from '../wanted.ts'

/** What rows name by a word, read once for a whole file. A name that two things have leads to neither. */
export interface References {
  readonly companyOf: (name: string) => string | undefined
  readonly ownerOf: (text: string) => Owner | undefined
  /** Schemes of a substance that let a company supply it. */
  readonly schemesOf: (vtmId: string, companyId: string) => readonly LiveScheme[]
  readonly nameOf: NameOf
}

export async function loadReferences(
  tx: Reader<HomecareTables & IdentityTables & TaskTables>,
  tenantId: string,
): Promise<References> {
  const companies = await listCompanies(tx, tenantId)
  const schemes = await listLiveSchemes(tx, tenantId)
  const staff = await tx
    .selectFrom('core.staff_account')
    .select(['account_id', 'name', 'email_key', 'status'])
    .where('tenant_id', '=', tenantId)
    .execute()
  const teams = await tx
    .selectFrom('core.team')
    .select(['team_id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('closed_at', 'is', null)
    .where(sql<boolean>`role is null`)
    .execute()
  const byName = only(
    companies.filter(({ endedAt }) => endedAt === undefined),
    ({ name }) => plain(name),
  )
  const byEmail = only(
    staff.filter(({ status }) => status !== 'left'),
    (one) => one.email_key,
  )
  const byTeam = only(teams, ({ name }) => plain(name))
  const names = new Map([
    ...companies.map(({ companyId, name }) => [companyId, name] as const),
    ...staff.map((one) => [one.account_id, one.name] as const),
    ...teams.map((one) => [one.team_id, one.name] as const),
  ])
  return {
    companyOf: (name) => byName.get(plain(name))?.companyId,
    ownerOf(text) {
      const account = text.includes('@') ? byEmail.get(emailKey(text)) : undefined
      const team = byTeam.get(plain(text))
      if (account) return { accountId: account.account_id }
      return team && { teamId: team.team_id }
    },
    schemesOf: (vtmId, companyId) =>
      schemes.filter((scheme) => scheme.vtmId === vtmId && scheme.companies.includes(companyId)),
    nameOf: (id) => (id === undefined ? 'nobody' : (names.get(id) ?? id)),
  }
}

const plain = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

function only<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): ReadonlyMap<string, Thing> {
  const groups = Map.groupBy(things, keyOf)
  return new Map([...groups].flatMap(([key, [first, second]]) => (first && !second ? [[key, first] as const] : [])))
}
