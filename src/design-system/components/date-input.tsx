import { macro } from '../macros.ts'
import type { DateInputParams } from '../params.gen.ts'

/** A memorable date in three boxes. */
export const DateInput = (props: DateInputParams) => macro('date-input', props)
