import { Input } from '../components/input.tsx'
import { common, textOf, type FormValues, type TextProps } from './field.ts'

/** A whole number or a code of digits. Typed as text: number inputs change their value when a wheel turns. */
export const NumberField = <Values extends object = FormValues>(
  props: TextProps<Values> & { readonly suffix?: string | undefined; readonly decimal?: boolean | undefined },
) => (
  <Input
    {...common(props)}
    value={textOf(props.values, props.name)}
    inputmode={props.decimal ? 'decimal' : 'numeric'}
    spellcheck={false}
    autocomplete={props.autocomplete}
    width={props.width ?? 10}
    suffix={props.suffix === undefined ? undefined : { text: props.suffix }}
  />
)
