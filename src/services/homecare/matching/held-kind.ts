import type { NewPatient } from '../../../core/patients/patient.ts'

/** Who something is about, as its sender said: enough to find a record, or to make one. */
export type SaidOfPatient = NewPatient

/** Whose record it is: certainly one, perhaps one of these, or nobody who is known here. */
export type Whose = { readonly patientId: string } | { readonly candidates: readonly string[] } | 'nobody-known'

/** Only the same number and the same birth date are certain: one digit can be wrong in either. */
export function whoseBy(
  said: Pick<SaidOfPatient, 'birthDate'>,
  byNumber: { readonly patientId: string; readonly birthDate: string | undefined } | undefined,
  alike: readonly string[],
): Whose {
  if (byNumber && byNumber.birthDate !== undefined && byNumber.birthDate === said.birthDate) {
    return { patientId: byNumber.patientId }
  }
  const candidates = [...new Set([...(byNumber ? [byNumber.patientId] : []), ...alike])]
  return candidates.length > 0 ? { candidates } : 'nobody-known'
}
