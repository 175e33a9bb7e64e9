import type { Field, Fields } from './field.ts'
import { textsOf, type FieldErrors, type RawForm } from './raw-form.ts'

/** For each field whose answer is no longer what the record says: one sentence with both, for the person to choose. */
export function differences(fields: Fields, typed: RawForm, now: RawForm): FieldErrors {
  const sentences = Object.entries(fields).flatMap(([name, field]) => {
    if (field.isSecret || !field.label) return []
    const [mine, theirs] = [answer(field, name, typed), answer(field, name, now)]
    return mine === theirs ? [] : [[name, `${field.label}: it now says ${quoted(theirs)}, you typed ${quoted(mine)}`]]
  })
  return Object.fromEntries(sentences) as FieldErrors
}

function answer(field: Field<unknown>, name: string, form: RawForm): string {
  const choices = (field as { choices?: Readonly<Record<string, string>> }).choices ?? {}
  return field
    .inputs(name)
    .flatMap((input) => textsOf(form, input))
    .map((text) => choices[text.trim()] ?? text.trim())
    .filter((text) => text !== '')
    .join(' ')
}

const quoted = (text: string): string => (text === '' ? 'nothing' : `“${text}”`)
