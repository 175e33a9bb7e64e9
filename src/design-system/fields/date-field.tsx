import { DateInput } from '../components/date-input.tsx'
import { common, textOf, type FieldProps, type FormValues } from './field.ts'

/** The names in a form that have a `-day` input: `birthDate` for `birthDate-day`. */
export type DateName<Values> = string extends keyof Values
  ? string
  : { [Name in keyof Values & string]: Name extends `${infer Date}-day` ? Date : never }[keyof Values & string]

export interface DateFieldProps<Values extends object = FormValues> extends Omit<FieldProps<Values>, 'name'> {
  readonly name: DateName<Values>
  /** For a date of birth, so that the browser can help. */
  readonly isBirthDate?: boolean | undefined
}

const PARTS = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
] as const

/** A date in three boxes, sent as `name-day`, `name-month` and `name-year`. An error under a part's own name marks only that box. */
export function DateField<Values extends object = FormValues>(props: DateFieldProps<Values>) {
  const { name, errors, values, isBirthDate } = props
  const partError = PARTS.map(({ part }) => errors[`${name}-${part}`]).find((text) => text !== undefined)
  const { label, hint } = common({ ...props, name })
  const message = errors[name] ?? partError
  return (
    <DateInput
      id={name}
      fieldset={{ legend: label }}
      hint={hint}
      errorMessage={message === undefined ? undefined : { text: message }}
      items={PARTS.map((box) => ({
        id: `${name}-${box.part}`,
        name: `${name}-${box.part}`,
        label: box.label,
        width: box.width,
        value: textOf(values, `${name}-${box.part}`),
        error: errors[`${name}-${box.part}`] !== undefined,
        autocomplete: isBirthDate ? `bday-${box.part}` : undefined,
      }))}
    />
  )
}
