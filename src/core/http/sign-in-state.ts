import type { Context, Platform } from '../context.ts'
import type { Session, SessionLimits } from '../identity/sessions/session.ts'

/** A person with a live session, as the frame of a page needs them. */
export interface SignedIn {
  readonly actor: Context['actor']
  readonly name: string
  /** The words of their roles, for the header: "Pharmacist". */
  readonly roleName: string
  readonly limits: SessionLimits
}

/** Finds who a session belongs to, or nobody when the account has left or been locked: asked on every request. */
export type FindSignedIn = (platform: Platform, session: Session) => Promise<SignedIn | undefined>
