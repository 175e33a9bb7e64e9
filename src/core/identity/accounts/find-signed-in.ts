import type { FindSignedIn } from '../../http/sign-in-state.ts'
import type { Session } from '../sessions/session.ts'
import { findSignedInStaff } from './signed-in-staff.ts'

const finders = new Map<Session['accountKind'], FindSignedIn>([['staff', findSignedInStaff]])

/** Says who is behind the sessions of another kind of account. */
export function signInsOf(kind: Session['accountKind'], find: FindSignedIn): void {
  finders.set(kind, find)
}

/** Who a session belongs to, asked of the database on every request; nobody when no kind of account knows it. */
export const findSignedIn: FindSignedIn = async (platform, session) =>
  await finders.get(session.accountKind)?.(platform, session)
