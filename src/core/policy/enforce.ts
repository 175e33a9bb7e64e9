import { NotAllowedError } from '../errors.ts'
import type { Policy, Who } from './policy.ts'

/** Whether the policy allows it. A condition that cannot be worked out refuses. */
export function allows<Subject>(policy: Policy<Subject>, who: Who, subject: Subject): boolean {
  return allowsRole(policy, who) && conditionHolds(policy, who, subject)
}

/** Whether role and purpose fit, before the subject is known. */
export function allowsRole(policy: Policy<never>, who: Who): boolean {
  return policy.purposes.includes(who.purpose) && policy.roles.some((role) => who.actor.roles.includes(role))
}

/** Throws `NotAllowedError` unless the policy allows it. */
export function enforce<Subject>(policy: Policy<Subject>, who: Who, subject: Subject): void {
  if (!allows(policy, who, subject)) throw new NotAllowedError(policy.name)
}

function conditionHolds<Subject>(policy: Policy<Subject>, who: Who, subject: Subject): boolean {
  if (!policy.when) return true
  try {
    return policy.when.holds(who, subject) === true
  } catch {
    return false
  }
}
