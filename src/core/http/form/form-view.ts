import type { Fields } from './field.ts'
import type { FieldErrors, RawForm } from './raw-form.ts'

/** What a field component needs to show one question. */
export interface BoundField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly values: RawForm
  readonly errors: FieldErrors
}

/** A form as its page's view sees it. Field names are checked by the compiler. */
export interface FormView<F extends Fields> {
  readonly values: RawForm
  readonly errors: FieldErrors
  /** Hidden inputs every form carries; spread into `Form`. */
  readonly hidden: {
    readonly csrfToken: string
    readonly idempotencyKey: string
    readonly version?: number
    readonly draftPath?: string
  }
  /** Spread into a field component: `<TextField {...form.field('family')} />`. */
  readonly field: (name: keyof F & string) => BoundField
}

export function formView<F extends Fields>(
  fields: F,
  values: RawForm,
  errors: FieldErrors,
  hidden: FormView<F>['hidden'],
): FormView<F> {
  return {
    values,
    errors,
    hidden,
    field(name) {
      const { label, hint } = fields[name] as Fields[string]
      return { name, label, ...(hint === undefined ? {} : { hint }), values, errors }
    },
  }
}
