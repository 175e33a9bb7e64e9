// Addresses of UK Core, FHIR R4 and our own code systems and extensions, as they stand in resources.

export const PATIENT_PROFILE = 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient'
export const NHS_NUMBER_SYSTEM = 'https://fhir.nhs.uk/Id/nhs-number'
export const CONFIDENTIALITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
export const DEATH_NOTICE_SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus'
export const OTHER_CONTACT_SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-OtherContactSystem'

const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-'
export const NHS_NUMBER_STATUS_EXTENSION = `${UK_CORE}NHSNumberVerificationStatus`
export const NHS_NUMBER_UNAVAILABLE_EXTENSION = `${UK_CORE}NHSNumberUnavailableReason`
export const DEATH_EXTENSION = `${UK_CORE}DeathNotificationStatus`
/** Retired from UK Core but still what PDS sends: language and interpreter together. */
export const NHS_COMMUNICATION_EXTENSION = `${UK_CORE}NHSCommunication`
export const CONTACT_PREFERENCE_EXTENSION = `${UK_CORE}ContactPreference`
export const OTHER_CONTACT_EXTENSION = `${UK_CORE}OtherContactSystem`

const FHIR = 'http://hl7.org/fhir/StructureDefinition/'
export const INTERPRETER_EXTENSION = `${FHIR}patient-interpreterRequired`
export const GENDER_IDENTITY_EXTENSION = `${FHIR}patient-genderIdentity`

/** NHS Data Dictionary. `verified: false`: no published code system address was found, so this one is ours. */
export const GENDER_IDENTITY_SYSTEM = 'urn:troth:code:nhs-gender-identity'
export const SAME_AS_AT_BIRTH_EXTENSION = 'urn:troth:extension:gender-same-as-at-birth'

/** What no standard element carries. A URN, because nobody can look it up. */
export const ABSENCE_SYSTEM = 'urn:troth:code:nhs-number-absence'
export const CHANNEL_SYSTEM = 'urn:troth:code:preferred-channel'
export const NEED_EXTENSION = 'urn:troth:extension:accessible-need'
export const NEEDS_ASKED_EXTENSION = 'urn:troth:extension:needs-asked-on'
export const DEATH_SOURCE_EXTENSION = 'urn:troth:extension:death-source'
export const DELIVERY_EXTENSION = 'urn:troth:extension:delivery-address'
export const CONTACT_SOURCE_EXTENSION = 'urn:troth:extension:contact-source'
export const CONTACT_CONFIRMED_EXTENSION = 'urn:troth:extension:contact-confirmed-on'

/** UK Core PreferredContactMethod, as far as it is one of our channels; text messages have no code there. */
export const CONTACT_METHODS = { letter: '1', telephone: '3', email: '4' } as const
export const CONTACT_METHOD_WORDS = { '1': 'Letter', '3': 'Telephone', '4': 'E-mail' } as const
export const DEATH_NOTICE_CODES = { informal: '1', formal: '2' } as const
export const DEATH_NOTICE_WORDS = {
  informal: 'Informal - death notice received via an update from a local NHS Organisation such as GP or Trust',
  formal: 'Formal - death notice received from Registrar of Deaths',
} as const

export const RELATED_PERSON_PROFILE = 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-RelatedPerson'
export const RELATIONSHIP_SYSTEMS = {
  'v2-0131': 'http://terminology.hl7.org/CodeSystem/v2-0131',
  'v3-RoleCode': 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
} as const
export const MAY_BE_TOLD_EXTENSION = 'urn:troth:extension:may-be-told'
