import { needDetails } from '../../values/accessible-needs.ts'
import { ADDRESS_USES, addressText, type Address } from '../../values/address.ts'
import { formatAge, formatDate, type CivilDate } from '../../values/civil-date.ts'
import { ADMINISTRATIVE_GENDERS, GENDER_IDENTITIES, SAME_AS_AT_BIRTH } from '../../values/gender.ts'
import { languageName } from '../../values/language.ts'
import { NHS_NUMBER_ABSENCES, NHS_NUMBER_STATUSES } from '../../values/nhs-number-status.ts'
import { formatNhsNumber } from '../../values/nhs-number.ts'
import { fullName, NAME_USES, type HumanName } from '../../values/person-name.ts'
import { BIRTH_SEXES } from '../../values/sex.ts'
import { formatTelephoneNumber } from '../../values/telephone-number.ts'
import type { MergeField } from '../merge.ts'
import {
  CONTACT_SOURCES,
  CONTACT_SYSTEMS,
  CONTACT_USES,
  DEATH_NOTICES,
  DEATH_SOURCES,
  hasNhsNumber,
  PREFERRED_CHANNELS,
  type Communication,
  type ContactPoint,
  type Death,
  type NhsNumberHeld,
  type PatientDetails,
} from '../patient.ts'

// What a record says, in the words of its pages.

export const NOT_KNOWN = 'Not known'

export const nhsNumberWords = (held: NhsNumberHeld): string =>
  hasNhsNumber(held)
    ? `${formatNhsNumber(held.number)} (${NHS_NUMBER_STATUSES[held.status].toLowerCase()})`
    : `None: ${NHS_NUMBER_ABSENCES[held.absence].words.toLowerCase()}`

export const nameWords = (name: HumanName): string => `${fullName(name)} (${NAME_USES[name.use].toLowerCase()})`

/** "from 1 May 2025 to 3 June 2025"; empty when neither day is known. */
export function periodWords({ start, end }: { start?: CivilDate | undefined; end?: CivilDate | undefined }): string {
  const from = start === undefined ? '' : `from ${formatDate(start)}`
  const to = end === undefined ? '' : `to ${formatDate(end)}`
  return [from, to].filter((part) => part !== '').join(' ')
}

export const birthWords = (birthDate: CivilDate | undefined, on: CivilDate): string =>
  birthDate === undefined ? NOT_KNOWN : `${formatDate(birthDate)} (${formatAge(birthDate, on)})`

export const addressWords = (address: Address): string => `${ADDRESS_USES[address.use]}: ${addressText(address)}`

export const pointValue = ({ system, value }: Pick<ContactPoint, 'system' | 'value'>): string =>
  system === 'email' ? value : formatTelephoneNumber(value)

export const pointWords = (point: ContactPoint): string =>
  `${CONTACT_SYSTEMS[point.system]} (${CONTACT_USES[point.use].toLowerCase()}): ${pointValue(point)}`

export const pointSource = ({ source }: Pick<ContactPoint, 'source'>): string =>
  `Given by: ${CONTACT_SOURCES[source].toLowerCase()}`

export const deathWords = (death: Death | undefined): string =>
  death === undefined
    ? 'Not recorded'
    : `Died ${death.on === undefined ? 'on a day nobody knows' : formatDate(death.on)}. ${DEATH_NOTICES[death.notice]}. Told by: ${DEATH_SOURCES[death.source].toLowerCase()}`

/** Language, interpreter, needs and preferred channel, a line each. */
export function communicationWords(communication: Communication): string[] {
  const { language, interpreterRequired, accessibleNeeds, needsAskedOn, preferredChannel } = communication
  return [
    `Language: ${language === undefined ? 'not known' : (languageName(language) ?? language)}`,
    `Interpreter: ${interpreterRequired ? 'needed' : 'not needed'}`,
    ...(preferredChannel === undefined
      ? []
      : [`Likes to be contacted by: ${PREFERRED_CHANNELS[preferredChannel].toLowerCase()}`]),
    ...accessibleNeeds.map((need) => needDetails(need).words),
    needsAskedOn === undefined
      ? 'Nobody has asked about needs yet'
      : `Asked about needs on ${formatDate(needsAskedOn)}`,
  ]
}

/** What one record says of a field, a line each, for comparing two. */
export function fieldWords(details: PatientDetails, field: MergeField): string[] {
  switch (field) {
    case 'nhsNumber':
      return [nhsNumberWords(details.nhsNumber)]
    case 'names':
      return details.names.map(nameWords)
    case 'birthDate':
      return [details.birthDate === undefined ? NOT_KNOWN : formatDate(details.birthDate)]
    case 'gender':
      return [ADMINISTRATIVE_GENDERS[details.gender]]
    case 'birthSex':
      return [details.birthSex === undefined ? NOT_KNOWN : BIRTH_SEXES[details.birthSex].words]
    case 'genderIdentity':
      return [
        details.genderIdentity === undefined ? NOT_KNOWN : GENDER_IDENTITIES[details.genderIdentity].display,
        ...(details.sameAsAtBirth === undefined
          ? []
          : [`Same as at birth: ${SAME_AS_AT_BIRTH[details.sameAsAtBirth].display.toLowerCase()}`]),
      ]
    case 'death':
      return [deathWords(details.death)]
    case 'addresses':
      return details.addresses.length === 0 ? [NOT_KNOWN] : details.addresses.map(addressWords)
    case 'contactPoints':
      return details.contactPoints.length === 0 ? [NOT_KNOWN] : details.contactPoints.map(pointWords)
    case 'communication':
      return communicationWords(details.communication)
    case 'generalPractice':
      return [details.generalPractice ?? NOT_KNOWN]
  }
}
