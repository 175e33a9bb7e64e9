import { textField } from '../../../../core/http/form/fields.ts'

/** Why: kept sealed with the step, and read by whoever looks at the history. */
export const reasonField = () => textField({ label: 'Reason', missing: 'Enter the reason', maxLength: 500 })
