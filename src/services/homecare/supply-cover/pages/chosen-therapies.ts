import type { Field } from '../../../../core/http/form/field.ts'
import { textsOf } from '../../../../core/http/form/raw-form.ts'
import { isUuid } from '../../../../core/values/uuid.ts'

/** Treatments ticked on one page of the worklist; whether they may be chosen is for the command to say. */
export const chosenTherapies = (most: number): Field<readonly string[]> => ({
  label: 'Treatments',
  inputs: (name) => [name],
  parse(raw, name) {
    const ids = textsOf(raw, name).filter((text) => text !== '')
    return ids.length <= most && ids.every(isUuid)
      ? { value: [...new Set(ids)] }
      : { problem: 'Select treatments from the list on this page' }
  },
})
