// The front door of fields/: what a page imports to draw a form.
export { CheckboxesField, type CheckboxesFieldProps } from './fields/checkboxes-field.tsx'
export { DateField, type DateFieldProps, type DateName } from './fields/date-field.tsx'
export { EmailField } from './fields/email-field.tsx'
export {
  errorSummaryItems,
  type FieldErrors,
  type FieldProps,
  type FormValues,
  type TextProps,
} from './fields/field.ts'
export { FileField } from './fields/file-field.tsx'
export { Form, type FormProps } from './fields/form.tsx'
export { HiddenField } from './fields/hidden-field.tsx'
export { NumberField } from './fields/number-field.tsx'
export { OneTimeCodeField } from './fields/one-time-code-field.tsx'
export { PasswordField } from './fields/password-field.tsx'
export { RadiosField, type Choice, type Divider, type RadiosFieldProps } from './fields/radios-field.tsx'
export { SearchField } from './fields/search-field.tsx'
export { SelectField, type SelectFieldProps } from './fields/select-field.tsx'
export { SuggestField, type SuggestFieldProps } from './fields/suggest-field.tsx'
export { TelephoneField } from './fields/telephone-field.tsx'
export { TextAreaField } from './fields/text-area-field.tsx'
export { TextField } from './fields/text-field.tsx'
