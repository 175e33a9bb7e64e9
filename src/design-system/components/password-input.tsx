import { macro } from '../macros.ts'
import type { PasswordInputParams } from '../params.gen.ts'

/** A password, with a button to show what was typed. */
export const PasswordInput = (props: PasswordInputParams) => macro('password-input', props)
