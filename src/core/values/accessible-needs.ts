// The needs that the Accessible Information Standard (DAPB1605, formerly DCB1605) asks to be recorded and met.

/** The four kinds of need that the standard names. */
export const NEED_GROUPS = {
  contact: 'How to get in touch',
  format: 'How to send information',
  professional: 'Who must be there',
  support: 'What helps in conversation',
} as const

export type NeedGroup = keyof typeof NEED_GROUPS

type Need = {
  words: string
  group: NeedGroup
  /** SNOMED CT UK concept; undefined where none was found. */
  snomed?: string
  /** `UKCore-PreferredWrittenCommunicationFormat` */
  writtenFormat?: '11' | '12' | '13'
  /** `UKCore-PreferredContactMethod` */
  contactMethod?: '1' | '3' | '4' | '5' | '6' | '7' | '8'
}

export const PREFERRED_WRITTEN_FORMAT_SYSTEM =
  'https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredWrittenCommunicationFormat'
export const PREFERRED_CONTACT_METHOD_SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod'

/**
 * Codes are from NHS England's value set for the reasonable adjustment flag, draft of February 2024 (two had lost their
 * last digit there, which the check digit gives back). A need without a code
 * is one that people have and the draft has no concept for: `isVerifiedNeed` is false for these.
 */
export const ACCESSIBLE_NEEDS = {
  'contact-letter': { words: 'Contact by letter', group: 'contact', snomed: '936721000000107', contactMethod: '1' },
  'contact-email': { words: 'Contact by email', group: 'contact', snomed: '936741000000100', contactMethod: '4' },
  'contact-text': { words: 'Contact by text message', group: 'contact', snomed: '936701000000103' },
  'contact-telephone': {
    words: 'Contact by telephone',
    group: 'contact',
    snomed: '795661000000104',
    contactMethod: '3',
  },
  'contact-text-relay': {
    words: 'Contact by text relay',
    group: 'contact',
    snomed: '796081000000106',
    contactMethod: '5',
  },
  'contact-via-carer': { words: 'Contact through a carer', group: 'contact', snomed: '719561001', contactMethod: '6' },
  'no-telephone': { words: 'Do not telephone', group: 'contact', contactMethod: '8' },
  'visual-alert': { words: 'Needs to see when it is their turn', group: 'contact', snomed: '945951000000108' },
  'audible-alert': { words: 'Needs to hear when it is their turn', group: 'contact', snomed: '945931000000101' },
  'tactile-alert': { words: 'Needs a touch when it is their turn', group: 'contact', snomed: '945971000000104' },

  'large-print': { words: 'Large print', group: 'format', writtenFormat: '11' },
  'large-print-20': {
    words: 'Large print, at least 20 point',
    group: 'format',
    snomed: '957331000000109',
    writtenFormat: '11',
  },
  'large-print-24': {
    words: 'Large print, at least 24 point',
    group: 'format',
    snomed: '957351000000102',
    writtenFormat: '11',
  },
  'large-print-28': {
    words: 'Large print, at least 28 point',
    group: 'format',
    snomed: '957371000000106',
    writtenFormat: '11',
  },
  braille: { words: 'Braille, contracted (Grade 2)', group: 'format', snomed: '936661000000109', writtenFormat: '12' },
  'braille-uncontracted': {
    words: 'Braille, uncontracted (Grade 1)',
    group: 'format',
    snomed: '936681000000100',
    writtenFormat: '12',
  },
  moon: { words: 'Moon alphabet', group: 'format', snomed: '936621000000101' },
  'easy-read': { words: 'Easy read', group: 'format', snomed: '796161000000101' },
  aphasia: { words: 'Aphasia-accessible information', group: 'format', snomed: '1082551000000105' },
  makaton: { words: 'Makaton symbols', group: 'format', snomed: '936641000000108' },
  audio: { words: 'Audio file', group: 'format', snomed: '936601000000105', writtenFormat: '13' },
  'audio-cd': { words: 'Audio CD', group: 'format', snomed: '795731000000104', writtenFormat: '13' },
  bsl: { words: 'British Sign Language video', group: 'format' },
  'email-information': { words: 'Information by email', group: 'format', snomed: '936581000000101' },
  'electronic-document': {
    words: 'Electronic document for a screen reader',
    group: 'format',
    snomed: '945751000000106',
  },
  spoken: { words: 'Information told aloud', group: 'format', snomed: '367741000000102' },
  'read-by-another': {
    words: 'Another person reads letters to them',
    group: 'format',
    snomed: '985021000000106',
  },

  'bsl-interpreter': {
    words: 'British Sign Language interpreter',
    group: 'professional',
    snomed: '204331000000107',
    contactMethod: '7',
  },
  'sse-interpreter': {
    words: 'Sign Supported English interpreter',
    group: 'professional',
    snomed: '936761000000104',
    contactMethod: '7',
  },
  'makaton-interpreter': {
    words: 'Makaton interpreter',
    group: 'professional',
    snomed: '204341000000103',
    contactMethod: '7',
  },
  'hands-on-interpreter': {
    words: 'Hands-on signing interpreter',
    group: 'professional',
    snomed: '945731000000104',
    contactMethod: '7',
  },
  'visual-frame-interpreter': {
    words: 'Visual frame sign language interpreter',
    group: 'professional',
    snomed: '945711000000107',
    contactMethod: '7',
  },
  'deafblind-manual-interpreter': {
    words: 'Deafblind manual interpreter',
    group: 'professional',
    snomed: '957051000000100',
  },
  'deafblind-guide': { words: 'Deafblind communicator guide', group: 'professional', snomed: '796201000000109' },
  lipspeaker: { words: 'Lipspeaker', group: 'professional', snomed: '945911000000109' },
  'speech-to-text-reporter': { words: 'Speech to text reporter', group: 'professional', snomed: '966401000000100' },
  'note-taker': { words: 'Note taker', group: 'professional', snomed: '945891000000106' },
  'speech-therapist': { words: 'Speech and language therapist', group: 'professional', snomed: '1082661000000107' },
  'sighted-guide': { words: 'Sighted guide', group: 'professional', snomed: '719563003' },
  advocate: { words: 'Advocate', group: 'professional', snomed: '225835008' },

  'lip-reads': { words: 'Lip reads: face them when you speak', group: 'support', snomed: '441092009' },
  'hearing-aid': { words: 'Uses a hearing aid', group: 'support', snomed: '285055002' },
  'hearing-loop': { words: 'Uses a hearing loop', group: 'support', snomed: '198061000000105' },
  'communication-device': { words: 'Uses a communication device', group: 'support', snomed: '719369003' },
  'communication-passport': { words: 'Has a communication passport', group: 'support', snomed: '837341000000108' },
  'uses-makaton': { words: 'Uses Makaton', group: 'support', snomed: '415805003' },
  'longer-appointment': { words: 'Needs a longer appointment', group: 'support' },
} as const satisfies Record<string, Need>

export type AccessibleNeed = keyof typeof ACCESSIBLE_NEEDS

export const isAccessibleNeed = (code: string): code is AccessibleNeed => Object.hasOwn(ACCESSIBLE_NEEDS, code)

/** All needs in the order of the list, which is the order of the form. */
export const ALL_NEEDS: readonly AccessibleNeed[] = Object.keys(ACCESSIBLE_NEEDS).filter(isAccessibleNeed)

/** The need with the optional codes that not every one has. */
export const needDetails = (need: AccessibleNeed): Need => ACCESSIBLE_NEEDS[need]

/** Whether the need has a code from the published draft, and so may be shared as one. */
export const isVerifiedNeed = (need: AccessibleNeed): boolean => needDetails(need).snomed !== undefined

/** The need that a SNOMED CT concept stands for, when we know it. */
export const needBySnomed = (concept: string): AccessibleNeed | undefined =>
  ALL_NEEDS.find((need) => needDetails(need).snomed === concept)
