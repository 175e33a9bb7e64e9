import type { SignInKind } from './sign-in-name.ts'

/** A patient's own sign-in in one organisation. */
export interface PatientAccount {
  readonly accountId: string
  /** The record it was made for; `livePatientId` is the one it leads to now, after merges. */
  readonly patientId: string
  readonly signInKind: SignInKind
  readonly signInName: string
  /** Where the person wants new codes sent, E.164. */
  readonly codeMobile: string | undefined
  readonly status: 'active' | 'withdrawn'
  readonly isDemonstration: boolean
  readonly activatedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawnReason: WithdrawReason | null
  readonly version: number
}

/** Why access was taken away. */
export const WITHDRAW_REASONS = {
  'asked-by-patient': 'The patient asked us to',
  'someone-else-used-it': 'Someone else may have used it',
  safeguarding: 'To keep the patient or someone else safe',
  'wrong-person': 'It was given to the wrong person',
  other: 'Another reason',
} as const
export type WithdrawReason = keyof typeof WITHDRAW_REASONS

/** What decides, at every request, whether an account opens its record. */
export interface Opens {
  readonly status: PatientAccount['status']
  readonly isDemonstration: boolean
  /** Whether the record says that the person has died. */
  readonly hasDied: boolean
}

/** Whether the account may be used now. */
export const maySignIn = (account: Opens, isDemonstrationRun: boolean): boolean =>
  account.status === 'active' && !account.hasDied && (!account.isDemonstration || isDemonstrationRun)
