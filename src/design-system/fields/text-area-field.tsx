import { CharacterCount } from '../components/character-count.tsx'
import { Textarea } from '../components/textarea.tsx'
import { common, textOf, type FieldProps, type FormValues } from './field.ts'

// HTML drops the first line feed inside a text area, so one is added for it to drop.
const typed = (value: string | undefined) => (value && /^\r?\n/.test(value) ? `\n${value}` : value)

/** Several lines of text; with `maxlength`, a count of the characters left. */
export const TextAreaField = <Values extends object = FormValues>(
  props: FieldProps<Values> & { readonly rows?: number | undefined; readonly maxlength?: number | undefined },
) => {
  const shared = {
    ...common(props),
    value: typed(textOf(props.values, props.name)),
    rows: props.rows === undefined ? undefined : String(props.rows),
  }
  return props.maxlength === undefined ? (
    <Textarea {...shared} />
  ) : (
    <CharacterCount {...shared} maxlength={String(props.maxlength)} />
  )
}
