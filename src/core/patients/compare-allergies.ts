import type { ReactionSeverity } from '../values/allergy.ts'
import type { AllergyDetails } from './allergy.ts'

type Said = Omit<AllergyDetails, 'recordedOn'>

export interface ComparedAllergies<Known extends Said> {
  /** What only the other side lists. */
  readonly added: readonly Said[]
  /** Ours, as they are with what the other side knows besides: worse, or with reactions that we had not heard of. */
  readonly worsened: readonly Known[]
  /** Substances that only we list, or of which we say worse. */
  readonly onlyHere: readonly string[]
}

/** Two lists of one person's allergies side by side. The safe answer wins: the worse severity, and every reaction. */
export function compareAllergies<Known extends Said>(
  here: readonly Known[],
  said: readonly Said[],
): ComparedAllergies<Known> {
  const pairs = here.map((known) => ({ known, other: said.find((one) => isSame(known, one)) }))
  return {
    added: said.filter((one) => !here.some((known) => isSame(known, one))),
    worsened: pairs.flatMap(({ known, other }) => {
      if (!other) return []
      const severity = isWorse(other.severity, known.severity) ? other.severity : known.severity
      const reactions = [...new Set([...known.reactions, ...other.reactions])]
      const isMore = severity !== known.severity || reactions.length > known.reactions.length
      return isMore ? [{ ...known, severity, reactions }] : []
    }),
    onlyHere: pairs
      .filter(({ known, other }) => !other || isWorse(known.severity, other.severity))
      .map(({ known }) => known.substance),
  }
}

const isSame = (one: Said, other: Said): boolean =>
  (one.code !== undefined && one.code === other.code) || plain(one) === plain(other)
const plain = ({ substance }: Said): string => substance.trim().toLocaleLowerCase('en-GB')

/** Not known is where it begins: any answer says more. */
const ORDER: readonly ReactionSeverity[] = ['unknown', 'mild', 'moderate', 'severe']
const isWorse = (one: ReactionSeverity, other: ReactionSeverity): boolean => ORDER.indexOf(one) > ORDER.indexOf(other)
