import { controlledDrug, type Schedule } from '../../../core/medicines/controlled-drug.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { PrescriptionContent } from '../prescriptions/legal-content.ts'
import type { Interval } from '../therapies/quantity.ts'

/** What a row says of its prescription in clear, for lists and for supply: it must be what was signed. */
export type RowFacts = {
  readonly prescriptionId: string
  readonly schedule: Schedule
  readonly brandIds: readonly string[]
  readonly genericIds: readonly string[]
  readonly deliveries: number | undefined
  readonly interval: Interval | undefined
  readonly firstDoseOn: CivilDate | undefined
  readonly notBefore: CivilDate | undefined
  readonly signedOn: CivilDate | undefined
  readonly signedUnits: number | undefined
}

const STRICTEST: readonly Schedule[] = [1, 'not-stated', 2, 3, 4, 5, 'none']

/** The strictest schedule of the items: the route of a prescription is that of its most controlled drug. */
export const scheduleOfContent = ({ items }: Pick<PrescriptionContent, 'items'>): Schedule =>
  STRICTEST.find((one) => items.some((item) => controlledDrug(item.controlledDrug.category).schedule === one)) ??
  'not-stated'

/** Units that all deliveries together may bring. */
export const unitsOf = ({ items, deliveries }: Pick<PrescriptionContent, 'items' | 'deliveries'>): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0) * deliveries

/** Whether everything that the row says in clear is what was signed: supply goes by the row. */
export function rowMatches(row: RowFacts, content: PrescriptionContent, signedOn: CivilDate): boolean {
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [row.prescriptionId, content.prescriptionId],
    [row.schedule, scheduleOfContent(content)],
    [sorted(row.brandIds), sorted(content.items.flatMap(({ ampId }) => ampId ?? []))],
    [sorted(row.genericIds), sorted(content.items.map(({ vmpId }) => vmpId))],
    [row.deliveries, content.deliveries],
    [row.interval?.every, content.interval.every],
    [row.interval?.unit, content.interval.unit],
    [row.firstDoseOn, content.firstDoseOn],
    [row.notBefore, content.notBefore],
    [row.signedOn, signedOn],
    [row.signedUnits, unitsOf(content)],
  ]
  return pairs.every(([held, signed]) => held === signed)
}

type Person = { readonly nhsNumber: string | undefined; readonly birthDate: CivilDate | undefined }

/** Whether the record is the person who is named in what was signed: by NHS number where both have one, else by birth date. */
export const isSamePerson = (record: Person, signed: Person): boolean =>
  record.nhsNumber !== undefined && signed.nhsNumber !== undefined
    ? record.nhsNumber === signed.nhsNumber
    : record.birthDate === signed.birthDate

const sorted = (ids: readonly string[]): string => [...ids].sort().join(' ')
