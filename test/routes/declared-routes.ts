import { allHandRoutes } from '../../src/core/http/hand-route.ts'
import { allPages } from '../../src/core/http/page.ts'
import type { Route } from '../../src/core/http/routes.ts'
import type { Purpose } from '../../src/core/policy/purposes.ts'
import '../../src/nouns.ts'

export interface DeclaredRoute extends Route {
  /** A page states its purpose; a route made by hand works it out. */
  readonly purpose: Purpose | undefined
  readonly tenancy: 'session' | 'address' | 'none' | 'by hand'
}

/** Every address that a page or a route made by hand declares, in the order of paths. */
export function declaredRoutes(): DeclaredRoute[] {
  const pages = allPages().flatMap((page): DeclaredRoute[] => {
    const { path, audience, purpose, tenancy = 'session' } = page
    const route = { path, audience, purpose, tenancy, policy: page.policy as DeclaredRoute['policy'] }
    if (!page.form) return [{ method: 'GET', ...route }]
    const draft = { method: 'POST' as const, ...route, path: `/drafts${path}` }
    return [{ method: 'GET', ...route }, { method: 'POST', ...route }, ...(tenancy === 'session' ? [draft] : [])]
  })
  const byHand = allHandRoutes().map(({ method, path, audience, policy }): DeclaredRoute => {
    return { method, path, audience, policy, purpose: undefined, tenancy: 'by hand' }
  })
  return [...pages, ...byHand].sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
}

/** The reviewed list of addresses. */
export function printRoutes(routes: readonly DeclaredRoute[]): string {
  const rows = routes.map(({ method, path, audience, policy, purpose = 'by hand', tenancy }) =>
    [method.padEnd(6), path.padEnd(58), audience.padEnd(8), tenancy.padEnd(7), purpose.padEnd(18), policy.name].join(
      ' ',
    ),
  )
  return ['method path, audience, whose organisation, purpose, policy', ...rows, ''].join('\n')
}
