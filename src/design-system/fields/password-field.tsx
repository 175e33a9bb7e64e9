import { PasswordInput } from '../components/password-input.tsx'
import { common, type FormValues, type TextProps } from './field.ts'

/** A password. What was typed is never sent back to the page. */
export const PasswordField = <Values extends object = FormValues>(props: TextProps<Values>) => (
  <PasswordInput {...common(props)} autocomplete={props.autocomplete ?? 'current-password'} width={props.width} />
)
