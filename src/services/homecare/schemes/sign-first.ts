import { unverified } from '../../../core/values/sourced-rule.ts'
import { isApproved, type LiveScheme } from './scheme.ts'

/** Whether a prescriber may sign before anyone has screened, where a scheme does not say. Nobody has agreed to this order of work yet. */
export const SIGN_FIRST = unverified(
  'sign-before-screening',
  1,
  { whereNotSaid: false },
  'Practice of some trusts, as the homecare research note has it (§9.4, policy variant); no published rule was found',
)

/** Whether a prescriber may sign before clinical screening: an approved scheme has opted in. No other does. */
export const maySignFirst = (
  scheme: (Pick<LiveScheme, 'approvedBy'> & { readonly maySignFirst?: boolean | undefined }) | undefined,
): boolean => scheme !== undefined && isApproved(scheme) && (scheme.maySignFirst ?? SIGN_FIRST.value.whereNotSaid)

/** Shown wherever a scheme allows it, until somebody has checked it. */
export const signFirstCaution = SIGN_FIRST.verified
  ? undefined
  : 'Nobody has checked this order of work for Troth: it is for your organisation to decide'
