import { macro } from '../macros.ts'
import type { CheckboxesParams } from '../params.gen.ts'

/** Any number of choices. */
export const Checkboxes = (props: CheckboxesParams) => macro('checkboxes', props)
