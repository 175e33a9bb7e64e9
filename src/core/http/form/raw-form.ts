/** What was typed, exactly as it was typed: shown again when something is wrong, so that nothing is lost. */
export type RawForm = Readonly<Record<string, string | readonly string[] | undefined>>

/** One sentence a field. `form` is for what belongs to no field. */
export type FieldErrors = Readonly<Record<string, string | undefined>>

/** The text of an input that has one value. */
export function textOf(raw: RawForm, name: string): string {
  const value = raw[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** The values of an input that can have several, such as checkboxes. */
export function textsOf(raw: RawForm, name: string): readonly string[] {
  const value = raw[name]
  if (value === undefined || value === '') return []
  return typeof value === 'string' ? [value] : value
}
