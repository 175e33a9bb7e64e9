import type { SignOff } from '../../../core/values/sourced-rule.ts'
import type { DoseUnit } from '../therapies/amount.ts'
import type { SupplyTimes } from '../supply-cover/deadlines.ts'

/** The doses that a scheme allows for one substance, in one unit. Outside them a consultant gives a reason. */
export type DoseLimits = {
  readonly unit: DoseUnit
  readonly least: number
  readonly most: number
  /** The most of a single loading dose. */
  readonly mostLoading: number
  /** The shortest time between doses of the usual treatment. */
  readonly shortestDays: number
}

/** What an organisation has approved for one medicine with one or more companies. Two people approve each version. */
export type Scheme = {
  readonly name: string
  readonly version: number
  readonly vtmId: string
  readonly isBiologic: boolean
  /** Brands (AMP ids) that may be prescribed. */
  readonly brands: readonly string[]
  readonly limits: DoseLimits | undefined
  readonly times: SupplyTimes
  /** Whether a technician or nurse may screen an unchanged repeat. */
  readonly mayCheckerScreen: boolean
  readonly mostPauseDays: number
  readonly mostCoverDays: number
  readonly approvedBy: readonly string[]
  readonly verified: boolean
  readonly signedOff: SignOff | undefined
}

/** In use once two different people have approved it. A scheme that nobody has signed off may be used, and says so. */
export const isApproved = ({ approvedBy }: Pick<Scheme, 'approvedBy'>): boolean => new Set(approvedBy).size >= 2

/** Shown wherever a scheme that is not signed off is used. */
export const UNVERIFIED_SCHEME = 'Nobody has signed off the limits of this scheme: check them yourself'

/** What a version of a scheme holds, as two people approve it. */
export type SchemeContent = Omit<Scheme, 'name' | 'version' | 'vtmId' | 'approvedBy' | 'verified' | 'signedOff'> & {
  /** Homecare companies (company ids) that may supply it. */
  readonly companies: readonly string[]
  /** Blood tests and other checks that are expected, in words. Troth does not check them. */
  readonly monitoring: string
  /** Whether a prescriber may sign before clinical screening. */
  readonly maySignFirst: boolean
}

/** A scheme with its live version. */
export type LiveScheme = Scheme & SchemeContent & { readonly schemeId: string }
