import { allowsRole } from '../../src/core/policy/enforce.ts'
import { PURPOSES, type Purpose } from '../../src/core/policy/purposes.ts'
import { whoIs } from '../policy-register/register.ts'
import type { DeclaredRoute } from '../routes/declared-routes.ts'
import type { Answer, Visitor } from './visitors.ts'

/** What the register says must come of a visit. */
export type Expected = 'allowed' | 'refused' | 'asked to sign in'

export function expected({ policy, purpose, tenancy }: DeclaredRoute, { role }: Visitor): Expected {
  const purposes = purpose === undefined ? (Object.keys(PURPOSES) as Purpose[]) : [purpose]
  if (tenancy === 'none' || tenancy === 'address') return 'allowed'
  const who = role === 'guest' ? 'public' : role
  const isAllowed = purposes.some((one) => allowsRole(policy, whoIs(who, one)))
  if (role === 'guest' && tenancy === 'session') return 'asked to sign in'
  return isAllowed ? 'allowed' : 'refused'
}

/** What is wrong with an answer, if anything. Nothing may ever be a 5xx: an error there is one that nobody foresaw. */
export function complaint(route: DeclaredRoute, visitor: Visitor, answer: Answer): string | undefined {
  const { status, body, location = '' } = answer
  const what = `${route.method} ${route.path} as ${visitor.role}: ${status}`
  if (status >= 500) return `${what}, which nobody foresaw`
  const wanted = expected(route, visitor)
  const isToSignIn = status === 303 && /^\/(staff|patient)\/sign-in/.test(location)
  switch (wanted) {
    case 'asked to sign in':
      return isToSignIn || status === 401 ? undefined : `${what}, but a guest is asked to sign in`
    case 'refused':
      // No content tells a live stream not to come back; it says nothing.
      return status === 401 || status === 403 || (status === 204 && body === '') || isToSignIn
        ? undefined
        : `${what}, but the register refuses`
    case 'allowed':
      // A condition of the policy, or a check that needs more than a role, may still refuse.
      return status === 403 && !mayStillRefuse(route) ? `${what}, but the register allows` : undefined
  }
}

/** Addresses that ask for more than a role, and so may refuse one: a token's scope, a live sign-in step, an own record. */
const MORE_THAN_A_ROLE = ['/fhir/', '/staff/sign-in', '/session/', '/drafts/', '/sign-out', '/patient/']
/** Forms whose change has a narrower policy than the page that they are on. */
const NARROWER = ['/staff/patients/:patientId/allergies']

const mayStillRefuse = ({ method, path, policy }: DeclaredRoute): boolean =>
  policy.when !== undefined ||
  MORE_THAN_A_ROLE.some((prefix) => path.startsWith(prefix)) ||
  (method === 'POST' && NARROWER.includes(path))
