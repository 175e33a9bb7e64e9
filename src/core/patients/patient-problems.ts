import { isAccessibleNeed } from '../values/accessible-needs.ts'
import { addressProblems } from '../values/address.ts'
import type { CivilDate } from '../values/civil-date.ts'
import { parseEmailAddress } from '../values/email-address.ts'
import { isLanguageCode } from '../values/language.ts'
import { isNhsNumberAbsence, isNhsNumberStatus, statusFits } from '../values/nhs-number-status.ts'
import { nhsNumberProblem } from '../values/nhs-number.ts'
import { odsCodeProblem } from '../values/ods-code.ts'
import { nameProblems } from '../values/person-name.ts'
import { must } from '../values/problem-wording.ts'
import { isStorableText } from '../values/storable-text.ts'
import { birthDateRule, dateProblem } from '../values/typed-date.ts'
import { hasNhsNumber, type ContactPoint, type NhsNumberHeld, type PatientDetails } from './patient.ts'

/** `field` is a path such as `names.0.family` or `contactPoints.1.value`. */
export type PatientProblem = { readonly field: string; readonly text: string }

/** Everything wrong with details, whoever typed or sent them. Commands refuse what has a problem. */
export function patientProblems(details: PatientDetails, today: CivilDate): PatientProblem[] {
  const { birthDate, death, communication, generalPractice } = details
  const problems: PatientProblem[] = []
  const add = (field: string, text: string | undefined): void => {
    if (text !== undefined) problems.push({ field, text })
  }
  add('nhsNumber', heldProblem(details.nhsNumber))
  if (details.names.length === 0) add('names', 'Enter a name')
  details.names.forEach((name, at) => {
    for (const { field, text } of nameProblems(name)) add(`names.${at}.${field}`, text)
  })
  if (birthDate !== undefined) add('birthDate', dateProblem(birthDate, 'Date of birth', birthDateRule(today)))
  if (death?.on !== undefined) {
    add('death', dateProblem(death.on, 'Date of death', { today, when: 'today-or-past' }))
    if (birthDate !== undefined && death.on < birthDate)
      add('death', must('Date of death', 'be the same as or after the date of birth'))
  }
  details.addresses.forEach((address, at) => {
    for (const { field, text } of addressProblems(address)) add(`addresses.${at}.${field}`, text)
  })
  details.contactPoints.forEach((point, at) => add(`contactPoints.${at}.value`, contactProblem(point)))
  if (communication.language !== undefined && !isLanguageCode(communication.language))
    add('communication.language', 'Select a language from the list')
  if (!communication.accessibleNeeds.every(isAccessibleNeed))
    add('communication.accessibleNeeds', 'Select needs from the list')
  if (generalPractice !== undefined) add('generalPractice', odsCodeProblem(generalPractice, 'GP practice code'))
  details.identifiers.forEach(({ system, value }, at) => {
    if (system.trim() === '' || value.trim() === '') add(`identifiers.${at}`, 'Enter an identifier with its system')
    else if (system.length > 200 || value.length > 100)
      add(`identifiers.${at}`, must('Identifier', 'be 100 characters or fewer'))
    else if (!isStorableText(system) || !isStorableText(value))
      add(`identifiers.${at}`, must('Identifier', 'not include hidden characters'))
  })
  return problems
}

function heldProblem(held: NhsNumberHeld): string | undefined {
  if (!hasNhsNumber(held)) return isNhsNumberAbsence(held.absence) ? undefined : 'Select why there is no NHS number'
  if (!/^\d{10}$/.test(held.number)) return must('NHS number', 'have 10 numbers, without spaces')
  if (!isNhsNumberStatus(held.status) || !statusFits(held.status, true))
    return must('NHS number status', 'fit a number that is present')
  return nhsNumberProblem(held.number)
}

/** Contact points arrive parsed: what is kept can be dialled or written to as it stands. */
function contactProblem({ system, value, start, end }: ContactPoint): string | undefined {
  if (start !== undefined && end !== undefined && end < start)
    return must('Last day of use', 'be the same as or after the first day of use')
  if (system === 'email')
    return parseEmailAddress(value) === value
      ? undefined
      : must('Email address', 'be in the correct format, like name@example.com')
  return /^\+[1-9]\d{6,14}$/.test(value)
    ? undefined
    : must('Telephone number', 'be in international form, like +447700900982')
}
