import { unverified } from '../../../core/values/sourced-rule.ts'

/** What becomes of something heard: taken into the record, refused by its rules, or overtaken by what happened meanwhile. */
export const MESSAGE_RESULTS = {
  taken: 'In the record',
  refused: 'Not possible any more',
  overtaken: 'Overtaken',
} as const
export type MessageResult = keyof typeof MESSAGE_RESULTS

/** Hours after which something that waits for an earlier message is a matter for a person. */
export const WAITS_TOO_LONG = unverified('waits-too-long', 1, { hours: 1 }, 'Platform rule: nobody has set one')

/** What arrived at this instant or earlier, and still waits, waits too long. */
export const tooLongSince = (now: Date): Date => new Date(now.getTime() - WAITS_TOO_LONG.value.hours * 3_600_000)

/**
 * What to do with a message of a number, when messages up to `settled` have been dealt with: now, later, or never again.
 * `known` is the digest of what was heard before under the same number; `isEarly` says that something else must come first.
 */
export function whenToTake(
  { number, digest }: { readonly number: number; readonly digest: string },
  {
    settled,
    known,
    isEarly = false,
  }: { readonly settled: number; readonly known: string | undefined; readonly isEarly?: boolean },
): 'now' | 'wait' | 'duplicate' | 'contradiction' {
  if (known !== undefined) return known === digest ? 'duplicate' : 'contradiction'
  // Settled and yet not known would mean that a row was removed: never act on it twice.
  if (number <= settled) return 'contradiction'
  return number === settled + 1 && !isEarly ? 'now' : 'wait'
}
