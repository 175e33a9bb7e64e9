import { Input } from '../components/input.tsx'
import { common, type FormValues, type TextProps } from './field.ts'

/** A code from a text message or an authenticator. Never filled in again: a code is used once. */
export const OneTimeCodeField = <Values extends object = FormValues>(props: TextProps<Values>) => (
  <Input
    {...common(props)}
    inputmode="numeric"
    autocomplete="one-time-code"
    spellcheck={false}
    code
    width={props.width ?? 10}
  />
)
