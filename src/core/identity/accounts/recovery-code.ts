import type { KeyRing } from '../../encryption/key-ring.ts'
import { parseTypedCode, typedCode, type CodeShape } from '../../values/opaque-token.ts'
import type { AccountRef } from './staff-account.ts'

/** How many are given at a time. */
export const RECOVERY_CODES = 10
/** Eight characters, "K7M2-9QXA": 35 random bits, where a few wrong guesses shut the door. */
const SHAPE: CodeShape = { groups: 2, size: 4 }

/** New codes to write down. The same `seed` gives the same codes, so that a form sent twice shows what was stored. */
export function newRecoveryCodes(keys: KeyRing, seed: string): string[] {
  return Array.from({ length: RECOVERY_CODES }, (_, at) =>
    typedCode((length) => keys.blindIndex('recovery-code', `${seed}|${at}`).subarray(0, length), SHAPE),
  )
}

/** What is stored for a code; nothing when the text cannot be one. */
export function recoveryCodeHash(
  keys: KeyRing,
  { tenantId, accountId }: AccountRef,
  typed: string,
): Buffer | undefined {
  const code = parseTypedCode(typed, SHAPE)
  return code === undefined ? undefined : keys.blindIndex('recovery-code-hash', `${tenantId}|${accountId}|${code}`)
}
