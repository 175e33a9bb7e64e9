import { Input } from '../components/input.tsx'
import { common, textOf, type FormValues, type TextProps } from './field.ts'

/** A telephone number, spaces and all. */
export const TelephoneField = <Values extends object = FormValues>(props: TextProps<Values>) => (
  <Input
    {...common(props)}
    value={textOf(props.values, props.name)}
    type="tel"
    autocomplete={props.autocomplete ?? 'tel'}
    width={props.width ?? 20}
  />
)
