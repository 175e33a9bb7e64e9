import { allowsRole } from '../policy/enforce.ts'
import type { Policy, Who } from '../policy/policy.ts'
import type { OrganisationKind } from '../tenancy/organisation.ts'

/** A place that staff go to from their home page, shown to those whose roles fit its policy. */
export interface HomeLink {
  readonly text: string
  readonly href: string
  /** One short sentence: what can be done there. */
  readonly description: string
  readonly policy: Policy<never>
  /** Smaller first. */
  readonly order: number
  /** Kinds of organisation that have the page; all of them unless stated. */
  readonly kinds?: readonly OrganisationKind[]
  /** Whose it is among those of the roles, when its policy asks for more than a role. */
  readonly isFor?: (who: Who) => boolean
}

const register: HomeLink[] = []

/** Adds a link to the home page of staff. */
export function homeLink(link: Omit<HomeLink, 'policy'> & { readonly policy: Policy<never> | Policy }): void {
  register.push(link as HomeLink)
}

/** The links of someone's roles in an organisation of a kind, whatever page they are on now: none leads to a page that is closed to them. */
export const homeLinksFor = (who: Who, kind: OrganisationKind): readonly HomeLink[] =>
  register
    .filter(({ kinds, isFor }) => (kinds?.includes(kind) ?? true) && (isFor?.(who) ?? true))
    .filter(({ policy }) => policy.purposes.some((purpose) => allowsRole(policy, { ...who, purpose })))
    .sort((a, b) => a.order - b.order)
