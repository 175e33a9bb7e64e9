import { hasNhsNumber, type Patient } from '../../patients/patient.ts'

/** Names, and the number, of which a password may be no part. */
export const guessable = ({ names, nhsNumber }: Pick<Patient, 'names' | 'nhsNumber'>): string[] => [
  ...names.flatMap(({ given, family }) => [...given, family]),
  ...(hasNhsNumber(nhsNumber) ? [nhsNumber.number] : []),
]
