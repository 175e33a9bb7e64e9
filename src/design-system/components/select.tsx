import { macro } from '../macros.ts'
import type { SelectParams } from '../params.gen.ts'

/** A drop-down list. The service manual asks for radios first. */
export const Select = (props: SelectParams) => macro('select', props)
