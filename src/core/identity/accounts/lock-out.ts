/**
 * How wrong attempts slow the next one down. Delays grow, up to a longest one, so that nobody stays shut out once the wrong
 * attempts stop. While a stranger goes on making them, the owner of the account waits only in browsers that are not known for
 * the name: a known one has a count of its own (docs/decisions/0008).
 */
export interface LockOutRule {
  /** Attempts before the first delay. */
  readonly free: number
  readonly firstSeconds: number
  readonly longestSeconds: number
  /** One attempt is forgotten every so many seconds. */
  readonly forgetSeconds: number
}

/** A whole hospital shares one network address, so an address may miss far more often than an account. */
export const LOCK_OUT = {
  email: { free: 5, firstSeconds: 30, longestSeconds: 900, forgetSeconds: 4 * 3600 },
  account: { free: 5, firstSeconds: 30, longestSeconds: 900, forgetSeconds: 4 * 3600 },
  browser: { free: 5, firstSeconds: 30, longestSeconds: 900, forgetSeconds: 4 * 3600 },
  signing: { free: 5, firstSeconds: 30, longestSeconds: 900, forgetSeconds: 4 * 3600 },
  address: { free: 50, firstSeconds: 5, longestSeconds: 300, forgetSeconds: 10 },
} as const satisfies Record<string, LockOutRule>
export type LockOutKind = keyof typeof LOCK_OUT

/** Wrong attempts so far at one e-mail address, account or network address. */
export interface Attempts {
  readonly attempts: number
  /** The instant up to which attempts have been forgotten. */
  readonly countedAt: Date
  readonly lockedUntil: Date | null
}

/** Whether another attempt must wait. */
export const isLocked = (known: Attempts | undefined, now: Date): boolean =>
  (known?.lockedUntil?.getTime() ?? 0) > now.getTime()

/** The state after one more attempt, which counts as wrong until it is known to be right. */
export function withAttempt(rule: LockOutRule, known: Attempts | undefined, now: Date): Attempts {
  const kept = afterForgetting(rule, known, now)
  const attempts = kept.attempts + 1
  const seconds = delayAfter(rule, attempts)
  return {
    attempts,
    countedAt: kept.countedAt,
    lockedUntil: seconds === 0 ? null : new Date(now.getTime() + seconds * 1000),
  }
}

function afterForgetting(rule: LockOutRule, known: Attempts | undefined, now: Date): Omit<Attempts, 'lockedUntil'> {
  if (!known) return { attempts: 0, countedAt: now }
  const forgotten = Math.max(Math.floor((now.getTime() - known.countedAt.getTime()) / (rule.forgetSeconds * 1000)), 0)
  return forgotten >= known.attempts
    ? { attempts: 0, countedAt: now }
    : {
        attempts: known.attempts - forgotten,
        countedAt: new Date(known.countedAt.getTime() + forgotten * rule.forgetSeconds * 1000),
      }
}

/** Seconds to wait after this many wrong attempts: doubling from the first. */
export function delayAfter(rule: LockOutRule, attempts: number): number {
  if (attempts < rule.free) return 0
  return Math.min(rule.firstSeconds * 2 ** Math.min(attempts - rule.free, 30), rule.longestSeconds)
}
