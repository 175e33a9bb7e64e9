import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import { formatTelephoneNumber } from '../../../../core/values/telephone-number.ts'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { addressWords } from '../address-words.ts'
import { AGREED_HOW, COLD_STORES, SHARPS_BINS, SUPPORT_CHOICES } from '../enrolment-details.ts'
import { needsSaid } from '../needs-said.ts'
import type { RegistrationHold } from '../hold.ts'
import type { RegistrationBody } from '../registration-body.ts'
import { BroughtIn } from './brought-in.tsx'
import { HIDDEN } from './words.tsx'

const pointWords = ({ system, value }: { readonly system: string; readonly value: string }): string =>
  system === 'email' ? value : formatTelephoneNumber(value)

export const allergiesSaid = ({ allergies }: RegistrationBody): string =>
  allergies === undefined
    ? 'Not asked yet in Troth'
    : allergies.status === 'none-known'
      ? `No known allergies (asked ${formatDate(allergies.askedOn)})`
      : allergies.list
          .map(({ substance, severity }) => (severity === 'severe' ? `${substance} (severe)` : substance))
          .join('; ')

/** A registration as a hospital sent it, or sends it: everything that the company is told. */
export const Said = ({
  said,
  isHidden,
  hold,
}: {
  readonly said: RegistrationBody
  readonly isHidden: boolean
  readonly hold?: RegistrationHold | undefined
}) => {
  const { patient, from } = said
  const place =
    said.place === 'collection'
      ? 'The patient collects it'
      : said.deliveryAddress
        ? addressWords(said.deliveryAddress)
        : isHidden
          ? HIDDEN
          : 'Not said'
  return (
    <>
      {said.broughtIn && <BroughtIn said={said.broughtIn} hospital={from.hospital} hold={hold} />}
      <SummaryList
        card={{ heading: 'What the hospital says', headingLevel: 2 }}
        rows={[
          { key: 'Hospital', value: [from.hospital, from.telephone].filter(Boolean).join(', ') },
          { key: 'Registered by', value: from.person },
          { key: 'Name', value: patient.names.map(fullName).join(', ') },
          {
            key: 'Date of birth',
            value: patient.birthDate === undefined ? 'Not known' : formatDate(patient.birthDate),
          },
          {
            key: 'NHS number',
            value: 'number' in patient.nhsNumber ? formatNhsNumber(patient.nhsNumber.number) : 'None',
          },
          { key: 'Medicine', value: `${said.medicine} (${said.scheme})` },
          { key: 'Deliveries go to', value: place },
          {
            key: 'How to reach the patient',
            value: patient.contactPoints.map(pointWords).join('; ') || (isHidden ? HIDDEN : `Call ${from.hospital}`),
          },
          {
            key: 'People who can be told of deliveries',
            value:
              said.contacts
                .map(({ name, relationship, telephone }) => [name, relationship, telephone].filter(Boolean).join(', '))
                .join('; ') || 'None',
          },
          { key: 'Allergies', value: allergiesSaid(said) },
          { key: 'Language and needs', value: needsSaid(said) },
          {
            key: 'Agreement to the service',
            value: said.agreement
              ? `On ${formatDate(said.agreement.on)}, ${AGREED_HOW[said.agreement.how].toLowerCase()}`
              : 'Not said',
          },
          {
            key: 'Manufacturer’s support programme',
            value: said.supportProgramme ? SUPPORT_CHOICES[said.supportProgramme] : 'Not said',
          },
          { key: 'Sharps bin', value: said.sharpsBin ? SHARPS_BINS[said.sharpsBin] : 'Not said' },
          { key: 'Cold storage', value: said.coldStore ? COLD_STORES[said.coldStore] : 'Not said' },
          { key: 'Units at home when registered', value: String(said.openingStock ?? 'Not known') },
          { key: 'Note', value: said.note ?? 'None' },
        ]}
      />
    </>
  )
}
