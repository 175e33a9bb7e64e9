import type { Field, Parsed } from './field.ts'
import { textOf, textsOf } from './raw-form.ts'

interface Words {
  readonly label: string
  readonly hint?: string
  /** What to say when nothing was entered: "Enter a first name". */
  readonly missing?: string
}

const one = (name: string): readonly string[] => [name]

type TextWords = Words & { readonly maxLength?: number }
type Understand<Value> = (text: string, today: string) => Parsed<Value>

/** Text whose meaning `understand` decides; it returns the value or a problem. */
export function textField(words: TextWords): Field<string>
export function textField<Value>(words: TextWords & { readonly understand: Understand<Value> }): Field<Value>
export function textField<Value>(
  words: TextWords & { readonly understand?: Understand<Value> },
): Field<Value | string> {
  const { maxLength = 200 } = words
  return {
    ...words,
    inputs: one,
    parse(raw, name, today) {
      const text = textOf(raw, name)
      if (text === '') return { problem: words.missing ?? `Enter ${lowerFirst(words.label)}` }
      if (text.length > maxLength) return { problem: `${words.label} must be ${maxLength} characters or fewer` }
      return words.understand ? words.understand(text, today) : { value: text }
    },
  }
}

/** The same field, but it may be left empty: then its value is `undefined`. */
export function optional<Value>(field: Field<Value>): Field<Value | undefined> {
  return {
    ...field,
    parse(raw, name, today) {
      const isEmpty = field.inputs(name).every((input) => textsOf(raw, input).every((text) => text.trim() === ''))
      return isEmpty ? { value: undefined } : field.parse(raw, name, today)
    },
  }
}

/** One of a fixed list: radios or a select. */
export function choiceField<const Choice extends string>(
  words: Words & { readonly choices: Readonly<Record<Choice, string>> },
): Field<Choice> & { readonly choices: Readonly<Record<Choice, string>> } {
  return {
    ...words,
    inputs: one,
    parse(raw, name) {
      const text = textOf(raw, name)
      return Object.hasOwn(words.choices, text)
        ? { value: text as Choice }
        : { problem: words.missing ?? `Select ${lowerFirst(words.label)}` }
    },
  }
}

/** Any number of a fixed list: checkboxes. */
export function choicesField<const Choice extends string>(
  words: Words & { readonly choices: Readonly<Record<Choice, string>>; readonly least?: number },
): Field<readonly Choice[]> & { readonly choices: Readonly<Record<Choice, string>> } {
  return {
    ...words,
    inputs: one,
    parse(raw, name) {
      const chosen = textsOf(raw, name).filter((text) => text !== '')
      if (chosen.some((text) => !Object.hasOwn(words.choices, text)))
        return { problem: `Select from the list of ${lowerFirst(words.label)}` }
      if (chosen.length < (words.least ?? 0)) return { problem: words.missing ?? `Select ${lowerFirst(words.label)}` }
      return { value: chosen as readonly string[] as readonly Choice[] }
    },
  }
}

/** A single tick box that may be left empty. */
export function tickField(words: Words): Field<boolean> {
  return { ...words, inputs: one, parse: (raw, name) => ({ value: textOf(raw, name) === 'yes' }) }
}

/** A secret: never trimmed, never shown again. */
export function secretField(words: Words): Field<string> {
  return {
    ...words,
    isSecret: true,
    inputs: one,
    parse(raw, name) {
      const value = raw[name]
      const text = typeof value === 'string' ? value : ''
      return text === '' ? { problem: words.missing ?? `Enter ${lowerFirst(words.label)}` } : { value: text }
    },
  }
}

/** A value the page itself put into the form, such as the identifier of a row. */
export function hiddenField(): Field<string>
export function hiddenField<Value>(understand: (text: string) => Parsed<Value>): Field<Value>
export function hiddenField<Value>(understand?: (text: string) => Parsed<Value>): Field<Value | string> {
  return {
    label: '',
    inputs: one,
    parse: (raw, name) => (understand ? understand(textOf(raw, name)) : { value: textOf(raw, name) }),
  }
}

/** A whole number between two bounds. */
export function wholeNumberField(words: Words & { readonly least: number; readonly most: number }): Field<number> {
  return textField<number>({
    ...words,
    understand(text) {
      if (!/^-?\d{1,9}$/.test(text)) return { problem: `${words.label} must be a whole number` }
      const value = Number(text)
      return value >= words.least && value <= words.most
        ? { value }
        : { problem: `${words.label} must be between ${words.least} and ${words.most}` }
    },
  })
}

const lowerFirst = (text: string): string =>
  /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
