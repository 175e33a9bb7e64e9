import type { PatientBannerProps } from '../../../design-system/patient-banner.tsx'
import type { AllergyStatus } from '../../values/allergy.ts'
import { addressFor, addressText } from '../../values/address.ts'
import { formatAge, formatCuiDate, type CivilDate } from '../../values/civil-date.ts'
import { ADMINISTRATIVE_GENDERS } from '../../values/gender.ts'
import { NHS_NUMBER_ABSENCES } from '../../values/nhs-number-status.ts'
import { formatTelephoneNumber } from '../../values/telephone-number.ts'
import { hasNhsNumber, nameOf, type Patient } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { inUse } from '../reach.ts'

/** What the identity banner says of a patient. Every page about a patient has it: use `patientPage`. */
export function patientBanner(patient: Patient, allergies: AllergyStatus, today: CivilDate): PatientBannerProps {
  const { nhsNumber, birthDate, death, sensitive } = patient
  const name = nameOf(patient, today)
  const home = addressFor(patient.addresses, 'home', today)
  const [telephone] = inUse(patient.contactPoints, ['phone', 'textphone'], today)
  return {
    family: name.family,
    given: name.given.join(' '),
    title: name.prefix.join(' ') || undefined,
    born: birthDate && formatCuiDate(birthDate),
    age: birthDate && formatAge(birthDate, death?.on ?? today),
    nhsNumber: hasNhsNumber(nhsNumber) ? nhsNumber.number : undefined,
    nhsNumberNote: hasNhsNumber(nhsNumber)
      ? nhsNumber.status === '01'
        ? undefined
        : 'not verified'
      : NHS_NUMBER_ABSENCES[nhsNumber.absence].words,
    gender: ADMINISTRATIVE_GENDERS[patient.gender],
    allergies: allergyWords(allergies),
    address: home && addressText(home),
    telephone: telephone && formatTelephoneNumber(telephone.value),
    died: death && (death.on === undefined ? 'date not known' : formatCuiDate(death.on)),
    sensitive,
    href: patientPaths.record(patient.patientId),
  }
}

function allergyWords(status: AllergyStatus): PatientBannerProps['allergies'] {
  if (status.status === 'not-yet-asked') return 'not-asked'
  if (status.status === 'none-known') return 'none-known'
  return status.allergies.map(({ substance, severity }) =>
    severity === 'severe' ? `${substance} (severe)` : substance,
  )
}
