import { type CivilDate, formatDate } from '../../../core/values/civil-date.ts'
import { isDoseUnit, formatAmount } from '../therapies/amount.ts'
import { doseText } from '../therapies/dose-text.ts'
import { renewedDose } from '../therapies/renewal.ts'
import type { PrescriptionClass } from './classify.ts'
import { doseJson, type ItemContent, type PrescriptionContent } from './legal-content.ts'

/** What is true around a prescription when it is written. What is not known is undefined and differs from what is. */
export type ClinicalPicture = {
  /** Substances and excipients in words, and latex. */
  readonly allergies: readonly string[]
  /** The band of the scheme that the dose depends on, “50 to 60 kg”. */
  readonly weightBand: string | undefined
  readonly indication: string | undefined
  readonly fundingUntil: CivilDate | undefined
  readonly bloodsUntil: CivilDate | undefined
  /** Days on which deliveries are to be dispensed, first to last. */
  readonly deliveriesOn: readonly CivilDate[]
}

export type PrescriptionPicture = { readonly content: PrescriptionContent; readonly clinical: ClinicalPicture }

/**
 * One thing that is not as it was. A `change` takes the prescription out of the repeat lane; a `note` is shown and does not:
 * it says who or where, never what or how much.
 */
export type Difference = {
  readonly field: string
  readonly weight: 'change' | 'note'
  readonly before: string
  readonly after: string
  readonly sentence: string
}

/** Every difference between a prescription and the last one of the same treatment, and what will lapse while it runs. */
export function differencesBetween(last: PrescriptionPicture, next: PrescriptionPicture): Difference[] {
  return [
    ...itemDifferences(last.content.items, next.content.items),
    ...compared(CONTENT_FIELDS, last.content, next.content),
    ...compared(CLINICAL_FIELDS, last.clinical, next.clinical),
    ...lapses(next.clinical),
  ]
}

/** New without a last one; else changed when anything that matters differs. */
export const classify = (last: PrescriptionPicture | undefined, next: PrescriptionPicture): PrescriptionClass =>
  last === undefined
    ? 'new'
    : differencesBetween(last, next).some(({ weight }) => weight === 'change')
      ? 'changed'
      : 'unchanged-repeat'

type Field<Part> = readonly [field: string, weight: Difference['weight'], says: (part: Part) => string]

/** Every field of a part but the named ones, so that a new field cannot be forgotten here: it would not compile. */
type Covered<Part, Left extends keyof Part> = Readonly<Record<Exclude<keyof Part, Left>, readonly Field<Part>[]>>

const list = (words: readonly string[]): string => [...words].sort().join(', ') || 'none'
const dateOr = (date: CivilDate | undefined): string => (date === undefined ? 'not known' : formatDate(date))

/** Left out: ids and first dates are new each time; items have their own table. */
const CONTENT_FIELDS: Covered<PrescriptionContent, 'prescriptionId' | 'items' | 'firstDoseOn' | 'notBefore'> = {
  deliveries: [['Number of deliveries', 'change', ({ deliveries }) => String(deliveries)]],
  interval: [
    [
      'Time between deliveries',
      'change',
      ({ interval }) => `${interval.every} ${interval.unit}${interval.every === 1 ? '' : 's'}`,
    ],
  ],
  patient: [
    ['NHS number', 'change', ({ patient }) => patient.nhsNumber ?? 'none'],
    // The organisation's own number for the same person: that it is stated, or no longer, is no reason to screen anew.
    ['Hospital number', 'note', ({ patient }) => patient.hospitalNumber ?? 'none'],
    ['Date of birth', 'change', ({ patient }) => dateOr(patient.birthDate)],
    ['Name', 'change', ({ patient }) => patient.name],
    ['Home address', 'note', ({ patient }) => patient.address.join(', ')],
  ],
  prescriber: [
    [
      'Prescriber',
      'note',
      ({ prescriber }) => `${prescriber.name} (${prescriber.register} ${prescriber.registration})`,
    ],
    ['Prescriber’s address', 'note', ({ prescriber }) => [prescriber.organisation, ...prescriber.address].join(', ')],
  ],
}

const CLINICAL_FIELDS: Covered<ClinicalPicture, 'fundingUntil' | 'bloodsUntil' | 'deliveriesOn'> = {
  allergies: [['Allergies', 'change', ({ allergies }) => list(allergies)]],
  weightBand: [['Weight band', 'change', ({ weightBand }) => weightBand ?? 'not known']],
  indication: [['Indication', 'change', ({ indication }) => indication ?? 'not known']],
}

const ITEM_FIELDS: Covered<ItemContent, 'lineId' | 'dose'> = {
  vtmId: [['Substance', 'change', ({ vtmId }) => vtmId ?? 'not known']],
  vmpId: [['Product', 'change', ({ vmpId }) => vmpId]],
  ampId: [['Brand', 'change', ({ ampId }) => ampId ?? 'not named']],
  name: [['Medicine', 'change', ({ name }) => name]],
  device: [['Device', 'change', ({ device }) => device ?? 'none']],
  controlledDrug: [['Controlled drug status', 'change', ({ controlledDrug }) => controlledDrug.words]],
  quantity: [['Quantity', 'change', ({ quantity }) => String(quantity)]],
  quantityUnit: [['Unit of quantity', 'change', ({ quantityUnit }) => quantityUnit]],
}

function compared<Part>(
  fields: Readonly<Record<string, readonly Field<Part>[]>>,
  last: Part,
  next: Part,
): Difference[] {
  return Object.values(fields).flatMap((rows) =>
    rows.flatMap(([field, weight, says]) => differing(field, weight, says(last), says(next))),
  )
}

function differing(field: string, weight: Difference['weight'], before: string, after: string): Difference[] {
  return before === after
    ? []
    : [{ field, weight, before, after, sentence: `${field} was ${before} and is now ${after}` }]
}

/** Items are matched by substance and in order: a swap of two lines is two changes, never none. */
function itemDifferences(last: readonly ItemContent[], next: readonly ItemContent[]): Difference[] {
  return Array.from({ length: Math.max(last.length, next.length) }, (_, index): Difference[] => {
    const [before, after] = [last[index], next[index]]
    if (before === undefined || after === undefined)
      return differing('Medicine', 'change', before?.name ?? 'none', after?.name ?? 'none')
    return [...compared(ITEM_FIELDS, before, after), ...doseDifferences(before, after)]
  }).flat()
}

/** A loading dose in a renewal is always a change (hazard H3). One that has ended since the last is a note. */
function doseDifferences({ dose: last }: ItemContent, { dose: next }: ItemContent): Difference[] {
  const [before, after] = [doseText(last), doseText(next)]
  const isLoading = next.phases.some(({ kind }) => kind === 'loading')
  if (isLoading) {
    return [
      {
        field: 'Loading dose',
        weight: 'change',
        before,
        after,
        sentence: `A loading dose is in this prescription: ${after}`,
      },
    ]
  }
  if (same(last, next)) return []
  const renewed = renewedDose(last)
  if (renewed !== undefined && renewed.phases.length < last.phases.length && same(renewed, next)) {
    return [{ field: 'Loading dose', weight: 'note', before, after, sentence: 'The loading doses have ended' }]
  }
  const amounts = `${amountsOf(last)} to ${amountsOf(next)}`
  return [
    {
      field: 'Dose',
      weight: 'change',
      before,
      after,
      sentence: `Dose was ${before} and is now ${after}${before === after ? ` (${amounts})` : ''}`,
    },
  ]
}

/** By structure and not by words alone: two structures may read alike. */
const same = (one: ItemContent['dose'], other: ItemContent['dose']): boolean => doseJson(one) === doseJson(other)

const amountsOf = ({ phases, unit }: ItemContent['dose']): string =>
  phases
    .flatMap(({ parts }) => parts.map(({ amount }) => (isDoseUnit(unit) ? formatAmount(amount, unit) : String(amount))))
    .join(', ')

/** What runs out before a delivery of this prescription: true repeats have neither. */
function lapses({ fundingUntil, bloodsUntil, deliveriesOn }: ClinicalPicture): Difference[] {
  const lapse = (field: string, until: CivilDate | undefined, ends: string): Difference[] => {
    const index = deliveriesOn.findIndex((on) => until === undefined || on > until)
    return index < 0
      ? []
      : [
          {
            field,
            weight: 'change',
            before: dateOr(until),
            after: dateOr(deliveriesOn[index]),
            sentence:
              until === undefined
                ? `${field}: the end is not known`
                : `${field} ${ends} ${formatDate(until)}, before delivery ${index + 1}`,
          },
        ]
  }
  return [...lapse('Funding', fundingUntil, 'ends on'), ...lapse('Blood tests', bloodsUntil, 'are due by')]
}
