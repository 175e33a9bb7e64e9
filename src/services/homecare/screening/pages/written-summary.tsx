import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { count } from '../../../../core/values/problem-wording.ts'
import type { PrescriptionContent } from '../../prescriptions/legal-content.ts'
import { quantityInFigures, quantityInWords } from '../../prescriptions/quantity-words.ts'
import { doseText } from '../../therapies/dose-text.ts'

/** Everything that a prescription says, as it is screened, signed and supplied by. */
export const WrittenSummary = ({
  content,
  isAddressHidden,
}: {
  content: PrescriptionContent
  isAddressHidden: boolean
}) => {
  const { patient, prescriber, items, interval } = content
  return (
    <SummaryList
      rows={[
        { key: 'Patient', value: `${patient.name}, born ${formatDate(patient.birthDate)}` },
        {
          key: 'NHS number',
          value: patient.nhsNumber === undefined ? 'None' : formatNhsNumber(patient.nhsNumber),
        },
        {
          key: 'Home address',
          value: isAddressHidden ? 'Hidden: this is a sensitive record' : patient.address.join(', '),
        },
        ...items.flatMap((item, index) => [
          { key: items.length === 1 ? 'Medicine' : `Medicine ${index + 1} of ${items.length}`, value: item.name },
          { key: 'Device', value: item.device ?? 'None stated' },
          { key: 'Controlled drug status', value: item.controlledDrug.words },
          { key: 'Dose', value: doseText(item.dose) },
          {
            key: 'In each delivery',
            value: `${quantityInFigures(item.quantity)} (${quantityInWords(item.quantity)}) × ${item.quantityUnit}`,
          },
        ]),
        {
          key: 'Deliveries',
          value: `${count(content.deliveries, 'delivery', 'deliveries')}, ${count(interval.every, interval.unit)} apart`,
        },
        { key: 'First dose', value: formatDate(content.firstDoseOn) },
        {
          key: 'Not to be used before',
          value: content.notBefore === undefined ? 'No date set' : formatDate(content.notBefore),
        },
        {
          key: 'Prescriber',
          value: `${prescriber.name}, ${prescriber.kind}, ${prescriber.register.toUpperCase()} ${prescriber.registration}, ${[prescriber.organisation, ...prescriber.address].join(', ')}`,
        },
      ]}
    />
  )
}
