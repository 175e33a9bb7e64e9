import { SearchInput } from '../components/search-input.tsx'
import { common, textOf, type FieldProps, type FormValues } from './field.ts'

/** A search box with its button. */
export const SearchField = <Values extends object = FormValues>(props: FieldProps<Values>) => (
  <SearchInput {...common(props)} value={textOf(props.values, props.name)} />
)
