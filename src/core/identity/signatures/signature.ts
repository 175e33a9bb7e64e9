import type { StaffRole } from '../../policy/roles.ts'
import { passwordProblem } from '../../values/password.ts'
import { unverified } from '../../values/sourced-rule.ts'
import {
  REGISTER_OF_ROLE,
  registrationMissing,
  registrationWords,
  type StaffAccount,
} from '../accounts/staff-account.ts'

const HMR = 'Human Medicines Regulations 2012'

/** Who may hold a signing key: those who may prescribe, or screen what others prescribe. */
export const SIGNING_ROLES = unverified(
  'signing-roles',
  1,
  ['doctor', 'nurse', 'pharmacist'] as readonly StaffRole[],
  `${HMR}, reg 214 (who may prescribe), narrowed by the organisation to those who have the qualification`,
)

/** How long a key may be used, and how long before its end its holder is told, in days. */
export const KEY_LIFE = unverified(
  'signing-key-life',
  1,
  { days: 365, warnDays: 30 },
  'Platform rule: short enough that a key nobody misses ends by itself',
)

/** How long an authority may certify keys, in days. It is replaced when a new key would outlive it. */
export const AUTHORITY_LIFE = unverified(
  'signing-authority-life',
  1,
  { days: 3653 },
  'Platform rule: longer than a health record of an adult is kept',
)

/** How a signature must be made before anything may be supplied on it. Nobody has signed this off. */
export const SUPPLY_RULE = unverified(
  'signature-for-supply',
  1,
  { methods: ['passkey', 'cis2'] as readonly SigningMethod[] },
  `${HMR}, reg 219 (advanced electronic signature, under the signer’s sole control)`,
)

/** What proved the signer, besides their own secret. */
export type SigningMethod = 'nothing' | 'authenticator' | 'passkey' | 'cis2'

/** Minutes that a proof that it is them counts for signing. */
export const SIGN_MINUTES = 5

/** Why a key stopped being used. One of a list, because the reason travels with signed documents. */
export const WITHDRAWAL_REASONS = {
  replaced: 'A new key took its place',
  'secret-forgotten': 'The signing secret was forgotten',
  'perhaps-known': 'Someone else may know the signing secret',
  'not-needed': 'The key is not needed any more',
  left: 'The person left',
  reset: 'How the person signs in was reset',
  'access-changed': 'Their roles or registration changed',
} as const
export type WithdrawalReason = keyof typeof WITHDRAWAL_REASONS

/** The reasons that a person can give. The others are given by the program. */
export const CHOSEN_REASONS = {
  'perhaps-known': WITHDRAWAL_REASONS['perhaps-known'],
  'secret-forgotten': WITHDRAWAL_REASONS['secret-forgotten'],
  'not-needed': WITHDRAWAL_REASONS['not-needed'],
} as const satisfies Partial<Record<WithdrawalReason, string>>
export type ChosenReason = keyof typeof CHOSEN_REASONS

export type KeyState = 'active' | 'expired' | 'withdrawn'

/** Someone's key, without anything that could sign. */
export interface SigningKey {
  readonly keyId: string
  readonly accountId: string
  readonly authorityId: string
  readonly serial: string
  readonly registration: string
  readonly certificate: string
  readonly validFrom: Date
  readonly validUntil: Date
  readonly withdrawnAt: Date | null
  readonly withdrawnReason: WithdrawalReason | null
  readonly version: number
}

/** Whether a key may sign now, and if not, why. */
export function keyState(
  { validUntil, withdrawnAt }: Pick<SigningKey, 'validUntil' | 'withdrawnAt'>,
  now: Date,
): KeyState {
  if (withdrawnAt !== null) return 'withdrawn'
  return validUntil.getTime() <= now.getTime() ? 'expired' : 'active'
}

/** Whether its holder should make a new one soon. */
export const endsSoon = (key: Pick<SigningKey, 'validUntil' | 'withdrawnAt'>, now: Date): boolean =>
  keyState(key, now) === 'active' && key.validUntil.getTime() - now.getTime() <= days(KEY_LIFE.value.warnDays)

/** From now for a key's life, and never beyond the authority that certifies it. */
export const keyPeriod = (now: Date, authorityUntil: Date) => ({
  from: wholeSecond(now.getTime()),
  until: wholeSecond(Math.min(now.getTime() + days(KEY_LIFE.value.days), authorityUntil.getTime())),
})

export const authorityPeriod = (now: Date) => ({
  from: wholeSecond(now.getTime()),
  until: wholeSecond(now.getTime() + days(AUTHORITY_LIFE.value.days)),
})

/** Whether an authority lasts as long as a key that it would certify now. */
export const certifiesStill = ({ validUntil }: { readonly validUntil: Date }, now: Date): boolean =>
  validUntil.getTime() >= now.getTime() + days(KEY_LIFE.value.days)

/** Why someone may not hold a signing key. */
export type NoKeyBecause = 'role' | 'registration' | 'not-active'

type Holder = Pick<StaffAccount, 'roles' | 'registrations' | 'status'>

/** Why someone may not hold a signing key, if they may not. */
export function whyNoKey({ roles, registrations, status }: Holder): NoKeyBecause | undefined {
  if (status !== 'active') return 'not-active'
  const signing = roles.filter((role) => SIGNING_ROLES.value.includes(role))
  if (signing.length === 0) return 'role'
  return signing.some((role) => registrationMissing([role], registrations) === undefined) ? undefined : 'registration'
}

/** The registration that the certificate carries: "GMC 1234567". Undefined for those who may not hold a key. */
export function signingRegistration(holder: Holder): string | undefined {
  if (whyNoKey(holder) !== undefined) return undefined
  const role = SIGNING_ROLES.value.find(
    (one) => holder.roles.includes(one) && registrationMissing([one], holder.registrations) === undefined,
  )
  const held = holder.registrations.find(({ register }) => role !== undefined && register === REGISTER_OF_ROLE[role])
  return held && registrationWords(held)
}

/** What is wrong with a new signing secret: the rule of passwords. That it is not the password is asked where that is known. */
export const secretProblem = (text: string, about: { readonly email: string; readonly names: readonly string[] }) =>
  passwordProblem(text, { email: about.email, names: [...about.names] }, 'Signing secret')

/** How someone proves that it is them when they sign, besides their own secret. */
export function methodOf(
  { isDemonstration }: Pick<StaffAccount, 'isDemonstration'>,
  {
    hasAuthenticator,
    isDemonstrationRun,
  }: { readonly hasAuthenticator: boolean; readonly isDemonstrationRun: boolean },
): SigningMethod | undefined {
  if (hasAuthenticator) return 'authenticator'
  // Where nobody is real there is no phone either. Anywhere else, no app is no signature.
  return isDemonstration && isDemonstrationRun ? 'nothing' : undefined
}

/** Whether something may be supplied on a signature, and if not, why, in plain words that are signed with the content. */
export function standingOf({
  method,
  isSignedOff,
  isDemonstration,
}: {
  readonly method: SigningMethod
  readonly isSignedOff: boolean
  readonly isDemonstration: boolean
}): { forSupply: boolean; because: string[] } {
  const because = [
    ...(isDemonstration ? ['The signer is made up, for a demonstration'] : []),
    ...(isSignedOff ? [] : ['No pharmacist or lawyer has signed off how this document is signed']),
    ...(SUPPLY_RULE.value.methods.includes(method)
      ? []
      : ['The signer did not use a passkey or an NHS smartcard (CIS2)']),
  ]
  return { forSupply: because.length === 0, because }
}

/** Certificates count in whole seconds, so what is kept beside them does too. */
const wholeSecond = (milliseconds: number): Date => new Date(Math.floor(milliseconds / 1000) * 1000)

const days = (count: number): number => count * 86_400_000
