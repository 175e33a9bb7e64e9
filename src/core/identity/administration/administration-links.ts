import type { Policy } from '../../policy/policy.ts'

/** A place on the administration page. */
export interface AdministrationLink {
  readonly text: string
  readonly href: string
  /** One short sentence: what can be done there. */
  readonly description: string
  readonly policy: Policy<never>
  /** Smaller first. */
  readonly order: number
}

const register: AdministrationLink[] = []

/** Adds a link to the administration page, for those whose roles fit its policy. */
export function administrationLink(
  link: Omit<AdministrationLink, 'policy'> & { readonly policy: Policy<never> | Policy },
): void {
  register.push(link as AdministrationLink)
}

export const allAdministrationLinks = (): readonly AdministrationLink[] =>
  register.toSorted((a, b) => a.order - b.order)
