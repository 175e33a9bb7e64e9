/** What someone does in homecare, whichever role of an organisation lets them. */
export const HOMECARE_ROLES = {
  prescriber: 'the prescriber',
  delegate: 'someone who prepares for the prescriber',
  clinician: 'a clinician',
  pharmacist: 'a pharmacist',
  checker: 'an accredited technician or nurse',
  'pharmacy-team': 'the pharmacy homecare team',
  company: 'the homecare company',
  'company-pharmacist': 'the homecare company’s pharmacist',
  courier: 'the homecare company’s driver',
  patient: 'the patient',
  system: 'Troth',
} as const
export type HomecareRole = keyof typeof HOMECARE_ROLES
