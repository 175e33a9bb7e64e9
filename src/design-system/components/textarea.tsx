import { macro } from '../macros.ts'
import type { TextareaParams } from '../params.gen.ts'

/** Several lines of typed text. */
export const Textarea = (props: TextareaParams) => macro('textarea', props)
