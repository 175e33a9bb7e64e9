import type { Child } from '../../core/html/jsx-runtime.ts'
import { Radios } from '../components/radios.tsx'
import { asElement } from '../content.ts'
import { common, textOf, type FieldProps, type FormValues } from './field.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  /** Shown when this choice is chosen; always shown without script. */
  readonly conditional?: Child
}
/** Words between choices, such as "or". */
export interface Divider {
  readonly divider: string
}

export interface RadiosFieldProps<Values extends object = FormValues> extends FieldProps<Values> {
  readonly options: readonly (Choice | Divider)[]
  readonly inline?: boolean | undefined
  readonly small?: boolean | undefined
}

/** An upstream item; the same for radios and checkboxes. */
export const toItem = (option: Choice | Divider, isChecked: (value: string) => boolean) =>
  'divider' in option
    ? option
    : {
        value: option.value,
        text: option.label,
        hint: option.hint === undefined ? undefined : { text: option.hint },
        checked: isChecked(option.value),
        conditional: option.conditional ? { html: asElement(option.conditional) } : undefined,
      }

/** One choice of several. */
export function RadiosField<Values extends object = FormValues>(props: RadiosFieldProps<Values>) {
  const { label, hint, errorMessage } = common(props)
  const chosen = textOf(props.values, props.name)
  return (
    <Radios
      name={props.name}
      fieldset={{ legend: label }}
      hint={hint}
      errorMessage={errorMessage}
      inline={props.inline}
      small={props.small}
      items={props.options.map((option) => toItem(option, (value) => value === chosen))}
    />
  )
}
