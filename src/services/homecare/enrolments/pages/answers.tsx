import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { registrationPaths } from '../paths.ts'
import type { Registration } from '../queries/registrations.ts'
import { agreementWords, coldWords, placeWords, sharpsWords, stockWords, supportWords } from './words.tsx'

/** What a registration says, with links to change it while it is being written. */
export const Answers = ({
  registration,
  note,
  mayChange = false,
}: {
  readonly registration: Registration
  readonly note: string | undefined
  readonly mayChange?: boolean
}) => {
  const { enrolmentId, details, deliveryAddress, isAddressHidden, company, medicine } = registration
  const change = (href: string, about: string) =>
    mayChange ? [{ text: 'Change', href, visuallyHiddenText: about }] : undefined
  const supplies = (about: string) => change(registrationPaths.supplies(enrolmentId), about)
  return (
    <SummaryList
      rows={[
        { key: 'Medicine', value: medicine },
        company !== undefined && { key: 'Homecare company', value: company.name },
        {
          key: 'Agreement to the service',
          value: agreementWords(details),
          actions: change(registrationPaths.agreement(enrolmentId), 'agreement'),
        },
        {
          key: 'Deliveries go to',
          value: placeWords(details, deliveryAddress, isAddressHidden),
          actions: change(registrationPaths.place(enrolmentId), 'where deliveries go'),
        },
        {
          key: 'Manufacturer’s support programme',
          value: supportWords(details),
          actions: supplies('support programme'),
        },
        { key: 'Sharps bin', value: sharpsWords(details), actions: supplies('sharps bin') },
        { key: 'Cold storage', value: coldWords(details), actions: supplies('cold storage') },
        { key: 'Units at home when registered', value: stockWords(details), actions: supplies('units at home') },
        { key: 'Note for the company', value: note ?? 'None', actions: supplies('note') },
      ]}
    />
  )
}
