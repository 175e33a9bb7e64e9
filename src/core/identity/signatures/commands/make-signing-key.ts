import { command, type CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { sealFor } from '../../../encryption/subject-keys.ts'
import { NotAllowedError } from '../../../errors.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { newSigner, type NewKey } from '../../../signing/certificates.ts'
import { closeWithSecret, stretchSecret, type StretchedSecret } from '../../../signing/own-secret.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { randomBytes } from '../../../values/random-bytes.ts'
import { newUuid } from '../../../values/uuid.ts'
import { giveBack, takeAttempt } from '../../accounts/commands/count-attempts.ts'
import { useAuthenticatorCode } from '../../accounts/commands/use-code.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { signingIndex } from '../../accounts/indexes.ts'
import { passwordMatches, type PasswordHash } from '../../accounts/password-hash.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { findSecret, getStaffAccount } from '../../accounts/queries.ts'
import type { StaffAccount } from '../../accounts/staff-account.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { signingKeyMadeEmail } from '../messages.ts'
import { ownSignature } from '../policy.ts'
import { findLiveAuthority, type SigningAuthority } from '../queries.ts'
import { openAuthorityKey } from '../queries/authority-key.ts'
import { ownMethod } from '../queries/own-signing.ts'
import { keyPeriod, secretProblem, signingRegistration, whyNoKey, type NoKeyBecause } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'
import { liveAuthority } from './authority.ts'
import { KEY_PLACE, placeOf } from './unlock-signing-key.ts'
import { withdrawKeysOf } from './withdraw-keys.ts'

export type MadeSigningKey =
  | Stored
  | 'locked'
  /** What is wrong with the secret, in a sentence. */
  | { readonly problem: string }

/**
 * Makes one's own signing key, closed with one's own secret, in place of the one before. Call it outside any transaction.
 * Proposing a secret counts as an attempt, since being told that it is the password would be a way to guess that.
 */
export async function makeSigningKey(
  ctx: Context,
  { secret, code }: { readonly secret: string; readonly code?: string | undefined },
): Promise<MadeSigningKey> {
  requireRecentConfirmation(ctx, CONFIRM_MINUTES)
  const { account, organisation, password } = await holderOf(ctx)
  const because = whyNoKey(account)
  if (because) return because
  const problem = secretProblem(secret, { email: account.email, names: [account.name, organisation] })
  if (problem !== undefined) return { problem }
  const own = { tenantId: ctx.tenantId, accountId: account.accountId }
  const taken = await takeAttempt(ctx, visitorOf(ctx), { kind: 'signing', index: signingIndex(ctx.keys, own) })
  if (taken === 'locked') return 'locked'
  if (await passwordMatches(ctx.keys, secret, password)) return { problem: 'Signing secret must not be your password' }
  const answer = await makeClosedWith(ctx, { account, organisation, secret: await stretchSecret(secret), code })
  if (answer === 'done') await giveBack(ctx, taken)
  return answer
}

/**
 * Gives a made-up person a key, closed with a secret that was stretched before: it is made to be slow, and many can share it.
 * For the demonstration's seeds. Throws `NotAllowedError` for anyone who is not made up.
 */
export async function makeDemonstrationKey(ctx: Context, secret: StretchedSecret): Promise<MadeSigningKey> {
  const { account, organisation } = await holderOf(ctx)
  if (ctx.demonstration !== true || !account.isDemonstration) throw new NotAllowedError('identity.signing-key.made-up')
  return whyNoKey(account) ?? (await makeClosedWith(ctx, { account, organisation, secret, code: undefined }))
}

async function makeClosedWith(
  ctx: Context,
  given: Pick<Holder, 'account' | 'organisation'> & {
    readonly secret: StretchedSecret
    readonly code: string | undefined
  },
): Promise<Stored> {
  const authority = await liveAuthority(ctx)
  const made = await certified(ctx, given.account, given.organisation, authority)
  const { accountId } = given.account
  const closed = closeWithSecret(made.privateKey, given.secret, placeOf({ tenantId: ctx.tenantId, accountId }))
  made.privateKey.fill(0)
  return await storeSigningKey(ctx, { code: given.code, prepared: () => ({ ...made, closed, authority }) })
}

interface Holder {
  readonly account: StaffAccount
  readonly organisation: string
  readonly password: PasswordHash | undefined
}

const holderOf = (ctx: Context): Promise<Holder> =>
  readInTenant<SignatureTables, Holder>(ctx, async (tx) => {
    const secret = await findSecret(tx, ctx.tenantId, ctx.actor.id)
    const { passwordScheme: scheme, passwordHash: hash } = secret ?? {}
    return {
      account: await getStaffAccount(tx, ctx.tenantId, ctx.actor.id),
      organisation: (await getOrganisation(tx, ctx.tenantId)).name,
      password: scheme && hash ? { scheme, hash } : undefined,
    }
  })

/** A new key with its certificate. */
async function certified(ctx: Context, account: StaffAccount, organisation: string, authority: SigningAuthority) {
  const registration = signingRegistration(account) ?? ''
  const authorityKey = await readInTenant<SignatureTables & CoreTables, Buffer>(ctx, (tx) =>
    openAuthorityKey(tx, ctx, authority.authorityId),
  )
  const period = keyPeriod(ctx.clock.now(), authority.validUntil)
  const made = await newSigner(
    { privateKey: authorityKey, certificate: authority.certificate },
    { name: account.name, organisation, registration },
    randomBytes(16),
    period,
  )
  authorityKey.fill(0)
  return { ...made, registration, period }
}

type Stored = 'done' | 'code-not-right' | 'no-authenticator' | NoKeyBecause

interface Prepared extends Omit<NewKey, 'privateKey'> {
  readonly registration: string
  readonly period: { readonly from: Date; readonly until: Date }
  readonly closed: Buffer
  readonly authority: SigningAuthority
}

/** Keeps the key. The code is used up in this same transaction, so that a form sent twice gets the first answer. */
const storeSigningKey = command<
  SignatureTables,
  { readonly code: string | undefined; readonly prepared: () => Prepared },
  StaffAccount,
  Stored
>({
  action: 'identity.signing-key.made',
  policy: ownSignature,
  load: (tx, _input, ctx) => getStaffAccount(tx, ctx.tenantId, ctx.actor.id),
  subjects: () => [],
  async run(tx, ctx, account, { code, prepared }, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.outcome = 'refused'
    const { accountId } = account
    const { serial, certificate, registration, period, closed, authority } = prepared()
    const because = whyNoKey(account)
    if (because) return because
    if (signingRegistration(account) !== registration) return 'registration'
    const method = await ownMethod(tx, ctx, account)
    if (!method) return 'no-authenticator'
    const now = ctx.clock.now()
    if (method !== 'nothing' && !(await useAuthenticatorCode(tx, ctx, accountId, code ?? '', now))) {
      return 'code-not-right'
    }
    const live = await findLiveAuthority(tx, ctx.tenantId)
    if (live?.authorityId !== authority.authorityId) throw new Error('The signing authority was replaced meanwhile')

    const before = await withdrawKeysOf(tx, ctx, accountId, 'replaced')
    const keyId = newUuid(now)
    const { subject, column } = KEY_PLACE(accountId, keyId)
    await tx
      .insertInto('core.signing_key')
      .values({
        tenant_id: ctx.tenantId,
        key_id: keyId,
        account_id: accountId,
        authority_id: authority.authorityId,
        serial,
        registration,
        certificate,
        sealed_key: await sealFor(tx, ctx, subject, column, closed.toString('base64')),
        valid_from: period.from,
        valid_until: period.until,
        created_at: now,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_reason: null,
      })
      .execute()
    note.outcome = 'done'
    note.entity = { type: 'signing-key', id: keyId }
    note.values = { serial, registration, until: period.until.toISOString(), instead: before }
    const organisation = (await getOrganisation(tx, ctx.tenantId)).name
    const data = { name: account.name, organisation }
    await sendEmail(tx, ctx, { to: { accountId }, template: signingKeyMadeEmail, data })
    return 'done'
  },
})
