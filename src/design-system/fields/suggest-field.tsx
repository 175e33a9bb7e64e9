import { Input } from '../components/input.tsx'
import { common, textOf, type FieldProps, type FormValues } from './field.ts'

export interface SuggestFieldProps<Values extends object = FormValues> extends FieldProps<Values> {
  /** Name of the hidden input that gets the identifier of what was chosen from the list. */
  readonly chosenName: keyof Values & string
  /** Where suggestions come from: answers `?q=` with `{"options": [{"value", "text", "note"}], "isMore"}`. */
  readonly source: string
  /** What is suggested, in the plural: “medicines”. */
  readonly things: string
}

/**
 * A text box that suggests as one types and remembers what was chosen. Without script it is a plain text box, and the page
 * answers with what it found as radios (see `medicines/pages/choose-medicine.tsx`).
 */
export const SuggestField = <Values extends object = FormValues>(props: SuggestFieldProps<Values>) => (
  <div class="troth-suggest" data-suggest={props.source} data-suggest-things={props.things}>
    <Input {...common(props)} value={textOf(props.values, props.name)} autocomplete="off" spellcheck={false} />
    <input type="hidden" name={props.chosenName} data-suggest-chosen />
  </div>
)
