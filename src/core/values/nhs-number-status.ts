/** `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland`, from the NHS Data Dictionary. */
export const NHS_NUMBER_STATUS_SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland'

export const NHS_NUMBER_STATUSES = {
  '01': 'Number present and verified',
  '02': 'Number present but not traced',
  '03': 'Trace required',
  '04': 'Trace attempted - No match or multiple match found',
  '05': 'Trace needs to be resolved - (NHS number or patient detail conflict)',
  '06': 'Trace in progress',
  '07': 'Number not present and trace not required',
  '08': 'Trace postponed (baby under six weeks old)',
} as const

export type NhsNumberStatus = keyof typeof NHS_NUMBER_STATUSES

export const isNhsNumberStatus = (code: string): code is NhsNumberStatus => Object.hasOwn(NHS_NUMBER_STATUSES, code)

const WITH_A_NUMBER: readonly NhsNumberStatus[] = ['01', '02', '04', '05', '06']
const WITHOUT_A_NUMBER: readonly NhsNumberStatus[] = ['03', '04', '06', '07', '08']

/** Whether a status can be true: a verified number cannot be absent, nor can "not present" stand beside a number. */
export const statusFits = (status: NhsNumberStatus, hasNumber: boolean): boolean =>
  (hasNumber ? WITH_A_NUMBER : WITHOUT_A_NUMBER).includes(status)

/** `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberUnavailableReason`, which has three codes for our eight reasons. */
export const NHS_NUMBER_UNAVAILABLE_SYSTEM = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberUnavailableReason'

type UnavailableCode = 'nhs-number-not-known' | 'overseas-patient' | 'devolved-nation'
type Absence = { words: string; unavailable: UnavailableCode; status: NhsNumberStatus; traceAgain: boolean }

/** Why a record has no NHS number, in the order shown. `traceAgain` reasons become a task until a number is found. */
export const NHS_NUMBER_ABSENCES = {
  'not-known': { words: 'Not known yet', unavailable: 'nhs-number-not-known', status: '03', traceAgain: true },
  newborn: {
    words: 'Newborn, number not issued yet',
    unavailable: 'nhs-number-not-known',
    status: '08',
    traceAgain: true,
  },
  'not-found': {
    words: 'Looked for, but no match or more than one match',
    unavailable: 'nhs-number-not-known',
    status: '04',
    traceAgain: true,
  },
  'not-identified': {
    words: 'Person not identified yet',
    unavailable: 'nhs-number-not-known',
    status: '03',
    traceAgain: true,
  },
  'overseas-visitor': { words: 'Overseas visitor', unavailable: 'overseas-patient', status: '07', traceAgain: false },
  'devolved-nation': {
    words: 'Registered in Scotland or Northern Ireland',
    unavailable: 'devolved-nation',
    status: '07',
    traceAgain: false,
  },
  declined: {
    words: 'Person chose not to give it',
    unavailable: 'nhs-number-not-known',
    status: '07',
    traceAgain: false,
  },
  anonymous: {
    words: 'Service is used without a name',
    unavailable: 'nhs-number-not-known',
    status: '07',
    traceAgain: false,
  },
} as const satisfies Record<string, Absence>

export type NhsNumberAbsence = keyof typeof NHS_NUMBER_ABSENCES

export const isNhsNumberAbsence = (code: string): code is NhsNumberAbsence => Object.hasOwn(NHS_NUMBER_ABSENCES, code)
