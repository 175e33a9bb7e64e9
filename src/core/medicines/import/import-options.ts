import type { ClientConfig } from 'pg'

export interface DmdImportOptions {
  /** The owner of the tables: the program itself may only read them. */
  readonly owner: ClientConfig
  readonly folder: string
  /** Whether made-up entries may be brought in at all. */
  readonly isDemonstration: boolean
  readonly now: Date
  /** Bring in a release that is older than the one that is held. */
  readonly allowOlder?: boolean | undefined
  /** Bring in a release that lacks much of what is held. */
  readonly allowSmaller?: boolean | undefined
  readonly onProgress?: ((progress: DmdProgress) => void) | undefined
}

export interface DmdProgress {
  /** 0 to 1. */
  readonly share: number
  readonly doing: string
}

/** A row that could not be used. */
export interface DmdProblem {
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** What a release changed in one kind of row. */
export interface DmdChanges {
  readonly words: string
  readonly isEntry: boolean
  readonly inRelease: number
  readonly added: number
  readonly changed: number
  readonly becameInvalid: number
  readonly discontinued: number
  readonly idChanged: number
  /** Held, and not in this release: marked, never deleted. For parts of an entry: taken away. */
  readonly gone: number
}

export interface DmdOutcome {
  readonly releasedOn: string
  readonly isSample: boolean
  readonly changes: readonly DmdChanges[]
  readonly problems: readonly DmdProblem[]
  /** False when everything was there already. */
  readonly hasChanged: boolean
}
