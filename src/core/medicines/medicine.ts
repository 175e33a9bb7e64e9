import type { CivilDate } from '../values/civil-date.ts'

/** dm+d's five levels: substance, generic product, brand, and the packs of the last two. */
export const LEVELS = {
  vtm: 'Substance',
  vmp: 'Generic product',
  amp: 'Brand',
  vmpp: 'Pack size',
  ampp: 'Pack',
} as const
export type Level = keyof typeof LEVELS

/** One entry of the dictionary, and the entries above it. */
export interface MedicineEntry {
  readonly id: string
  readonly level: Level
  readonly name: string
  readonly substanceId: string | undefined
  readonly genericId: string | undefined
  readonly brandId: string | undefined
  readonly packSizeId: string | undefined
  readonly isInvalid: boolean
  /** A pack that is no longer made, or a brand none of whose packs is. */
  readonly isDiscontinued: boolean
  /** The first release that no longer had it. */
  readonly goneSince: CivilDate | undefined
  /** Made up: not from the dictionary. */
  readonly isSample: boolean
}

/** Whether the dictionary still has it as a right entry. Discontinued is another matter: there may be stock. */
export const isLive = ({ isInvalid, goneSince }: Pick<MedicineEntry, 'isInvalid' | 'goneSince'>): boolean =>
  !isInvalid && goneSince === undefined

export interface PreviousStep {
  readonly from: string
  readonly to: string
}

/**
 * The live entry that an identifier stands for now: itself, or where its changes lead. Undefined when they lead nowhere, or to more
 * than one live entry: then a person must choose.
 */
export function currentId(
  id: string,
  steps: readonly PreviousStep[],
  isLiveId: (id: string) => boolean,
): string | undefined {
  if (isLiveId(id)) return id
  const ends = new Set<string>()
  const seen = new Set([id])
  for (let reached = [id]; reached.length > 0;) {
    const next = steps.filter(({ from, to }) => reached.includes(from) && !seen.has(to)).map(({ to }) => to)
    for (const to of next) {
      seen.add(to)
      if (isLiveId(to)) ends.add(to)
    }
    reached = next.filter((to) => !isLiveId(to))
  }
  const [end] = ends
  return ends.size === 1 ? end : undefined
}
