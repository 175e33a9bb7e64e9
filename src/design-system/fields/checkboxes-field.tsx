import { Checkboxes } from '../components/checkboxes.tsx'
import { common, listOf, type FieldProps, type FormValues } from './field.ts'
import { toItem, type Choice, type Divider } from './radios-field.tsx'

export interface CheckboxesFieldProps<Values extends object = FormValues> extends FieldProps<Values> {
  readonly options: readonly (
    (Choice & { /** Unticks the others: "None of these". */ readonly exclusive?: boolean }) | Divider
  )[]
  readonly small?: boolean | undefined
}

/** Any number of choices, sent under one name. */
export function CheckboxesField<Values extends object = FormValues>(props: CheckboxesFieldProps<Values>) {
  const { label, hint, errorMessage } = common(props)
  const ticked = listOf(props.values, props.name)
  return (
    <Checkboxes
      name={props.name}
      fieldset={{ legend: label }}
      hint={hint}
      errorMessage={errorMessage}
      small={props.small}
      items={props.options.map((option) => ({
        ...toItem(option, (value) => ticked.includes(value)),
        ...('exclusive' in option && option.exclusive ? { exclusive: true } : {}),
      }))}
    />
  )
}
