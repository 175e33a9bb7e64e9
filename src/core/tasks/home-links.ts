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
}

const register: HomeLink[] = []

/** Adds a link to the home page of staff. */
export function homeLink(link: Omit<HomeLink, 'policy'> & { readonly policy: Policy<never> | Policy }): void {
  register.push(link as HomeLink)
}

/** The links of someone's roles in their kind of organisation, whatever page they are on now. */
export const homeLinksFor = (who: Who, kind: OrganisationKind): readonly HomeLink[] =>
  register
    .filter(({ kinds }) => kinds === undefined || kinds.includes(kind))
    .filter(({ policy }) => policy.purposes.some((purpose) => allowsRole(policy, { ...who, purpose })))
    .sort((a, b) => a.order - b.order)
