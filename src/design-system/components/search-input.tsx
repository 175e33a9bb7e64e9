import { macro } from '../macros.ts'
import type { SearchInputParams } from '../params.gen.ts'

/** A search box with its button. */
export const SearchInput = (props: SearchInputParams) => macro('search-input', props)
