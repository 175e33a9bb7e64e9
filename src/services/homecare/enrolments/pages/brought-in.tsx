import { formatDate } from '../../../../core/values/civil-date.ts'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import type { EnrolmentDetails } from '../enrolment-details.ts'
import type { RegistrationHold } from '../hold.ts'
import type { RegistrationBody } from '../registration-body.ts'

type Paper = Pick<NonNullable<RegistrationBody['broughtIn']>, 'prescribedOn' | 'validUntil' | 'deliveriesLeft'>

const paperSaid = ({ prescribedOn, validUntil, deliveriesLeft }: Paper): string =>
  [
    prescribedOn === undefined ? '' : `written on ${formatDate(prescribedOn)}`,
    validUntil === undefined ? '' : `valid until ${formatDate(validUntil)}`,
    deliveriesLeft === undefined ? '' : `deliveries left: ${deliveriesLeft}`,
  ]
    .filter(Boolean)
    .join(', ') || 'Not said'

/** To a company: a registration that the hospital brought in from another system, and what it says of it. */
export const BroughtIn = ({
  said,
  hospital,
  hold,
}: {
  readonly said: NonNullable<RegistrationBody['broughtIn']>
  readonly hospital: string
  /** What the hospital has done with it while the company has not answered. */
  readonly hold: RegistrationHold | undefined
}) => (
  <>
    <InsetText>
      <p>
        {hospital} says that you supply this patient already. It kept the registration in another system, and you have
        not seen it in Troth before. Accept it if you have this patient, or refuse it and say why.
      </p>
      {hold && <p>{holdWords(hold)}</p>}
      <p>Nothing below is a prescription: do not dispense from it.</p>
    </InsetText>
    <SummaryList
      card={{ heading: 'From another system', headingLevel: 2 }}
      rows={[
        { key: 'Your reference for the patient', value: said.accountReference ?? 'Not said' },
        { key: 'With you since', value: said.registeredOn === undefined ? 'Not said' : formatDate(said.registeredOn) },
        { key: 'Brand', value: said.brand ?? 'Not said' },
        { key: 'Dose', value: said.dose ?? 'Not said' },
        { key: 'Last prescription elsewhere', value: paperSaid(said) },
        {
          key: 'Next delivery expected',
          value: said.nextDeliveryOn === undefined ? 'Not said' : formatDate(said.nextDeliveryOn),
        },
      ]}
    />
  </>
)

function holdWords({ event, reviewOn }: RegistrationHold): string {
  if (event === 'begin-transfer') return 'The hospital is moving this patient to another company.'
  const until = reviewOn === undefined ? '' : ` until it looks again on ${formatDate(reviewOn)}`
  return `The hospital has suspended this registration${until}. It is suspended here as soon as you accept it.`
}

/** To a trust: what is known of a registration that was brought in, and whether the company knows of it. */
export const BroughtInHere = ({
  broughtIn,
  isOnTroth,
}: {
  readonly broughtIn: NonNullable<EnrolmentDetails['broughtIn']>
  readonly isOnTroth: boolean
}) => (
  <SummaryList
    card={{ heading: 'Brought in from another system', headingLevel: 2 }}
    rows={[
      {
        key: 'Registered there on',
        value: broughtIn.registeredOn === undefined ? 'Not said' : formatDate(broughtIn.registeredOn),
      },
      { key: 'Last prescription elsewhere', value: paperSaid(broughtIn.paper) },
      { key: 'Prescription in Troth needed by', value: formatDate(broughtIn.renewBy) },
      {
        key: 'Next delivery expected',
        value: broughtIn.nextDeliveryOn === undefined ? 'Not said' : formatDate(broughtIn.nextDeliveryOn),
      },
      isOnTroth && { key: 'Whether the company has this patient', value: wordOf(broughtIn) },
    ]}
  />
)

function wordOf({ toldOn, companySaid }: NonNullable<EnrolmentDetails['broughtIn']>): string {
  if (companySaid?.answer === 'accept') return `Yes, it said so on ${formatDate(companySaid.on)}`
  if (companySaid) return `No, it said on ${formatDate(companySaid.on)} that it does not`
  return toldOn === undefined
    ? 'Not asked yet: it is asked when a prescription is sent to pharmacy'
    : `Asked on ${formatDate(toldOn)}, and it has not answered`
}
