import type { CivilDate } from '../../../core/values/civil-date.ts'

/** An entry of the NHS dictionary that can be prescribed, in the release that is held. */
export interface DictionaryEntry {
  readonly id: string
  readonly name: string
  /** The dictionary still has it as a right entry. */
  readonly isLive: boolean
  readonly releasedOn: CivilDate
  readonly importedAt: Date
}
