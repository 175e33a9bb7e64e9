import type { Field } from '../../http/form/field.ts'
import { textsOf } from '../../http/form/raw-form.ts'
import { isUuid } from '../../values/uuid.ts'

/** Any number of rows ticked on a page, by identifier; whether they may be chosen is for the command to say. */
export const idsField = (label: string, most = 1_000): Field<readonly string[]> => ({
  label,
  inputs: (name) => [name],
  parse(raw, name) {
    const ids = textsOf(raw, name).filter((text) => text !== '')
    return ids.length <= most && ids.every(isUuid)
      ? { value: [...new Set(ids)] }
      : { problem: 'Select people from the list' }
  },
})
