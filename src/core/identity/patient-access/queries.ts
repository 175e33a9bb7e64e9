import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import type { AccountTables } from '../accounts/tables.ts'
import type { ActivationCode } from './activation-code.ts'
import type { Candidate, CodeRequest } from './code-request.ts'
import type { PatientAccount } from './patient-account.ts'
import type { AccessTables } from './tables.ts'

/** An account with the record that it leads to now. */
export interface AccountNow extends PatientAccount {
  readonly livePatientId: string
  readonly hasDied: boolean
}

/** A code as staff see it, with the name of the one who made it. */
export interface CodeSeen extends ActivationCode {
  readonly madeByName: string
}

/** Merges can follow one another; more steps than this are a fault in the data, and open nothing. */
const MOST_MERGES = 20

/** The live record that a record leads to, as SQL; null when merges never end. */
export const liveRecordId = (tenantId: string, patientId: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(
  with recursive chain as (
    select patient_id, merged_into, 1 as step from core.patient
    where tenant_id = ${tenantId}::uuid and patient_id = ${patientId}
    union all
    select next.patient_id, next.merged_into, chain.step + 1 from chain
    join core.patient next on next.tenant_id = ${tenantId}::uuid and next.patient_id = chain.merged_into
    where chain.step < ${MOST_MERGES})
  select patient_id from chain where merged_into is null)`

/** Every record of the same person as this one, as SQL: itself and all that were merged into it, at any depth. */
export const recordIdsOf = (tenantId: string, patientId: string): RawBuilder<string> => sql<string>`(
  with recursive same as (
    select ${patientId}::uuid as patient_id, 1 as step
    union all
    select merged.patient_id, same.step + 1 from same
    join core.patient merged on merged.tenant_id = ${tenantId}::uuid and merged.merged_into = same.patient_id
    where same.step < ${MOST_MERGES})
  select patient_id from same)`

/** Accounts of one organisation with where they lead: add `where`. */
export function accountsNow(tx: Reader<AccessTables>, tenantId: string) {
  return tx
    .selectFrom('core.patient_account as account')
    .innerJoin('core.patient as live', (join) =>
      join
        .onRef('live.tenant_id', '=', 'account.tenant_id')
        .on('live.patient_id', '=', liveRecordId(tenantId, sql.ref('account.patient_id'))),
    )
    .where('account.tenant_id', '=', tenantId)
    .where('live.tenant_id', '=', tenantId)
    .select([
      'account.account_id as accountId',
      'account.patient_id as patientId',
      'account.sign_in_kind as signInKind',
      'account.sign_in_name as signInName',
      sql<string | undefined>`account.code_mobile`.as('codeMobile'),
      'account.status',
      'account.is_demonstration as isDemonstration',
      'account.activated_at as activatedAt',
      'account.withdrawn_at as withdrawnAt',
      'account.withdrawn_reason as withdrawnReason',
      'account.version',
      'live.patient_id as livePatientId',
      sql<boolean>`live.death_notice is not null`.as('hasDied'),
    ])
}

export async function findAccount(
  tx: Reader<AccessTables>,
  tenantId: string,
  accountId: string,
): Promise<AccountNow | undefined> {
  return await accountsNow(tx, tenantId).where('account.account_id', '=', accountId).executeTakeFirst()
}

/** The sign-ins of one person: of the live record first, then of records merged into it. */
export async function listAccountsOf(
  tx: Reader<AccessTables>,
  tenantId: string,
  patientId: string,
): Promise<AccountNow[]> {
  const accounts = await accountsNow(tx, tenantId)
    .where('account.patient_id', 'in', recordIdsOf(tenantId, patientId))
    .orderBy('account.activated_at', 'desc')
    .execute()
  return accounts.toSorted((a, b) => Number(b.patientId === patientId) - Number(a.patientId === patientId))
}

/** What proves that it is them. */
export async function findPatientSecret(tx: Reader<AccessTables>, tenantId: string, accountId: string) {
  return await tx
    .selectFrom('core.patient_secret')
    .select(['password_scheme as scheme', 'password_hash as hash'])
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
}

function codes(tx: Reader<AccessTables & AccountTables>, tenantId: string) {
  return tx
    .selectFrom('core.activation_code as code')
    .leftJoin('core.staff_account as maker', (join) =>
      join.onRef('maker.tenant_id', '=', 'code.tenant_id').onRef('maker.account_id', '=', 'code.made_by'),
    )
    .where('code.tenant_id', '=', tenantId)
    .select([
      'code.code_id as codeId',
      'code.patient_id as patientId',
      'code.channel',
      'code.made_by as madeBy',
      'code.made_at as madeAt',
      'code.ends_at as endsAt',
      'code.attempts',
      'code.used_at as usedAt',
      'code.revoked_at as revokedAt',
      sql<string>`coalesce(maker.name, '')`.as('madeByName'),
    ])
}

export async function findCode(
  tx: Reader<AccessTables & AccountTables>,
  tenantId: string,
  codeId: string,
): Promise<CodeSeen | undefined> {
  return isUuid(codeId) ? await codes(tx, tenantId).where('code.code_id', '=', codeId).executeTakeFirst() : undefined
}

/** The code that was made last for a person. */
export async function findLatestCode(
  tx: Reader<AccessTables & AccountTables>,
  tenantId: string,
  patientId: string,
): Promise<CodeSeen | undefined> {
  return await codes(tx, tenantId)
    .where('code.patient_id', 'in', recordIdsOf(tenantId, patientId))
    .orderBy('code.made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What became of the text message that was queued last for a person. */
export async function findLatestText(tx: Reader<AccessTables>, tenantId: string, patientId: string) {
  return await tx
    .selectFrom('core.outgoing_text')
    .select(['state', 'problem', 'queued_at as queuedAt'])
    .where('tenant_id', '=', tenantId)
    .where('patient_id', '=', patientId)
    .orderBy('queued_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Records that may be those of someone who asks for a code: live, not dead, born on that day. At most 500. */
export async function listCandidates(
  tx: Reader<AccessTables>,
  tenantId: string,
  request: CodeRequest,
): Promise<Candidate[]> {
  const rows = await tx
    .selectFrom('core.patient')
    .select(['patient_id', 'nhs_number', 'names', 'birth_date', 'addresses'])
    .where('tenant_id', '=', tenantId)
    .where('birth_date', '=', request.birthDate)
    .where('merged_into', 'is', null)
    .where('death_notice', 'is', null)
    .limit(500)
    .execute()
  return rows.map((row) => ({
    patientId: row.patient_id,
    nhsNumber: row.nhs_number ?? undefined,
    names: row.names,
    birthDate: row.birth_date ?? undefined,
    postcodes: row.addresses.filter(({ use }) => use !== 'old').flatMap(({ postcode }) => postcode ?? []),
  }))
}

/** The live record that a record leads to; undefined when there is none. */
export async function findLiveRecordId(
  tx: Reader<AccessTables>,
  tenantId: string,
  patientId: string,
): Promise<string | undefined> {
  const row = await tx.selectNoFrom(liveRecordId(tenantId, sql`${patientId}::uuid`).as('liveId')).executeTakeFirst()
  return row?.liveId ?? undefined
}

/** The name that an account signs in with. */
export async function getSignInName(tx: Reader<AccessTables>, tenantId: string, accountId: string): Promise<string> {
  const row = await tx
    .selectFrom('core.patient_account')
    .select('sign_in_name')
    .where('tenant_id', '=', tenantId)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return row.sign_in_name
}

/** The account of the patient who is signed in; `patientId` is the record that it leads to. */
export interface OwnAccount extends AccountNow {
  readonly patientId: string
}

export async function getOwnAccount(
  tx: Reader<AccessTables>,
  ctx: Pick<Context, 'tenantId' | 'actor'>,
): Promise<OwnAccount> {
  const account = await findAccount(tx, ctx.tenantId, ctx.actor.id)
  if (!account) throw new NotFoundError('Account')
  return { ...account, patientId: account.livePatientId }
}
