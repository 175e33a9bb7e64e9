import { isAmount } from '../therapies/amount.ts'
import type { SchemeContent } from './scheme.ts'

export type SchemeField = 'brands' | 'companies' | 'least' | 'most' | 'mostLoading' | 'shortestDays' | 'monitoring'

/** Everything wrong with what a scheme would hold, one sentence a field. None is a scheme that can be proposed. */
export function schemeProblems(content: SchemeContent): Partial<Record<SchemeField, string>> {
  const { isBiologic, brands, companies, limits, monitoring } = content
  const problems: Partial<Record<SchemeField, string>> = {}
  if (isBiologic && brands.length === 0)
    problems.brands = 'Select the brands: a biologic medicine is prescribed by brand'
  if (companies.length === 0) problems.companies = 'Select the homecare companies that may supply it'
  if (monitoring.trim() === '') problems.monitoring = 'Enter the monitoring that is expected, or “None”'
  if (limits === undefined) return problems
  if (!isAmount(limits.least)) problems.least = 'Smallest usual dose must be a number above 0, like 40 or 0.5'
  if (!isAmount(limits.most)) problems.most = 'Largest usual dose must be a number above 0, like 40 or 0.5'
  else if (limits.most < limits.least) problems.most = 'Largest usual dose must not be less than the smallest'
  if (!isAmount(limits.mostLoading)) {
    problems.mostLoading = 'Largest loading dose must be a number above 0, like 160'
  } else if (limits.mostLoading < limits.most) {
    problems.mostLoading = 'Largest loading dose must not be less than the largest usual dose'
  }
  if (!Number.isInteger(limits.shortestDays) || limits.shortestDays < 1) {
    problems.shortestDays = 'Fewest days between usual doses must be 1 or more'
  }
  return problems
}

export type DecideRefusal = 'not-proposed' | 'own-proposal' | 'not-live'

/** Why someone may not approve a version. The one who proposed it never can. */
export function refuseApproval(
  version: { readonly proposedBy: string; readonly isDecided: boolean },
  byId: string,
): DecideRefusal | undefined {
  if (version.isDecided) return 'not-proposed'
  return version.proposedBy === byId ? 'own-proposal' : undefined
}
