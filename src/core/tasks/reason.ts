import type { Priority } from './priority.ts'

/** Why a task exists: a fixed code with the words of the worklist, and the outcomes it can end with. No patient details. */
export interface TaskReason {
  /** `<service>.<thing>`, never changed once used. */
  readonly code: string
  readonly words: string
  readonly priority: Priority
  /** How it can end. "Something else" is always one more, with a note. */
  readonly outcomes: Readonly<Record<string, string>>
  /** The page of the thing it is about. */
  readonly href?: ((entityId: string) => string) | undefined
  /** People may choose it when they make a task by hand. */
  readonly byHand?: boolean
}

/** The outcome every reason has: it cannot be chosen without saying what happened. */
export const OTHER_OUTCOME = 'other'

const register = new Map<string, TaskReason>()

/** Declares a reason. A code can be used once. */
export function taskReason(reason: TaskReason): TaskReason {
  if (register.has(reason.code)) throw new Error(`Task reason ${reason.code} is declared twice`)
  if (!/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/.test(reason.code)) {
    throw new Error(`Task reason ${reason.code} must look like homecare.supply-ends-soon`)
  }
  if (Object.keys(reason.outcomes).length === 0) throw new Error(`Task reason ${reason.code} needs an outcome`)
  if (OTHER_OUTCOME in reason.outcomes) throw new Error(`Task reason ${reason.code} has "${OTHER_OUTCOME}" by itself`)
  register.set(reason.code, reason)
  return reason
}

export const allTaskReasons = (): readonly TaskReason[] => [...register.values()]

/** The reason of a code. Undefined for a code of a service that is no longer part of the program. */
export const findReason = (code: string): TaskReason | undefined => register.get(code)

/** The words of a code, or the code itself when its service has gone: a task is never without words. */
export const reasonWords = (code: string): string => findReason(code)?.words ?? code

/** Every way a task of a reason can end, with words. */
export const outcomesOf = (code: string): Readonly<Record<string, string>> => ({
  ...(findReason(code)?.outcomes ?? { done: 'Done', 'not-needed': 'Not needed any more' }),
  [OTHER_OUTCOME]: 'Something else',
})

export const outcomeWords = (code: string, outcome: string): string => outcomesOf(code)[outcome] ?? outcome

/** What is wrong with an outcome and its note, as one sentence a field; nothing when the task can be closed with them. */
export function outcomeProblems(
  code: string,
  outcome: string,
  note: string | undefined,
): { outcome?: string; note?: string } {
  if (!Object.hasOwn(outcomesOf(code), outcome)) return { outcome: 'Select how this task ended' }
  if (outcome === OTHER_OUTCOME && !note?.trim()) return { note: 'Enter what happened' }
  return {}
}
