import { allCommands } from '../../src/core/declared-commands.ts'
import type { Policy, Who } from '../../src/core/policy/policy.ts'
import { PURPOSES, type Purpose } from '../../src/core/policy/purposes.ts'
import { STAFF_ROLES, type Role } from '../../src/core/policy/roles.ts'
import { declaredRoutes } from '../routes/declared-routes.ts'

export const EVERY_ROLE: readonly Role[] = [...STAFF_ROLES, 'patient', 'public', 'system', 'api-client']
export const EVERY_PURPOSE = Object.keys(PURPOSES) as Purpose[]
/** Policies that let in people who have not signed in, and why. Everything else refuses the public. */
export const OPEN: Readonly<Record<string, string>> = {
  'core.open-to-all': 'Information for everyone and the door to sign-in',
  'patient-access.activate': 'Someone who holds the code we sent has no account yet',
  'patient-access.ask-for-code': 'Someone who lost the code cannot sign in; it goes to the address on the record only',
  'core.safety-concern.report': 'Anyone who sees something unsafe must be able to say so',
}

/** One address or change, and the policy that guards it. */
export interface Use {
  readonly policy: Policy<never>
  readonly by: string
}

/** Everything that a policy guards, by its name. */
export function policyUses(): ReadonlyMap<string, readonly Use[]> {
  const routes = declaredRoutes().map(({ method, path, policy }) => ({ policy, by: `${method} ${path}` }))
  const changes = allCommands().map(({ action, policy }) => ({ policy, by: `change ${action}` }))
  return Map.groupBy([...routes, ...changes], ({ policy }) => policy.name)
}

/** A policy that guards nothing, or something guarded by a policy that is not in the register. */
export function strangers(policies: readonly Policy<never>[], uses: ReadonlyMap<string, readonly Use[]>): string[] {
  const known = new Map(policies.map((policy) => [policy.name, policy]))
  return [
    ...[...known.keys()].filter((name) => !uses.has(name)).map((name) => `${name} guards no page, route or command`),
    ...[...uses].flatMap(([name, used]) =>
      used
        .filter(({ policy }) => known.get(name) !== policy)
        .map(({ by }) => `${by} is guarded by ${name}, which is not declared`),
    ),
  ]
}

export function whoIs(role: Role, purpose: Purpose): Who {
  const kind = role === 'patient' || role === 'public' || role === 'system' || role === 'api-client' ? role : 'staff'
  return { tenantId: '', actor: { kind, id: '', roles: [role], rights: [] }, purpose }
}

const HEAD = 'Who may do what in Troth, and why. Printed from the program; the information governance lead signs it.'

/** The register as the information governance lead reads it. */
export function printRegister(policies: readonly Policy<never>[], uses: ReadonlyMap<string, readonly Use[]>): string {
  const one = ({ name, why, roles, purposes, when }: Policy<never>): string =>
    [
      name,
      `  why        ${why}`,
      `  roles      ${listed(roles, EVERY_ROLE)}`,
      `  purposes   ${listed(purposes, EVERY_PURPOSE)}`,
      ...(when ? [`  only when  ${when.says}`] : []),
      ...[...new Set(uses.get(name)?.map(({ by }) => by))].map(
        (by, index) => `  ${index ? '      ' : 'guards'}     ${by}`,
      ),
    ].join('\n')
  return `${HEAD}\n\n${policies.map(one).join('\n\n')}\n`
}

const listed = (names: readonly string[], all: readonly string[]): string =>
  all.every((name) => names.includes(name)) ? 'all' : all.filter((name) => names.includes(name)).join(', ')
