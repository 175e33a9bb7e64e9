import { allowsRole } from '../policy/enforce.ts'
import type { Policy, Who } from '../policy/policy.ts'
import type { Audience } from './routes.ts'

/** A link in the header, shown to those whose roles fit its policy. */
export interface NavigationItem {
  readonly audience: Audience
  readonly text: string
  readonly href: string
  readonly policy: Policy<never>
  /** Smaller first. */
  readonly order: number
}

const register: NavigationItem[] = []

/** Adds a link to the header of an audience's pages. */
export function navigationItem(
  item: Omit<NavigationItem, 'policy'> & { readonly policy: Policy<never> | Policy },
): void {
  register.push(item as NavigationItem)
}

export function navigationFor(
  audience: Audience,
  who: Who,
  path: string,
): { text: string; href: string; current: boolean }[] {
  return register
    .filter((item) => item.audience === audience && allowsRole(item.policy, who))
    .sort((a, b) => a.order - b.order)
    .map(({ text, href }) => ({ text, href, current: path === href || path.startsWith(`${href}/`) }))
}
