import type { SummaryRow } from '../../../../design-system/components/summary-list.tsx'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import { doseText } from '../../therapies/dose-text.ts'
import type { Difference } from '../difference.ts'
import type { Product } from '../product.ts'
import type { PrescriptionDraft, StoredContent } from '../stored-content.ts'

type Paths = Readonly<Record<'product' | 'dose' | 'deliveries' | 'quantity' | 'checks', string>>

/** What a prescription says, line by line, each with a way to change it where it can be changed. */
export function contentRows(draft: PrescriptionDraft, product: Product | undefined, paths?: Paths): SummaryRow[] {
  const row = (key: string, value: string | undefined, part: keyof Paths): SummaryRow => ({
    key,
    value: value ?? 'Not answered yet',
    actions: paths === undefined ? [] : [{ text: 'Change', href: paths[part], visuallyHiddenText: key.toLowerCase() }],
  })
  const { dose, deliveries, interval, firstDoseOn, notBefore, quantity } = draft
  const apart = interval && `${count(interval.every, interval.unit)} apart`
  return [
    row('Medicine', product?.name, 'product'),
    row('Controlled drug status', product?.controlledDrug.words, 'product'),
    row('Dose', dose && doseText(dose), 'dose'),
    row('First dose', firstDoseOn && formatDate(firstDoseOn), 'deliveries'),
    row(
      'Deliveries',
      deliveries === undefined
        ? undefined
        : `${count(deliveries, 'delivery', 'deliveries')}, ${apart ?? 'interval not answered yet'}`,
      'deliveries',
    ),
    row('Not to be used before', notBefore === undefined ? 'No date set' : formatDate(notBefore), 'deliveries'),
    row(
      'In each delivery',
      quantity === undefined ? undefined : count(quantity, product?.unit.words ?? 'unit'),
      'quantity',
    ),
  ]
}

const dateOr = (date: string | undefined): string => (date === undefined ? 'Not entered' : formatDate(date))

/** What was entered by hand: as it was written last, or so far. */
export const handOf = ({ draft, written }: StoredContent): PrescriptionDraft =>
  written === undefined
    ? draft
    : {
        fundingReference: draft.fundingReference,
        fundingUntil: written.clinical.fundingUntil,
        bloodsUntil: written.clinical.bloodsUntil,
        weightBand: written.clinical.weightBand,
      }

/** What was entered by hand and nobody here checks. */
export const handRows = (draft: PrescriptionDraft, paths?: Paths): SummaryRow[] =>
  (
    [
      ['Funding reference', draft.fundingReference ?? 'Not entered'],
      ['Funding ends on', dateOr(draft.fundingUntil)],
      ['Blood tests due by', dateOr(draft.bloodsUntil)],
      ['Weight band', draft.weightBand ?? 'Not entered'],
    ] as const
  ).map(([key, value]) => ({
    key,
    value: `${value} (not checked by Troth)`,
    actions: paths === undefined ? [] : [{ text: 'Change', href: paths.checks, visuallyHiddenText: key.toLowerCase() }],
  }))

/** Field by field, what is not as it was: whoever may not see where the patient lives is not told that it changed to what. */
export const Differences = ({
  found,
  isAddressHidden,
}: {
  found: { readonly differences: readonly Difference[] } | 'first' | 'last-unknown' | 'not-written'
  isAddressHidden: boolean
}) => {
  if (found === 'first') return <p>This is the first prescription of this treatment.</p>
  if (found === 'last-unknown') return <p>What the last prescription said is not held here: treat this as new.</p>
  if (found === 'not-written') return <p>Answer everything first: then it is compared with the last prescription.</p>
  const shown = found.differences.filter(({ field }) => !(isAddressHidden && field === 'Home address'))
  if (shown.length === 0) return <p>Nothing has changed since the last prescription.</p>
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {shown.map(({ sentence, weight }) => (
        <li>
          {weight === 'change' && <strong>Changed: </strong>}
          {sentence}
        </li>
      ))}
    </ul>
  )
}
