import type { Context } from '../../../context.ts'
import type { AccountRef } from '../staff-account.ts'

/**
 * A way to prove who someone is. E-mail and password is the first; CIS2, NHS login and passkeys come in beside it with the
 * same shape, and the steps after it (organisation, authenticator, session) stay as they are.
 */
export interface SignInMethod<Proof> {
  readonly name: string
  /** Whether the proof alone is strong enough, so that no authenticator code is asked for. */
  readonly isTwoFactors: boolean
  /** The accounts that the proof opens; none when it is wrong, whatever is wrong with it. */
  readonly prove: (ctx: Context, proof: Proof) => Promise<readonly AccountRef[]>
}
