import { unverified } from '../../../core/values/sourced-rule.ts'

/** What pharmacy looks at before a registration goes to the company. */
export const CHECKLIST = unverified(
  'homecare.registration-checklist',
  1,
  {
    identity: 'Name, date of birth and NHS number are the same on the referral and the record',
    scheme: 'The medicine, the scheme and the company are right for this patient',
    funding: 'Funding is in place, or its reference is known. Troth does not check it',
    address: 'The place of delivery is suitable, and someone aged 16 or over can take it in',
    storage: 'The patient can keep the medicine as it must be kept',
    information: 'The patient has been told how the service works and whom to call',
  },
  'After the checklist of the national homecare registration form, appendix 4a of the professional standards’ handbook; its wording was not available',
)

export type CheckCode = keyof typeof CHECKLIST.value

/** Codes that are still to do. */
export const stillToCheck = (checked: readonly string[]): readonly string[] =>
  Object.keys(CHECKLIST.value).filter((code) => !checked.includes(code))
