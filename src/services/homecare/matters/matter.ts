/** Something that must end with an outcome and a name (invariant I8). */
export const MATTER_KINDS = {
  query: 'Query',
  override: 'Went ahead with a reason',
  failure: 'Failed delivery',
  problem: 'Something is wrong',
} as const
export type MatterKind = keyof typeof MATTER_KINDS
