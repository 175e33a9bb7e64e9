import type { OrganisationKind } from '../tenancy/organisation.ts'

/** Something of a service on the first page that a patient sees. */
export interface HomeCard {
  readonly heading: string
  readonly href: string
  readonly description: string
  /** Kinds of organisation that have the page. */
  readonly kinds: readonly OrganisationKind[]
}

const register: HomeCard[] = []

/** Puts a card on patients' first page, before what is about their record. */
export function homeCard(card: HomeCard): void {
  register.push(card)
}

export const homeCardsOf = (kind: OrganisationKind): readonly HomeCard[] =>
  register.filter(({ kinds }) => kinds.includes(kind))
