import { macro } from '../macros.ts'
import type { CharacterCountParams } from '../params.gen.ts'

/** Several lines of typed text with a count of what is left. */
export const CharacterCount = (props: CharacterCountParams) => macro('character-count', props)
