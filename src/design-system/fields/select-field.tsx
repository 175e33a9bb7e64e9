import { Select } from '../components/select.tsx'
import { common, textOf, type FieldProps, type FormValues } from './field.ts'

export interface SelectFieldProps<Values extends object = FormValues> extends FieldProps<Values> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The first, empty choice; a list with no empty choice would answer for the person. */
  readonly placeholder?: string | undefined
}

/** One choice from a long list. */
export function SelectField<Values extends object = FormValues>(props: SelectFieldProps<Values>) {
  const chosen = textOf(props.values, props.name)
  const items = props.options.map(({ value, label }) => ({ value, text: label, selected: value === chosen }))
  const first = props.placeholder === undefined ? [] : [{ value: '', text: props.placeholder }]
  return <Select {...common(props)} items={[...first, ...items]} />
}
