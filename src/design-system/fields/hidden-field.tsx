import { listOf, type FormValues } from './field.ts'

/** A value carried along unseen. */
export const HiddenField = <Values extends object = FormValues>({
  name,
  values,
}: {
  readonly name: keyof Values & string
  readonly values: Values
}) => (
  <>
    {listOf(values, name).map((value) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)
