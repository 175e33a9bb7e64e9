import { Button } from '../../../design-system/components/button.tsx'
import { Details } from '../../../design-system/components/details.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { DateField, Form, TextField } from '../../../design-system/fields.tsx'
import { dateField, dateInputs } from '../../http/form/date-field.ts'
import type { ValuesOf } from '../../http/form/field.ts'
import { optional, textField } from '../../http/form/fields.ts'
import type { FormView } from '../../http/form/form-view.ts'
import type { RawForm } from '../../http/form/raw-form.ts'
import { readSearchParts, readSearchText, type ReadSearch, type SearchProblem } from '../search-query.ts'

const oneBox = optional(
  textField({
    label: 'NHS number, name, date of birth or postcode',
    hint: 'In any order, like “smith 12/3/1961” or “SMI AM”',
  }),
)

export const searchFields = {
  q: oneBox,
  nhsNumber: optional(textField({ label: 'NHS number' })),
  name: optional(textField({ label: 'Name' })),
  born: optional(
    dateField({
      label: 'Date of birth',
      name: 'Date of birth',
      rule: (today) => ({ today, when: 'today-or-past' }),
    }),
  ),
  postcode: optional(textField({ label: 'Postcode' })),
}

/** The form with one box only. */
export const oneBoxFields = { q: oneBox }

/** What was typed: kept sealed in the address of the list, and shown again in the form. */
export type TypedSearch = ValuesOf<typeof searchFields>

const PROBLEMS: Record<SearchProblem, string> = {
  nothing: 'Enter a name, NHS number, date of birth or postcode',
  'too-little': 'Enter at least 2 letters of a name, a full date of birth or the start of a postcode',
  'not-an-nhs-number': 'NHS number must be real. Check for a wrong or swapped number',
}

/** One box when something is in it, else the separate boxes. */
export function searchOf({ q, nhsNumber, name, born, postcode }: TypedSearch): ReadSearch {
  const isOneBox = q !== undefined || [nhsNumber, name, born, postcode].every((part) => part === undefined)
  return isOneBox ? readSearchText(q ?? '') : readSearchParts({ nhsNumber, name, born, postcode })
}

/** What is wrong with a search as a whole, at the box it is about. */
export function checkSearch(typed: TypedSearch): { readonly [Name in keyof TypedSearch]?: string } {
  const read = searchOf(typed)
  if ('search' in read) return {}
  const { q, nhsNumber, name, born, postcode } = typed
  const isOneBox = q !== undefined || [nhsNumber, name, born, postcode].every((part) => part === undefined)
  const box = isOneBox ? 'q' : nhsNumber !== undefined ? 'nhsNumber' : postcode !== undefined ? 'postcode' : 'name'
  return { [box]: PROBLEMS[read.problem] }
}

/** The boxes as they were filled in. */
export const typedAgain = ({ born, ...texts }: TypedSearch): RawForm => ({ ...texts, ...dateInputs('born', born) })

const SEPARATE = ['nhsNumber', 'name', 'postcode', 'born-day', 'born-month', 'born-year']

/** Posted, so that what is typed about a person stands in no address. No draft is kept: a search is quick to type again. */
export const SearchForm = ({ path, form }: { path: string; form: FormView<typeof searchFields> }) => (
  <SearchRegion path={path} hidden={form.hidden}>
    <OneBox form={form} />
    <Details summary="Search by separate boxes" open={SEPARATE.some((name) => Boolean(form.values[name]))}>
      <TextField {...form.field('nhsNumber')} inputmode="numeric" width={20} autocomplete="off" />
      <TextField {...form.field('name')} autocomplete="off" spellcheck={false} />
      <DateField {...form.field('born')} />
      <TextField {...form.field('postcode')} width={10} autocomplete="off" />
    </Details>
  </SearchRegion>
)

/** The same with one box. */
export const OneBoxSearchForm = ({ path, form }: { path: string; form: FormView<typeof oneBoxFields> }) => (
  <SearchRegion path={path} hidden={form.hidden}>
    <OneBox form={form} />
  </SearchRegion>
)

const OneBox = ({ form }: { form: Pick<FormView<typeof oneBoxFields>, 'field'> }) => (
  <TextField {...form.field('q')} autocomplete="off" spellcheck={false} />
)

const SearchRegion = (props: {
  path: string
  hidden: FormView<typeof oneBoxFields>['hidden']
  children?: Parameters<typeof Form>[0]['children']
}) => (
  <div role="search">
    <Form action={props.path} csrfToken={props.hidden.csrfToken} idempotencyKey={props.hidden.idempotencyKey}>
      {props.children}
      <Button>Search</Button>
    </Form>
  </div>
)

/** Why there is no list where one was asked for. */
export const SearchSentence = ({ sentence }: { sentence: string | undefined }) =>
  sentence === undefined ? null : (
    <InsetText>
      <p>{sentence}</p>
    </InsetText>
  )
