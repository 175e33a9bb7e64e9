import { macro } from '../macros.ts'
import type { InputParams } from '../params.gen.ts'

/** A line of typed text. Pages use the fields; this is for the few inputs that belong to no form schema. */
export const Input = (props: InputParams) => macro('input', props)
