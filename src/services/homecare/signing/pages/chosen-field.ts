import type { Field } from '../../../../core/http/form/field.ts'
import { textsOf } from '../../../../core/http/form/raw-form.ts'
import type { ToSign } from '../commands/sign-prescriptions.ts'

const CHOICE = /^([0-9a-f-]{36})\.([\w-]{43})(\.first)?$/

/** The ticks of the signing list: each a prescription, the digest of what was shown, and whether it is signed first. */
export const chosenField = (most: number): Field<readonly ToSign[]> => ({
  label: 'Prescriptions to sign',
  inputs: (name) => [name],
  parse(raw, name) {
    const chosen = textsOf(raw, name).map((text) => CHOICE.exec(text))
    if (chosen.length === 0) return { problem: 'Select the prescriptions that you sign' }
    if (chosen.length > most || chosen.some((match) => match === null))
      return { problem: `Select up to ${most} prescriptions from this page` }
    const all = chosen.map((match) => ({
      prescriptionId: match![1]!,
      digest: match![2]!,
      isFirst: match![3] !== undefined,
    }))
    return { value: [...new Map(all.map((one) => [one.prescriptionId, one])).values()] }
  },
})

/** The value of a tick. */
export const choiceOf = ({ prescriptionId, digest, isFirst = false }: ToSign): string =>
  `${prescriptionId}.${digest}${isFirst ? '.first' : ''}`
