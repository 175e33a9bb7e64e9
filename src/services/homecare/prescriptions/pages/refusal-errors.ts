import type { Refusal } from '../../../../core/values/refusal.ts'

/** Refusals as one sentence a field: those that no field is named for are of the whole form. Nothing is left out. */
export function refusalErrors<Field extends string>(
  refused: readonly Refusal[],
  fieldOf: Readonly<Record<string, Field>> = {},
): { readonly [Name in Field | 'form']?: string } {
  const errors = new Map<string, string>()
  for (const { name, sentence } of refused) {
    const field = fieldOf[name] ?? 'form'
    const before = errors.get(field)
    if (before !== sentence) errors.set(field, before === undefined ? sentence : `${before}. ${sentence}`)
  }
  return Object.fromEntries(errors) as { readonly [Name in Field | 'form']?: string }
}

/** An amount as people type it: “40”, “0.5”, “1,000”. Undefined when it is no number. */
export function readAmount(text: string): number | undefined {
  return /^(\d{1,8}|\d{1,3}(,\d{3})+)(\.\d{1,3})?$/.test(text) ? Number(text.replaceAll(',', '')) : undefined
}
