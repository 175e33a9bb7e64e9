import { LEVELS, type Level } from './medicine.ts'

interface Match {
  readonly id: string
  readonly level: Level
  readonly name: string
  readonly isCurrent: boolean
}

/** “Brand”, “Generic product, no longer current”. */
export const matchNote = ({ level, isCurrent }: Match): string =>
  isCurrent ? LEVELS[level] : `${LEVELS[level]}, no longer current`

/** One line of a list of suggestions. */
export const suggestionOf = (match: Match) => ({ value: match.id, text: match.name, note: matchNote(match) })
