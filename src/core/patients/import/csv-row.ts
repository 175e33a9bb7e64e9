import type { Address } from '../../values/address.ts'
import { parseEmailAddress } from '../../values/email-address.ts'
import {
  administrativeGenderFrom,
  isAdministrativeGender,
  isPersonStatedGender,
  type AdministrativeGender,
} from '../../values/gender.ts'
import { isLanguageCode, languageByCode, LANGUAGES } from '../../values/language.ts'
import { isNhsNumberStatus, type NhsNumberStatus } from '../../values/nhs-number-status.ts'
import { parseNhsNumber } from '../../values/nhs-number.ts'
import { parseOdsCode } from '../../values/ods-code.ts'
import { parsePostcode } from '../../values/postcode.ts'
import { isBirthSex, type BirthSex } from '../../values/sex.ts'
import { isMobileNumber, parseTelephoneNumber } from '../../values/telephone-number.ts'
import { parseDateText } from '../../values/typed-date.ts'
import { patientProblems } from '../patient-problems.ts'
import { patientDetails, type ContactPoint, type LocalIdentifier } from '../patient.ts'
import type { ColumnFields, ImportField } from './columns.ts'
import type { RowProblem, SentPatient } from './sent-patient.ts'

export interface CsvSettings {
  readonly headings: readonly string[]
  readonly fields: ColumnFields
  /** The system of the column with another identifier: `https://…/hospital-number`. */
  readonly identifierSystem?: string | undefined
  readonly today: string
}

type Cells = Partial<Record<ImportField, string>>
export type ReadRow = { readonly sent: SentPatient } | { readonly problems: readonly RowProblem[] }

/** Reads one row. Everything wrong with it is said at once, by column; no value is repeated. */
export function readCsvRow(cells: readonly string[], settings: CsvSettings): ReadRow {
  const { headings, fields, today } = settings
  if (cells.length !== headings.length) {
    return {
      problems: [{ column: '', reason: `The row has ${cells.length} columns; the heading has ${headings.length}.` }],
    }
  }
  const given: Cells = {}
  fields.forEach((field, at) => {
    const text = (cells[at] ?? '').normalize('NFC').trim()
    if (field !== undefined && text !== '') given[field] = text
  })
  const columnOf = (field: ImportField): string => headings[fields.indexOf(field)] ?? field
  const reader = new RowReader(given, columnOf)
  const sent = reader.patient(settings.identifierSystem)
  const known = new Set(reader.problems.map(({ column }) => column))
  for (const { field, text } of patientProblems(detailsOf(sent), today)) {
    const column = columnOf(columnField(field, given))
    if (!known.has(column)) reader.problems.push({ column, reason: text })
    known.add(column)
  }
  return reader.problems.length > 0 ? { problems: reader.problems } : { sent }
}

/** The row as a record of its own, for the rules of a record. */
export function detailsOf(sent: SentPatient) {
  const { nhsNumber, absence, communication, sensitive: _sensitive, gender = 'unknown', ...rest } = sent
  return patientDetails({
    ...rest,
    gender,
    nhsNumber: nhsNumber ?? absence ?? { absence: 'not-known' },
    communication: {
      language: undefined,
      interpreterRequired: false,
      accessibleNeeds: [],
      needsAskedOn: undefined,
      preferredChannel: undefined,
      ...communication,
    },
  })
}

class RowReader {
  readonly problems: RowProblem[] = []
  readonly #given: Cells
  readonly #columnOf: (field: ImportField) => string
  constructor(given: Cells, columnOf: (field: ImportField) => string) {
    this.#given = given
    this.#columnOf = columnOf
  }

  patient(identifierSystem: string | undefined): SentPatient {
    const number = this.#read(
      'nhsNumber',
      parseNhsNumber,
      'This is not an NHS number: check for a digit that is wrong.',
    )
    const status = this.#read('nhsNumberStatus', statusOf, 'Use a code from 01 to 08.')
    const { title, givenName, middleNames, familyName } = this.#given
    const death = this.#read('deathDate', parseDateText, DATE)
    const values = {
      birthDate: this.#read('birthDate', parseDateText, DATE),
      gender: this.#read('gender', genderOf, 'Use male, female, other or unknown, or the NHS codes 1, 2, 9 and X.'),
      birthSex: this.#read('birthSex', birthSexOf, 'Use F, M, UN or UNK.'),
      generalPractice: this.#read('generalPractice', parseOdsCode, 'Use the ODS code of the practice, like Y12345.'),
    }
    const language = this.#read(
      'language',
      languageOf,
      'Use a language code such as pa, or the name of the language in English.',
    )
    const interpreter = this.#read('interpreter', yesOrNo, 'Use yes or no.')
    return {
      ...defined(values),
      ...(number === undefined ? {} : { nhsNumber: { number, status: status ?? ('02' as const) } }),
      identifiers: this.#identifiers(identifierSystem),
      names: [
        {
          use: 'usual',
          prefix: title === undefined ? [] : [title],
          given: [...(givenName === undefined ? [] : [givenName]), ...(middleNames ?? '').split(/\s+/).filter(Boolean)],
          family: familyName ?? '',
          suffix: [],
        },
      ],
      ...(death === undefined ? {} : { death: { on: death, notice: 'informal', source: 'other' } as const }),
      addresses: this.#addresses(),
      contactPoints: [...this.#telephone('telephone'), ...this.#telephone('mobile'), ...this.#email()],
      communication: {
        ...(language === undefined ? {} : { language }),
        ...(interpreter === true ? { interpreterRequired: true } : {}),
      },
      sensitive: this.#read('sensitive', yesOrNo, 'Use yes or no.') === true,
    }
  }

  #read<Value>(field: ImportField, understand: (text: string) => Value | undefined, reason: string): Value | undefined {
    const text = this.#given[field]
    if (text === undefined) return undefined
    const value = understand(text)
    if (value === undefined) this.problems.push({ column: this.#columnOf(field), reason })
    return value
  }

  #identifiers(system: string | undefined): readonly LocalIdentifier[] {
    const value = this.#given.localIdentifier
    if (value === undefined) return []
    if (system !== undefined) return [{ system, value }]
    this.problems.push({
      column: this.#columnOf('localIdentifier'),
      reason: 'Say whose numbers these are: --identifier-system.',
    })
    return []
  }

  #addresses(): readonly Address[] {
    const { addressLine1, addressLine2, addressLine3, addressLine4, addressLine5, town, county, postcode } = this.#given
    const lines = [addressLine1, addressLine2, addressLine3, addressLine4, addressLine5].filter(
      (line) => line !== undefined,
    )
    if (lines.length === 0 && town === undefined && county === undefined && postcode === undefined) return []
    const parsed = postcode === undefined ? undefined : (parsePostcode(postcode) ?? postcode)
    return [{ use: 'home', lines, ...defined({ city: town, county, postcode: parsed }) }]
  }

  #telephone(field: 'telephone' | 'mobile'): readonly ContactPoint[] {
    const value = this.#read(field, parseTelephoneNumber, 'This is not a telephone number that can be dialled.')
    if (value === undefined) return []
    const use = field === 'mobile' || isMobileNumber(value) ? 'mobile' : 'home'
    return [{ system: 'phone', use, value, source: 'other-record' }]
  }

  #email(): readonly ContactPoint[] {
    const value = this.#read('email', parseEmailAddress, 'This is not an email address.')
    return value === undefined ? [] : [{ system: 'email', use: 'home', value, source: 'other-record' }]
  }
}

const DATE = 'Use a date such as 12/03/1961 or 1961-03-12.'

const statusOf = (text: string): NhsNumberStatus | undefined => {
  const code = text.padStart(2, '0')
  return isNhsNumberStatus(code) ? code : undefined
}

function genderOf(text: string): AdministrativeGender | undefined {
  const word = text.toLowerCase()
  if (isAdministrativeGender(word)) return word
  const letters: Readonly<Record<string, AdministrativeGender>> = {
    m: 'male',
    f: 'female',
    u: 'unknown',
    'not known': 'unknown',
  }
  if (word === '0') return 'unknown'
  return isPersonStatedGender(text.toUpperCase()) ? administrativeGenderFrom(text.toUpperCase() as '1') : letters[word]
}

function birthSexOf(text: string): BirthSex | undefined {
  const words: Readonly<Record<string, BirthSex>> = { FEMALE: 'F', MALE: 'M', INDETERMINATE: 'UN', UNKNOWN: 'UNK' }
  const code = text.toUpperCase()
  return isBirthSex(code) ? code : words[code]
}

function languageOf(text: string): string | undefined {
  if (isLanguageCode(text)) return text
  const name = text.toLowerCase()
  return languageByCode(text)?.code ?? LANGUAGES.find((language) => language.name.toLowerCase() === name)?.code
}

function yesOrNo(text: string): boolean | undefined {
  const word = text.toLowerCase()
  if (['yes', 'y', 'true', '1'].includes(word)) return true
  return ['no', 'n', 'false', '0'].includes(word) ? false : undefined
}

/** The column to name for a problem of the record. */
function columnField(field: string, given: Cells): ImportField {
  if (field.startsWith('names'))
    return field.endsWith('prefix') ? 'title' : field.endsWith('given') ? 'givenName' : 'familyName'
  if (field.startsWith('addresses')) {
    return field.endsWith('postcode')
      ? 'postcode'
      : field.endsWith('city')
        ? 'town'
        : field.endsWith('county')
          ? 'county'
          : 'addressLine1'
  }
  if (field.startsWith('contactPoints')) return given.telephone === undefined ? 'mobile' : 'telephone'
  if (field === 'death') return 'deathDate'
  if (field.startsWith('communication')) return 'language'
  if (field.startsWith('identifiers')) return 'localIdentifier'
  if (field === 'nhsNumber') return given.nhsNumberStatus === undefined ? 'nhsNumber' : 'nhsNumberStatus'
  return field as ImportField
}

/** Without the parts that are not known. */
function defined<Values extends object>(values: Values): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
