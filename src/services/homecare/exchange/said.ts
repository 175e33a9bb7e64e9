/** What travels: which registration or prescription it is about, its number among those about it, and what is said. */
export interface Said<Body> {
  readonly about: string
  readonly number: number
  /**
   * What must have been taken first: a prescription waits for what was said before about its registration, a delivery
   * of one that gave way to a newer one for the newer one's acceptance.
   */
  readonly after?: { readonly about: string; readonly number: number } | undefined
  readonly body: Body
}

/** Who said it, when, and about what. */
export interface Heard {
  readonly messageId: string
  readonly about: string
  readonly number: number
  readonly from: { readonly tenantId: string; readonly name: string; readonly odsCode: string | null }
  readonly sentAt: Date
}

/** What comes in, of which kind. */
export type Arrived = Omit<Heard, 'about' | 'number'> & { readonly kind: string }
