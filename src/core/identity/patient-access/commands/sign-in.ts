import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant, readInTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import type { TenancyTables } from '../../../tenancy/tables.ts'
import { giveBack, logAttempt, takeAttempt } from '../../accounts/commands/count-attempts.ts'
import { enoughTime } from '../../accounts/commands/enough-time.ts'
import { hashPassword, isOutdated, passwordMatches, type PasswordHash } from '../../accounts/password-hash.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { signInNameIndex } from '../indexes.ts'
import { maySignIn } from '../patient-account.ts'
import { findAccount, findPatientSecret } from '../queries.ts'
import { findStep } from '../queries/sign-in-step.ts'
import { parseSignInName } from '../sign-in-name.ts'
import type { Place } from '../step.ts'
import type { AccessTables, PatientAccessTables } from '../tables.ts'
import { beginSession } from './begin-session.ts'
import { startStep, takeStep } from './steps.ts'

/** Where the browser goes next, with the token it holds from now on. */
export interface PatientProgress {
  readonly to: 'in' | 'organisation'
  readonly token: string
  readonly browser?: string | undefined
}

interface Candidate extends Place {
  readonly patientId: string | undefined
  /** Set when the account may be used and has a password. */
  readonly stored: PasswordHash | undefined
}

/**
 * Sign-in name and password. An unknown name, a wrong password, access that was withdrawn, someone who has died and too many
 * tries get one answer after the same time: the try is counted, a password is compared, the try is logged.
 */
export async function signInPatient(
  ctx: Context,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<PatientProgress | 'refused'> {
  const enough = enoughTime()
  const visitor = visitorOf(ctx)
  const index = signInNameIndex(ctx.keys, parseSignInName(name) ?? `nobody|${name}`)
  const taken = await takeAttempt(ctx, visitor, { kind: 'email', index })
  const candidates = await candidatesOf(ctx, index)
  const compared = await Promise.all(
    (candidates.length > 0 ? candidates : [undefined]).map((candidate) =>
      passwordMatches(ctx.keys, password, candidate?.stored),
    ),
  )
  const proved = taken === 'locked' ? [] : candidates.filter((_candidate, at) => compared[at])
  const [first, ...others] = proved
  if (taken === 'locked' || !first) {
    const reason = taken === 'locked' ? 'locked' : 'not-right'
    await logAttempt(ctx, { visitor, emailIndex: index, outcome: reason, requestId: ctx.requestId })
    await Promise.all(candidates.map((candidate) => recordRefused(ctx, candidate, reason)))
    await enough
    return 'refused'
  }
  await giveBack(ctx, taken)
  await Promise.all(proved.map((candidate) => strengthen(ctx, candidate, password)))
  if (others.length > 0) return { to: 'organisation', token: await startStep(ctx, 'organisation', proved) }
  return await enter(ctx, first)
}

/** For someone who has a record in several organisations. */
export async function chooseOrganisation(
  ctx: Context,
  tenantId: string,
): Promise<PatientProgress | 'refused' | 'too-late'> {
  const { tokenHash } = visitorOf(ctx)
  const places = await findStep(ctx, tokenHash, 'organisation')
  if (places.length === 0 || !tokenHash) return 'too-late'
  const place = places.find((candidate) => candidate.tenantId === tenantId)
  if (!place) return 'refused'
  if (!(await takeStep(ctx, tokenHash, 'organisation'))) return 'too-late'
  return await enter(ctx, place)
}

async function enter(ctx: Context, place: Place): Promise<PatientProgress | 'refused'> {
  const begun = await beginSession(ctx, place, 'password')
  return begun === 'refused' ? 'refused' : { to: 'in', ...begun }
}

/** The accounts of a name, in organisations that are open. */
async function candidatesOf(ctx: Context, index: Buffer): Promise<Candidate[]> {
  const accounts = await platformReader<PatientAccessTables & TenancyTables>(ctx)
    .selectFrom('core.patient_sign_in as known')
    .innerJoin('core.tenant as tenant', 'tenant.tenant_id', 'known.tenant_id')
    .select(['known.tenant_id as tenantId', 'known.account_id as id'])
    .where('known.name_index', '=', index)
    .where('tenant.closed_at', 'is', null)
    .execute()
  return await Promise.all(accounts.map((place) => candidateAt(ctx, place)))
}

async function candidateAt(ctx: Context, place: Place): Promise<Candidate> {
  const { tenantId, id } = place
  return await readInTenant<AccessTables, Candidate>({ db: ctx.db, tenantId }, async (tx) => {
    const account = await findAccount(tx, tenantId, id)
    const secret = await findPatientSecret(tx, tenantId, id)
    const isOpen = account !== undefined && maySignIn(account, ctx.demonstration === true)
    return { ...place, patientId: account?.livePatientId, stored: isOpen ? secret : undefined }
  })
}

/** Hashes a right password again when hashes have become stronger since it was set. */
async function strengthen(ctx: Context, { tenantId, id, stored }: Candidate, password: string): Promise<void> {
  if (!stored || !isOutdated(stored)) return
  const { scheme, hash } = await hashPassword(ctx.keys, password)
  await inTenant<PatientAccessTables, void>({ db: ctx.db, tenantId }, async (tx) => {
    await tx
      .updateTable('core.patient_secret')
      .set({ password_scheme: scheme, password_hash: hash })
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', id)
      .where('password_hash', '=', stored.hash)
      .execute()
  })
}

async function recordRefused(ctx: Context, { tenantId, id, patientId }: Candidate, reason: string): Promise<void> {
  await inTenant<CoreTables, void>({ db: ctx.db, tenantId }, (tx) =>
    record(
      tx,
      { ...ctx, tenantId, purpose: 'security' },
      {
        action: 'patient-access.sign-in.refused',
        outcome: 'refused',
        subjects: patientId === undefined ? [] : [patientId],
        entity: { type: 'patient-account', id },
        values: { reason },
      },
    ),
  )
}
