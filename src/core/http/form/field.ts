import type { RawForm } from './raw-form.ts'

/** A field's answer: a value, or one sentence that says what is wrong and what to do. */
export type Parsed<Value> = { readonly value: Value } | { readonly problem: string }

/** One question of a form: its words, the inputs it reads and how its answer is understood. */
export interface Field<Value> {
  readonly label: string
  readonly hint?: string
  /** Never kept as a draft and never shown again. */
  readonly isSecret?: boolean
  /** Names of the inputs this field owns; anything else that is sent is refused. */
  readonly inputs: (name: string) => readonly string[]
  readonly parse: (raw: RawForm, name: string, today: string) => Parsed<Value>
}

export type Fields = Readonly<Record<string, Field<unknown>>>
export type ValuesOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never
}

/** Understands every field of a form: all values, or every problem at once. */
export function parseForm<F extends Fields>(
  fields: F,
  raw: RawForm,
  today: string,
): { readonly values: ValuesOf<F> } | { readonly errors: { readonly [Name in keyof F]?: string } } {
  const values: Record<string, unknown> = {}
  const errors: Record<string, string> = {}
  for (const [name, field] of Object.entries(fields)) {
    const parsed = field.parse(raw, name, today)
    if ('problem' in parsed) errors[name] = parsed.problem
    else values[name] = parsed.value
  }
  return Object.keys(errors).length > 0
    ? { errors: errors as { readonly [Name in keyof F]?: string } }
    : { values: values as ValuesOf<F> }
}

/** Names of inputs that the form does not have: a request with extra fields is refused, not trimmed in silence. */
export function strangersIn(fields: Fields, raw: RawForm): readonly string[] {
  const known = new Set(Object.entries(fields).flatMap(([name, field]) => field.inputs(name)))
  return Object.keys(raw).filter((name) => !known.has(name) && !name.startsWith('_'))
}

/** What of a form may be kept for later: its own answers, without secrets. */
export function keepable(fields: Fields, raw: RawForm): RawForm {
  const names = Object.entries(fields).flatMap(([name, field]) => (field.isSecret ? [] : field.inputs(name)))
  return Object.fromEntries(names.filter((name) => raw[name] !== undefined).map((name) => [name, raw[name]]))
}
