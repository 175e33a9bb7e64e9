import { macro } from '../macros.ts'
import type { RadiosParams } from '../params.gen.ts'

/** One choice of several, each with a possible conditional reveal. */
export const Radios = (props: RadiosParams) => macro('radios', props)
