import { Input } from '../components/input.tsx'
import { common, textOf, type FormValues, type TextProps } from './field.ts'

/** One line of text. */
export const TextField = <Values extends object = FormValues>(
  props: TextProps<Values> & {
    readonly prefix?: string | undefined
    readonly suffix?: string | undefined
    readonly spellcheck?: boolean | undefined
  },
) => (
  <Input
    {...common(props)}
    value={textOf(props.values, props.name)}
    autocomplete={props.autocomplete}
    inputmode={props.inputmode}
    width={props.width}
    classes={props.classes}
    spellcheck={props.spellcheck}
    prefix={props.prefix === undefined ? undefined : { text: props.prefix }}
    suffix={props.suffix === undefined ? undefined : { text: props.suffix }}
  />
)
