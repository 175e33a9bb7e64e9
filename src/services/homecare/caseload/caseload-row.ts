import { parseNhsNumber } from '../../../core/values/nhs-number.ts'
import { parseDateText } from '../../../core/values/typed-date.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { RowProblem } from '../../../core/patients/import/sent-patient.ts'
import { DOSE_UNITS, type DoseUnit, isAmount } from '../therapies/amount.ts'
import { DOSE_ROUTES, type DoseRoute } from '../therapies/dose.ts'
import type { CaseloadColumns, CaseloadField } from './columns.ts'
import type { PlainDose } from './first-dose-on.ts'
import { placeOfRow, type RowPlace } from './row-place.ts'

/** One patient and one treatment as a row says it. What it is silent about is undefined. */
export interface CaseloadRow {
  readonly nhsNumber: string | undefined
  readonly localIdentifier: string | undefined
  readonly familyName: string
  readonly givenName: string | undefined
  readonly birthDate: CivilDate
  readonly medicine: string
  readonly brand: string | undefined
  readonly dose: PlainDose
  readonly indication: string | undefined
  readonly company: string
  readonly accountReference: string | undefined
  readonly registeredOn: CivilDate | undefined
  readonly prescribedOn: CivilDate | undefined
  readonly validUntil: CivilDate | undefined
  readonly deliveriesLeft: number | undefined
  readonly units: number | undefined
  readonly countedOn: CivilDate | undefined
  readonly nextDeliveryOn: CivilDate | undefined
  readonly place: RowPlace | undefined
  readonly owner: string
}
export type ReadCaseloadRow = { readonly row: CaseloadRow } | { readonly problems: readonly RowProblem[] }

export interface RowSettings {
  readonly headings: readonly string[]
  readonly fields: CaseloadColumns
  readonly today: CivilDate
}

/** The heading of a field as the file has it, for the report. */
export const columnOf = ({ headings, fields }: RowSettings, field: CaseloadField): string =>
  headings[fields.indexOf(field)] ?? field

/** Reads one row. Everything wrong with it is said at once, by column; no value is repeated. */
export function readCaseloadRow(cells: readonly string[], settings: RowSettings): ReadCaseloadRow {
  const { headings, fields, today } = settings
  if (cells.length !== headings.length) {
    const reason = `The row has ${cells.length} columns; the heading has ${headings.length}.`
    return { problems: [{ column: '', reason }] }
  }
  const given = new Map<CaseloadField, string>()
  fields.forEach((field, at) => {
    const text = (cells[at] ?? '').normalize('NFC').trim()
    if (field !== undefined && text !== '') given.set(field, text)
  })
  const problems: RowProblem[] = []
  const wrong = (field: CaseloadField, reason: string) =>
    void problems.push({ column: columnOf(settings, field), reason })
  const read = <Value>(field: CaseloadField, understand: (text: string) => Value | undefined, reason: string) => {
    const text = given.get(field)
    const value = text === undefined ? undefined : understand(text)
    if (text !== undefined && value === undefined) wrong(field, reason)
    return value
  }
  const need = <Value>(field: CaseloadField, understand: (text: string) => Value | undefined, reason: string) => {
    if (!given.has(field)) wrong(field, 'This is missing.')
    return read(field, understand, reason)
  }
  const date = (field: CaseloadField) => read(field, parseDateText, DATE)

  const nhsNumber = read('nhsNumber', parseNhsNumber, 'This is not an NHS number: check for a digit that is wrong.')
  const localIdentifier = given.get('localIdentifier')
  if (!given.has('nhsNumber') && localIdentifier === undefined)
    wrong('nhsNumber', 'The row has no number of a patient.')
  const values = {
    familyName: need('familyName', text, ''),
    birthDate: need('birthDate', parseDateText, DATE),
    medicine: need('medicine', text, ''),
    company: need('company', text, ''),
    owner: need('owner', text, ''),
    route: need('route', routeOf, `Use one of ${Object.keys(DOSE_ROUTES).join(', ')}.`),
    amount: need('doseAmount', amountOf, 'Use a number above 0, such as 40 or 0.5.'),
    unit: need('doseUnit', unitOf, 'Use a unit such as mg, microgram, ml, unit, tablet, pen or syringe.'),
    every: need('everyNumber', wholeFrom(1, 366), 'Use a whole number, such as 2.'),
    everyUnit: need('everyUnit', intervalOf, 'Use days or weeks.'),
  }
  const rest = {
    brand: read('brand', idOf, 'Use the dm+d identifier of the brand, which is digits alone.'),
    givenName: given.get('givenName'),
    indication: read('indication', shortText, 'Use at most 200 characters.'),
    accountReference: read('accountReference', shortText, 'Use at most 200 characters.'),
    registeredOn: date('registrationDate'),
    prescribedOn: date('prescribedDate'),
    validUntil: date('prescriptionUntil'),
    deliveriesLeft: read('deliveriesLeft', wholeFrom(0, 60), 'Use a whole number from 0 to 60.'),
    units: read('unitsAtHome', unitsOf, 'Use a number from 0, such as 4.'),
    countedOn: date('countedDate'),
    nextDeliveryOn: date('nextDeliveryDate'),
    place: placeOfRow(given, wrong),
  }
  const [firstDoseOn, nextDoseOn] = [date('firstDoseDate'), date('nextDoseDate')]
  if (!given.has('firstDoseDate') && !given.has('nextDoseDate')) wrong('nextDoseDate', 'The row has no day of a dose.')
  if (firstDoseOn !== undefined && nextDoseOn !== undefined && nextDoseOn < firstDoseOn)
    wrong('nextDoseDate', 'This is before the first dose.')
  for (const field of ['countedDate', 'registrationDate', 'prescribedDate'] as const) {
    const day = parseDateText(given.get(field) ?? '')
    if (day !== undefined && day > today) wrong(field, 'This is in the future.')
  }
  if (given.has('countedDate') && !given.has('unitsAtHome')) wrong('unitsAtHome', 'The row has a day but no count.')
  if (rest.prescribedOn !== undefined && rest.validUntil !== undefined && rest.validUntil < rest.prescribedOn)
    wrong('prescriptionUntil', 'This is before the prescription.')
  const { familyName, birthDate, medicine, company, owner, route, amount, unit, every, everyUnit } = values
  if (
    problems.length > 0 ||
    familyName === undefined ||
    birthDate === undefined ||
    medicine === undefined ||
    company === undefined ||
    owner === undefined ||
    route === undefined ||
    amount === undefined ||
    unit === undefined ||
    every === undefined ||
    everyUnit === undefined
  )
    return { problems }
  const dose = { amount, unit, every, everyUnit, route, firstDoseOn, nextDoseOn }
  return { row: { nhsNumber, localIdentifier, familyName, birthDate, medicine, company, owner, dose, ...rest } }
}

const DATE = 'Use a date such as 12/03/1961 or 1961-03-12.'
const text = (value: string): string => value
const shortText = (value: string): string | undefined => (value.length <= 200 ? value : undefined)
const idOf = (value: string): string | undefined => (/^\d{6,18}$/.test(value) ? value : undefined)
const numberOf = (value: string): number | undefined =>
  /^\d{1,7}(\.\d{1,3})?$/.test(value) ? Number(value) : undefined
const unitsOf = (value: string): number | undefined => {
  const number = numberOf(value)
  return number !== undefined && number <= 100_000 ? number : undefined
}
const amountOf = (value: string): number | undefined => {
  const number = numberOf(value)
  return number !== undefined && isAmount(number) ? number : undefined
}
const wholeFrom =
  (least: number, most: number) =>
  (value: string): number | undefined =>
    /^\d{1,3}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined

const routeOf = (value: string): DoseRoute | undefined =>
  (Object.keys(DOSE_ROUTES) as DoseRoute[]).find((route) => route === value.toLowerCase())

/** Units by their own name and by the words that the dose is written in. “mcg” and “IU” are not taken: they are misread. */
const unitOf = (value: string): DoseUnit | undefined => {
  const word = value.toLowerCase()
  return (Object.keys(DOSE_UNITS) as DoseUnit[]).find((unit) =>
    [unit, `${unit}s`, DOSE_UNITS[unit].one, DOSE_UNITS[unit].many].some((each) => each.toLowerCase() === word),
  )
}

const intervalOf = (value: string): 'day' | 'week' | undefined =>
  (({ day: 'day', days: 'day', week: 'week', weeks: 'week' }) as const)[value.toLowerCase() as 'day']
