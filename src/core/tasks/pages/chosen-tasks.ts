import type { Field } from '../../http/form/field.ts'
import { textsOf } from '../../http/form/raw-form.ts'

/** A task ticked in a list, with the version that was shown. */
export interface ChosenTask {
  readonly taskId: string
  readonly version: number
}

const CHOICE = /^([0-9a-f-]{36}):(\d{1,9})$/

/** The ticks of a list: `<task>:<version>`. At most one page of them. */
export const chosenTasks = (most: number): Field<readonly ChosenTask[]> => ({
  label: 'Tasks',
  inputs: (name) => [name],
  parse(raw, name) {
    const chosen = textsOf(raw, name).map((text) => CHOICE.exec(text))
    if (chosen.length === 0) return { problem: 'Select the tasks to give to someone' }
    if (chosen.length > most || chosen.some((match) => match === null))
      return { problem: 'Select tasks from the list on this page' }
    return { value: chosen.map((match) => ({ taskId: match![1]!, version: Number(match![2]) })) }
  },
})

/** The value of a task's tick. */
export const choiceOf = ({ taskId, version }: ChosenTask): string => `${taskId}:${version}`
