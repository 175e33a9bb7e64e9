import type { NamedRight, Role } from './roles.ts'
import type { Purpose } from './purposes.ts'

/** The part of a context that a policy may look at. */
export interface Who {
  readonly tenantId: string
  readonly actor: {
    readonly kind: 'staff' | 'patient' | 'api-client' | 'system' | 'public'
    readonly id: string
    readonly roles: readonly Role[]
    readonly rights: readonly NamedRight[]
    /** For a patient: the record that is theirs. */
    readonly patientId?: string
  }
  readonly purpose: Purpose
}

/**
 * A written-down reason someone may do something. `why` is printed in the policy register, which the information
 * governance lead signs. Roles and purposes are data, so that the register can be printed and tried; `when` narrows by subject.
 */
export interface Policy<Subject = unknown> {
  readonly name: string
  readonly why: string
  readonly roles: readonly Role[]
  readonly purposes: readonly Purpose[]
  readonly when?: {
    /** The condition in words, printed in the register. */
    readonly says: string
    readonly holds: (who: Who, subject: Subject) => boolean
  }
}

const register = new Map<string, Policy<never>>()

/** Declares a policy and enters it in the register. A name can be used once. */
export function policy<Subject = unknown>(spec: Policy<Subject>): Policy<Subject> {
  if (register.has(spec.name)) throw new Error(`Policy ${spec.name} is declared twice`)
  register.set(spec.name, spec as Policy<never>)
  return spec
}

/** Every policy that has been declared, by name. */
export function allPolicies(): readonly Policy<never>[] {
  return [...register.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
}
