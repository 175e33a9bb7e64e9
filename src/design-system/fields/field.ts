import type { ErrorItem } from '../components/error-summary.tsx'

/** What was typed, exactly as typed, by the name of its input. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** What is wrong, by the name of its field. A date's part may be named too: `birthDate-month`. */
export type FieldErrors = Readonly<Record<string, string | undefined>>

export interface FieldProps<Values extends object = FormValues> {
  readonly name: keyof Values & string
  readonly label: string
  readonly hint?: string | undefined
  readonly values: Values
  readonly errors: FieldErrors
  readonly labelSize?: 's' | 'm' | 'l' | 'xl' | undefined
  /** The label is the page's h1: for a page that asks one question. */
  readonly isPageHeading?: boolean | undefined
}

export interface TextProps<Values extends object = FormValues> extends FieldProps<Values> {
  readonly autocomplete?: string | undefined
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | 'none' | undefined
  /** Width of the box in characters. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30 | undefined
  readonly classes?: string | undefined
}

/** One typed value; the first, when a name was sent more than once. */
export function textOf(values: object, name: string): string | undefined {
  const value = (values as FormValues)[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** Every value sent under a name. */
export function listOf(values: object, name: string): readonly string[] {
  const value = (values as FormValues)[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** The options that every kind of field shares, for an upstream macro. */
export const common = ({ name, label, hint, errors, labelSize, isPageHeading }: Omit<FieldProps, 'values'>) => ({
  id: name,
  name,
  label: heading(label, labelSize, isPageHeading),
  hint: hint === undefined ? undefined : { text: hint },
  errorMessage: errors[name] === undefined ? undefined : { text: errors[name] },
})

/** A label or legend, which may be the page's heading. */
export const heading = (text: string, size: FieldProps['labelSize'], isPageHeading: boolean | undefined) =>
  isPageHeading ? { heading: text, size: size ?? 'l' } : { text, size }

/** The error summary's links. A date's link leads to its day box, which is known by the values that were sent. */
export const errorSummaryItems = (errors: FieldErrors, values: object = {}): readonly ErrorItem[] =>
  Object.entries(errors).flatMap(([name, text]) =>
    text === undefined ? [] : [{ href: `#${`${name}-day` in values ? `${name}-day` : name}`, text }],
  )
