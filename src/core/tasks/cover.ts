import type { CivilDate } from '../values/civil-date.ts'

/** Someone is away on these days, both included. */
export interface Absence {
  readonly accountId: string
  readonly fromOn: CivilDate
  readonly untilOn: CivilDate
  readonly coveredBy: string | null
}

/** Who is here on one day: everyone who is not away and has not left. */
export interface Presence {
  readonly absences: readonly Absence[]
  readonly today: CivilDate
  /** Accounts that have left or are locked: they have no cover. */
  readonly hasLeft: (accountId: string) => boolean
}

/** Whether someone is away on a day. */
export const isAway = ({ absences, today }: Omit<Presence, 'hasLeft'>, accountId: string): boolean =>
  absences.some((absence) => absence.accountId === accountId && isOn(absence, today))

/**
 * The person who sees someone's tasks on a day: themselves when they are here, else their cover, else their cover's cover.
 * Nobody when the chain ends with someone who is away without cover or has left, or goes round in a circle.
 */
export function whoSeesTasksOf(presence: Presence, accountId: string): string | undefined {
  const seen = new Set<string>()
  let person: string | null = accountId
  while (person !== null && !seen.has(person)) {
    if (presence.hasLeft(person)) return undefined
    seen.add(person)
    const away = presence.absences.filter((absence) => absence.accountId === person && isOn(absence, presence.today))
    if (away.length === 0) return person
    person = away.find((absence) => absence.coveredBy !== null)?.coveredBy ?? null
  }
  return undefined
}

/** Everyone whose tasks a person sees on a day: their own, and of those they cover for, also through others. */
export function seesTasksOf(presence: Presence, accountId: string): readonly string[] {
  const away = new Set(presence.absences.filter((absence) => isOn(absence, presence.today)).map((a) => a.accountId))
  return [
    accountId,
    ...[...away].filter((other) => other !== accountId && whoSeesTasksOf(presence, other) === accountId),
  ]
}

/** Everyone who is away on a day and whose tasks nobody sees. */
export const awayWithoutCover = (presence: Presence): readonly string[] =>
  [...new Set(presence.absences.filter((absence) => isOn(absence, presence.today)).map((a) => a.accountId))].filter(
    (accountId) => whoSeesTasksOf(presence, accountId) === undefined,
  )

export interface Owner {
  readonly accountId: string | null
  readonly teamId: string | null
}

/** To whom a task goes that is meant for `wanted`: to the cover of someone who is away, else to the team; never to nobody. */
export function ownerFor(
  presence: Presence,
  wanted: Owner,
): (Owner & { readonly insteadOf: string | null }) | 'nobody-is-in' {
  if (wanted.accountId === null) return wanted.teamId === null ? 'nobody-is-in' : { ...wanted, insteadOf: null }
  const person = whoSeesTasksOf(presence, wanted.accountId)
  if (person === wanted.accountId) return { ...wanted, insteadOf: null }
  if (person === undefined && wanted.teamId === null) return 'nobody-is-in'
  return { accountId: person ?? null, teamId: wanted.teamId, insteadOf: wanted.accountId }
}

const isOn = (absence: Absence, date: CivilDate): boolean => absence.fromOn <= date && date <= absence.untilOn
