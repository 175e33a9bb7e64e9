import { textField } from '../../http/form/fields.ts'

/** Characters of a note or a comment. */
export const NOTE_LENGTH = 2_000

export const noteField = (label: string, missing = `Enter a ${label.toLowerCase()}`) =>
  textField({ label, missing, maxLength: NOTE_LENGTH })
