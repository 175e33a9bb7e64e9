import { addDays, type CivilDate, formatDate } from '../../../core/values/civil-date.ts'
import { compareCover } from './supply-risk.ts'
import { SUPPLY_RISKS, type SupplyRisk } from './supply-risk.ts'
import type { TherapyCover } from './therapy-cover.ts'
import type { Holder } from './who-holds-it.ts'

export const SORTS = ['days', '-days', 'medicine', '-medicine', 'risk', '-risk', 'by', '-by'] as const
export type Sort = (typeof SORTS)[number]

export const OWNERS = { me: 'Me', team: 'My teams' } as const

export interface WorklistFilter {
  readonly risk?: SupplyRisk | undefined
  readonly holder?: Holder | undefined
  readonly companyId?: string | undefined
  readonly medicine?: string | undefined
  /** Registrations that are this person's, or one of these teams'. */
  readonly ownedBy?: { readonly accountId?: string; readonly teamIds: readonly string[] } | undefined
  /** The people who were searched for. */
  readonly patientIds?: readonly string[] | undefined
}

/** The lines that a filter leaves, in order. Those whose days are the same keep one order, so that no page doubles a line. */
export function chosenFrom(
  everyone: readonly TherapyCover[],
  filter: WorklistFilter,
  sort: Sort = 'days',
): readonly TherapyCover[] {
  const people = filter.patientIds && new Set(filter.patientIds)
  const isChosen = (one: TherapyCover): boolean =>
    (filter.risk === undefined || one.risk.level === filter.risk) &&
    (filter.holder === undefined || one.holding.who === filter.holder) &&
    (filter.companyId === undefined || one.companyId === filter.companyId) &&
    (filter.medicine === undefined || one.medicine === filter.medicine) &&
    (filter.ownedBy === undefined || isOwned(one, filter.ownedBy)) &&
    (people === undefined || people.has(one.patientId))
  const sign = sort.startsWith('-') ? -1 : 1
  const compare = COMPARE[sort.replace('-', '')] ?? byDays
  return everyone
    .filter(isChosen)
    .sort((one, other) => sign * compare(one, other) || byDays(one, other) || text(one.therapyId, other.therapyId))
}

const isOwned = (one: TherapyCover, { accountId, teamIds }: NonNullable<WorklistFilter['ownedBy']>): boolean =>
  (one.ownerAccountId !== undefined && one.ownerAccountId === accountId) ||
  (one.ownerTeamId !== undefined && teamIds.includes(one.ownerTeamId))

const text = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const byDays = (one: TherapyCover, other: TherapyCover): number => compareCover(one.cover, other.cover)
const LEVELS = Object.keys(SUPPLY_RISKS)
const LAST = '9999-12-31'
const COMPARE: Readonly<Record<string, (one: TherapyCover, other: TherapyCover) => number>> = {
  days: byDays,
  medicine: (one, other) => text(one.medicine, other.medicine),
  risk: (one, other) => LEVELS.indexOf(one.risk.level) - LEVELS.indexOf(other.risk.level),
  by: (one, other) => text(one.holding.by ?? LAST, other.holding.by ?? LAST),
}

/** How many run out in each of the next 8 weeks; the first counts those who have run out already. */
export function runOutWeeks(
  everyone: readonly TherapyCover[],
  today: CivilDate,
): readonly { readonly label: string; readonly value: number }[] {
  return Array.from({ length: 8 }, (_, week) => ({
    label: `${week === 0 ? 'Up to' : formatDate(addDays(today, week * 7))}${week === 0 ? ' ' : ' to '}${formatDate(addDays(today, week * 7 + 6))}`,
    value: everyone.filter(({ daysLeft }) => {
      if (daysLeft === undefined) return false
      return daysLeft < week * 7 + 7 && (week === 0 || daysLeft >= week * 7)
    }).length,
  }))
}
