import type { SaidOfPatient } from '../matching/held-kind.ts'
import type { RegistrationBody } from './registration-body.ts'

/** The patient of a registration as a record would have them. Where a sensitive person lives is never among it. */
export function saidOfPatient({ patient }: RegistrationBody): SaidOfPatient {
  const { names, nhsNumber, birthDate, gender, isSensitive, homeAddress, contactPoints } = patient
  return {
    names,
    nhsNumber,
    birthDate,
    gender,
    addresses: homeAddress && !isSensitive ? [{ use: 'home', ...homeAddress }] : [],
    contactPoints: contactPoints.map((point) => ({ ...point, source: 'other-record' })),
    communication: {
      language: patient.language,
      interpreterRequired: patient.needsInterpreter,
      accessibleNeeds: patient.accessibleNeeds,
      needsAskedOn: undefined,
      preferredChannel: undefined,
    },
  }
}
