import type { PatientMeasurement } from '../patients/measurement.ts'
import { hasNhsNumber, PREFERRED_CHANNELS, type Patient } from '../patients/patient.ts'
import { MAY_BE_TOLD, RELATIONSHIPS, type RelatedPerson } from '../patients/related-person.ts'
import { ALL_NEEDS, needDetails, type AccessibleNeed } from '../values/accessible-needs.ts'
import type { AllergyStatus } from '../values/allergy.ts'
import { formatDate, type CivilDate } from '../values/civil-date.ts'
import { ADMINISTRATIVE_GENDERS, GENDER_IDENTITIES } from '../values/gender.ts'
import { languageText } from '../values/language.ts'
import { NHS_NUMBER_ABSENCES } from '../values/nhs-number-status.ts'
import { formatNhsNumber } from '../values/nhs-number.ts'
import { fullName } from '../values/person-name.ts'
import { formatHeight, formatWeight } from '../values/quantity.ts'
import { BIRTH_SEXES } from '../values/sex.ts'
import { isStale } from '../values/staleness.ts'

/** One line of what a person sees of their record. */
export interface OwnRow {
  readonly key: string
  readonly value: string
}

/** When a way to reach someone was last confirmed, as they would say it. */
export const stalenessWords = (confirmedOn: CivilDate | undefined, today: CivilDate): string =>
  confirmedOn === undefined
    ? 'Nobody has checked that this is right'
    : isStale(confirmedOn, today)
      ? `Last checked on ${formatDate(confirmedOn)}. Is it still right?`
      : `Last checked on ${formatDate(confirmedOn)}`

const NOT_KNOWN = 'We do not know this'

/** Who the record says that someone is. */
export function aboutYou(patient: Patient, today: CivilDate): OwnRow[] {
  const { nhsNumber, birthDate, gender, birthSex, genderIdentity, generalPractice } = patient
  const isCurrent = ({ use, end }: Patient['names'][number]) =>
    use !== 'old' && use !== 'maiden' && (end ?? today) >= today
  const [current, past] = [patient.names.filter(isCurrent), patient.names.filter((name) => !isCurrent(name))]
  return [
    { key: 'Name', value: (current.length > 0 ? current : past).map(fullName).join('; ') },
    ...(current.length > 0 && past.length > 0 ? [{ key: 'Names before', value: past.map(fullName).join('; ') }] : []),
    { key: 'Date of birth', value: birthDate === undefined ? NOT_KNOWN : formatDate(birthDate) },
    {
      key: 'NHS number',
      value: hasNhsNumber(nhsNumber)
        ? formatNhsNumber(nhsNumber.number)
        : `None: ${NHS_NUMBER_ABSENCES[nhsNumber.absence].words.toLowerCase()}`,
    },
    { key: 'Gender on your record', value: ADMINISTRATIVE_GENDERS[gender] },
    ...(birthSex === undefined ? [] : [{ key: 'Sex at birth', value: BIRTH_SEXES[birthSex].words }]),
    ...(genderIdentity === undefined
      ? []
      : [{ key: 'Gender you told us', value: GENDER_IDENTITIES[genderIdentity].display }]),
    ...(generalPractice === undefined ? [] : [{ key: 'Code of your GP practice', value: generalPractice }]),
    ...patient.identifiers.map(({ value }) => ({ key: 'Another number for you', value })),
  ]
}

/** Language, interpreter and what helps someone to read, hear and speak with us. */
export function howWeCommunicate({ communication }: Patient): {
  readonly preferred: string
  readonly rows: readonly OwnRow[]
} {
  const { language, interpreterRequired, accessibleNeeds, preferredChannel } = communication
  const needs = ALL_NEEDS.filter((need) => (accessibleNeeds as readonly string[]).includes(need))
  return {
    preferred: preferredChannel === undefined ? 'You have not told us' : PREFERRED_CHANNELS[preferredChannel],
    rows: [
      { key: 'Language', value: languageText(language, interpreterRequired) || 'You have not told us' },
      {
        key: 'What helps you',
        value:
          needs.length === 0
            ? 'You have not told us about anything'
            : needs.map((need: AccessibleNeed) => needDetails(need).words).join('; '),
      },
    ],
  }
}

/** Allergies, weight and height: what is recorded, and what nobody has asked. */
export function yourHealth({
  allergies,
  weight,
  height,
  hasHomeAccess,
}: {
  readonly allergies: AllergyStatus
  readonly weight: PatientMeasurement | undefined
  readonly height: PatientMeasurement | undefined
  readonly hasHomeAccess: boolean
}): OwnRow[] {
  return [
    { key: 'Allergies', value: allergyWords(allergies) },
    { key: 'Weight', value: weight ? `${formatWeight(weight.value)} on ${formatDate(weight.measuredOn)}` : NOT_KNOWN },
    { key: 'Height', value: height ? `${formatHeight(height.value)} on ${formatDate(height.measuredOn)}` : NOT_KNOWN },
    ...(hasHomeAccess
      ? [{ key: 'Getting into your home', value: 'We hold instructions. Ask us if you want to know or change them.' }]
      : []),
  ]
}

function allergyWords(allergies: AllergyStatus): string {
  if (allergies.status === 'not-yet-asked') return 'We have not asked you yet'
  if (allergies.status === 'none-known') return `You told us on ${formatDate(allergies.askedOn)} that you have none`
  return allergies.allergies
    .map(({ substance, reaction }) => (reaction === undefined ? substance : `${substance} (${reaction})`))
    .join('; ')
}

/** The people someone told us about, and what each may be told. */
export const yourPeople = (people: readonly RelatedPerson[]): OwnRow[] =>
  people.map(({ name, relationships, mayBeTold }) => ({
    key: fullName(name),
    value: [
      relationships.map((relationship) => RELATIONSHIPS[relationship].words).join(', '),
      mayBeTold.length === 0
        ? 'We may not tell them anything'
        : `We may tell them: ${mayBeTold.map((one) => MAY_BE_TOLD[one].toLowerCase()).join('; ')}`,
    ].join('. '),
  }))
