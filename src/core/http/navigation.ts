import { LiveCount } from '../../design-system/components/live-count.tsx'
import type { Child } from '../html/jsx-runtime.ts'
import { allowsRole } from '../policy/enforce.ts'
import type { Policy, Who } from '../policy/policy.ts'
import type { OrganisationKind } from '../tenancy/organisation.ts'
import type { Audience } from './routes.ts'

/** A link in the header, shown to those whose roles fit its policy. */
export interface NavigationItem {
  readonly audience: Audience
  readonly text: string
  readonly href: string
  readonly policy: Policy<never>
  /** Smaller first. */
  readonly order: number
  /** Name of a live count that stands behind the words, such as `notifications`; empty until it is heard of, and without script. */
  readonly live?: string
  /** Kinds of organisation that have the page; all of them unless stated. */
  readonly kinds?: readonly OrganisationKind[]
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
  kind: OrganisationKind | undefined,
): { text: Child; href: string; current: boolean }[] {
  return register
    .filter((item) => item.audience === audience && isOfKind(item, kind) && allowsForSomePurpose(item.policy, who))
    .sort((a, b) => a.order - b.order)
    .map(({ text, href, live }) => ({
      text: live === undefined ? text : [text, ' ', LiveCount({ name: live })],
      href,
      current: path === href || path.startsWith(`${href}/`),
    }))
}

const isOfKind = ({ kinds }: NavigationItem, kind: OrganisationKind | undefined): boolean =>
  kinds === undefined || (kind !== undefined && kinds.includes(kind))

/** A link leads to a page with a purpose of its own, so the purpose of the page it stands on does not matter. */
const allowsForSomePurpose = (policy: Policy<never>, who: Who): boolean =>
  policy.purposes.some((purpose) => allowsRole(policy, { ...who, purpose }))
