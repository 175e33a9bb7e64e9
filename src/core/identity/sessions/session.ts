/** A signed-in browser. The token itself is only in the cookie; the database holds its hash. */
export interface Session {
  readonly sessionId: string
  readonly tenantId: string
  readonly accountId: string
  readonly accountKind: 'staff' | 'patient'
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly endsAt: Date
  readonly idleSeconds: number
  readonly endedAt: Date | null
  /** When the person last proved again that it is them ("confirm it's you"). */
  readonly confirmedAt: Date | null
}

/** Limits of a channel: ended after `idleSeconds` without a request, and after `absoluteSeconds` whatever happens. */
export interface SessionLimits {
  readonly idleSeconds: number
  readonly absoluteSeconds: number
  readonly warnSeconds: number
}

/** privacy-security.md §2.10: staff 15 min / 12 h, patient web 10 min / 12 h, administrator 10 min / 4 h; warning 2 minutes before. */
export const SESSION_LIMITS = {
  staff: { idleSeconds: 15 * 60, absoluteSeconds: 12 * 3600, warnSeconds: 120 },
  administrator: { idleSeconds: 10 * 60, absoluteSeconds: 4 * 3600, warnSeconds: 120 },
  patient: { idleSeconds: 10 * 60, absoluteSeconds: 12 * 3600, warnSeconds: 120 },
} as const satisfies Record<string, SessionLimits>

/** Why a session no longer counts, or nothing when it is live. */
export function whyEnded(
  session: Pick<Session, 'endedAt' | 'endsAt' | 'lastSeenAt' | 'idleSeconds'>,
  now: Date,
): 'ended' | 'idle' | 'absolute' | undefined {
  if (session.endedAt !== null) return 'ended'
  if (now.getTime() >= session.endsAt.getTime()) return 'absolute'
  if (now.getTime() - session.lastSeenAt.getTime() >= session.idleSeconds * 1000) return 'idle'
  return undefined
}

/** The stricter of the platform's limits and what the organisation has chosen: it can only tighten. */
export function tighten(
  limits: SessionLimits,
  chosen: Partial<Record<'idleSeconds' | 'absoluteSeconds', number | undefined>>,
): SessionLimits {
  const least = (name: 'idleSeconds' | 'absoluteSeconds') => Math.min(limits[name], chosen[name] ?? Infinity)
  return {
    idleSeconds: least('idleSeconds'),
    absoluteSeconds: least('absoluteSeconds'),
    warnSeconds: limits.warnSeconds,
  }
}

/** What someone had typed when their session ended is gone after this time, in hours, if they do not come back for it. */
export const DRAFT_HOURS = 24

/** Least idle time that can be chosen, in seconds: the warning comes two minutes before the end, and a page takes time to read. */
export const LEAST_IDLE_SECONDS = 300
/** Least length of a session that can be chosen, in seconds. */
export const LEAST_ABSOLUTE_SECONDS = 3600

/** Whether what an organisation has chosen only tightens the limits, and leaves a session that can be used. */
export function isWithin(
  limits: SessionLimits,
  chosen: Partial<Record<'idleSeconds' | 'absoluteSeconds', number | undefined>>,
): boolean {
  const { idleSeconds = limits.idleSeconds, absoluteSeconds = limits.absoluteSeconds } = chosen
  return (
    idleSeconds >= LEAST_IDLE_SECONDS &&
    idleSeconds <= limits.idleSeconds &&
    absoluteSeconds >= LEAST_ABSOLUTE_SECONDS &&
    absoluteSeconds <= limits.absoluteSeconds
  )
}
