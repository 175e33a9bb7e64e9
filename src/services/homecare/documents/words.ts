import type { Fact } from '../../../core/documents/printed-document.ts'
import { type AllergyStatus, allergyLine } from '../../../core/values/allergy.ts'
import { type CivilDate, formatCuiDate, formatDate } from '../../../core/values/civil-date.ts'
import { formatNhsNumber, isTestNhsNumber } from '../../../core/values/nhs-number.ts'

/** Whom a document is about, as it stands on top of each page. */
export interface Identity {
  readonly name: string
  readonly birthDate: CivilDate
  readonly nhsNumber: string | undefined
  readonly hospitalNumber: string | undefined
}

/** Never left out: an empty place would be filled by hand. */
export const NOT_RECORDED = 'Not recorded'

/** “Mrs Amina Khan · born 01-Feb-1980 · NHS number 999 000 0018”. */
export const identityLine = ({ name, birthDate, nhsNumber, hospitalNumber }: Identity): string =>
  [
    name,
    `born ${formatCuiDate(birthDate)}`,
    nhsNumber === undefined ? 'NHS number not known' : `NHS number ${formatNhsNumber(nhsNumber)}`,
    ...(hospitalNumber === undefined ? [] : [`hospital number ${hospitalNumber}`]),
  ].join(' · ')

/** Numbers from 999 are nobody's: a document about one is a demonstration whatever else is said. */
export const isMadeUp = (isDemonstration: boolean, nhsNumber: string | undefined): boolean =>
  isDemonstration || (nhsNumber !== undefined && isTestNhsNumber(nhsNumber))

export const patientFacts = ({ name, birthDate, nhsNumber, hospitalNumber }: Identity): Fact[] => [
  fact('Name', name),
  fact('Date of birth', formatDate(birthDate)),
  fact('NHS number', nhsNumber === undefined ? 'Not known' : formatNhsNumber(nhsNumber)),
  fact('Hospital number', hospitalNumber),
]

/** A name and what it says; lines of a list under each other. */
export function fact(name: string, value: string | readonly string[] | undefined): Fact {
  const text = typeof value === 'string' ? value : (value ?? []).join('\n')
  return { name, value: text.trim() === '' ? NOT_RECORDED : text }
}

/** “Penicillin (severe)”, “No known allergies (asked 1 May 2026)”, “Not yet asked”. */
export const allergyWords = (status: AllergyStatus): string => capital(allergyLine(status).replace(/^Allergies: /, ''))

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('en-GB') + text.slice(1)
