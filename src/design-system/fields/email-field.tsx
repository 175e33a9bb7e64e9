import { Input } from '../components/input.tsx'
import { common, textOf, type FormValues, type TextProps } from './field.ts'

/** An e-mail address. */
export const EmailField = <Values extends object = FormValues>(props: TextProps<Values>) => (
  <Input
    {...common(props)}
    value={textOf(props.values, props.name)}
    type="email"
    autocomplete={props.autocomplete ?? 'email'}
    spellcheck={false}
    width={props.width}
  />
)
