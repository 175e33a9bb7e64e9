import { z } from 'zod'
import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Form, RadiosField, SuggestField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import type { FormView } from '../../http/form/form-view.ts'
import { optional, textField } from '../../http/form/fields.ts'
import type { RawForm } from '../../http/form/raw-form.ts'
import { isSnomedId } from '../../values/snomed-id.ts'
import { matchNote } from '../match-words.ts'
import { medicinePaths } from '../paths.ts'
import { searchMedicines, type MedicineMatches, type MedicineSearch } from '../queries/search-medicines.ts'
import type { MedicineTables } from '../tables.ts'

// How any page asks which medicine. With script, the box suggests and one choice is made in it. Without, the same page answers a
// search with radios. Either way the form ends with the medicine's identifier.

/** Fields of the form: what was chosen, and what was typed. */
export const chooseMedicineFields = {
  medicine: optional(
    textField<string>({
      label: 'Medicine',
      understand: (text) => (isSnomedId(text) ? { value: text } : { problem: 'Select a medicine' }),
    }),
  ),
  q: optional(
    textField({
      label: 'Name or brand of the medicine',
      hint: 'The beginnings of words in any order, like “humira” or “adali 40 pen”',
    }),
  ),
}
type Fields = typeof chooseMedicineFields

/** What the address of the page carries: `?q=` is a search whose answer is shown. */
export const chooseMedicineQuery = z.object({ q: z.string().max(200).optional().catch(undefined) })

/** What was found for `?q=`; undefined when nothing was asked. */
export async function findChoices(
  tx: Reader<MedicineTables>,
  typed: string | undefined,
  search?: MedicineSearch,
): Promise<MedicineMatches | undefined> {
  return typed === undefined ? undefined : await searchMedicines(tx, typed, search)
}

export type MedicineChoice =
  | { readonly chosen: string }
  /** Search for this: go to the same page with `?q=`. */
  | { readonly search: string }
  | { readonly errors: { readonly q?: string; readonly medicine?: string } }

/** What the sent form means. `asked` is what the page had been asked for. */
export function readChoice(
  values: { readonly medicine: string | undefined; readonly q: string | undefined },
  asked: string | undefined,
): MedicineChoice {
  if (values.medicine !== undefined) return { chosen: values.medicine }
  if (values.q !== undefined) return { search: values.q }
  return { errors: asked === undefined ? { q: 'Enter the name of a medicine' } : { medicine: 'Select a medicine' } }
}

/** The box, and under it what was found. `button` says what happens with the medicine: “Continue”. */
export const ChooseMedicine = ({
  form,
  asked,
  found,
  button,
}: {
  form: FormView<Fields>
  asked: string | undefined
  found: MedicineMatches | undefined
  button: string
}) => {
  const hidden = { ...form.hidden, draftPath: undefined }
  const values: RawForm = { ...form.values, q: form.values['q'] ?? asked ?? '' }
  return (
    <>
      <Form {...hidden}>
        <SuggestField
          {...form.field('q')}
          values={values}
          chosenName="medicine"
          source={medicinePaths.suggestions()}
          things="medicines"
        />
        <Button variant={found && found.matches.length > 0 ? 'secondary' : undefined}>Search</Button>
      </Form>
      {found && <Found found={found} form={form} button={button} />}
    </>
  )
}

const Found = ({ found, form, button }: { found: MedicineMatches; form: FormView<Fields>; button: string }) => {
  if (found.isTooShort || found.matches.length === 0)
    return (
      <InsetText>
        <p role="status">
          {found.isTooShort
            ? 'Type at least 2 letters of the name.'
            : 'No medicine matches. Check the spelling, or type only the beginning of the name.'}
        </p>
      </InsetText>
    )
  return (
    <Form {...form.hidden} draftPath={undefined}>
      <RadiosField
        {...form.field('medicine')}
        label="Which medicine?"
        labelSize="m"
        values={form.values}
        options={found.matches.map((match) => ({ value: match.id, label: match.name, hint: matchNote(match) }))}
      />
      {found.isMore && <p>There are more. Add a strength, a form or a brand to find fewer.</p>}
      <Button>{button}</Button>
    </Form>
  )
}
