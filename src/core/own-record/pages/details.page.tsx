import { Button } from '../../../design-system/components/button.tsx'
import { SummaryList, type SummaryRow } from '../../../design-system/components/summary-list.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { accessPaths } from '../../identity/patient-access/paths.ts'
import { addressLines } from '../../values/address.ts'
import { formatDate, type CivilDate } from '../../values/civil-date.ts'
import { formatTelephoneNumber } from '../../values/telephone-number.ts'
import { currentAddress, currentPoints, OWN_ADDRESSES, type OwnAddressUse } from '../own-contact.ts'
import { aboutYou, howWeCommunicate, stalenessWords, yourHealth, yourPeople } from '../own-words.ts'
import { ownPaths } from '../paths.ts'
import { viewOwnRecord } from '../policy.ts'
import { getOwnDetails, type OwnDetails, type OwnDetailsTables } from '../queries.ts'
import { pointKind, pointText } from './contact-words.ts'
import { OwnPage } from './own-page.tsx'

const pointRows = ({ patient }: OwnDetails, today: CivilDate): SummaryRow[] =>
  currentPoints(patient.contactPoints, today).map((point) => ({
    key: pointKind(point),
    value: (
      <>
        {pointText(point)}
        <br />
        <span class="nhsuk-u-secondary-text-colour">{stalenessWords(point.confirmedOn, today)}</span>
      </>
    ),
    actions: [
      {
        text: 'Change',
        visuallyHiddenText: pointText(point),
        href: point.system === 'email' ? ownPaths.email(point.entryId) : ownPaths.telephone(point.entryId),
      },
      { text: 'Remove', visuallyHiddenText: pointText(point), href: ownPaths.removeContact(point.entryId) },
    ],
  }))

const addressRow = ({ patient }: OwnDetails, use: OwnAddressUse, today: CivilDate): SummaryRow => {
  const address = currentAddress(patient.addresses, use, today)
  return {
    key: OWN_ADDRESSES[use],
    value: address
      ? [
          ...addressLines(address).flatMap((line) => [line, <br />]),
          address.start !== undefined && address.end !== undefined
            ? `From ${formatDate(address.start)} to ${formatDate(address.end)}`
            : '',
        ]
      : 'None',
    actions: [
      {
        text: address ? 'Change' : 'Add',
        visuallyHiddenText: OWN_ADDRESSES[use].toLowerCase(),
        href: ownPaths.address(use),
      },
      address &&
        use !== 'home' && {
          text: 'Remove',
          visuallyHiddenText: OWN_ADDRESSES[use].toLowerCase(),
          href: ownPaths.removeAddress(use),
        },
    ],
  }
}

export const ownDetailsPage = page({
  path: ownPaths.details,
  audience: 'patient',
  policy: viewOwnRecord,
  purpose: 'own-record',
  load: (tx: Reader<OwnDetailsTables>, ctx) => getOwnDetails(tx, ctx),
  shows: ({ patientId }) => [patientId],
  notices: {
    saved: 'Saved. We will use this from now on.',
    removed: 'Removed. We will not use it any more.',
    address: 'Saved. We have asked our team to check what this changes for you.',
  },
  View: ({ subject, chrome, ctx }) => {
    const today = ctx.clock.today()
    const { organisation } = subject
    return (
      <OwnPage chrome={chrome} title="Your details" backHref={ownPaths.home}>
        <h1 class="nhsuk-heading-l">Your details</h1>
        <p>This is what {organisation.name} holds about you here.</p>
        <h2 class="nhsuk-heading-m">How we reach you</h2>
        <p>You can change these yourself.</p>
        <SummaryList rows={pointRows(subject, today)} />
        <p>
          <a href={ownPaths.addTelephone}>Add a telephone number</a>
        </p>
        <p>
          <a href={ownPaths.addEmail}>Add an email address</a>
        </p>
        <SummaryList
          rows={[
            {
              key: 'Mobile number for codes',
              value: subject.codeMobile
                ? formatTelephoneNumber(subject.codeMobile)
                : 'None. If you cannot sign in, we send a code to the number above or by letter',
              actions: [
                {
                  text: subject.codeMobile ? 'Change' : 'Add',
                  visuallyHiddenText: 'mobile number for codes',
                  href: accessPaths.mobile,
                },
              ],
            },
            addressRow(subject, 'home', today),
            addressRow(subject, 'delivery', today),
            addressRow(subject, 'temp', today),
            {
              key: 'How you like us to get in touch',
              value: howWeCommunicate(subject.patient).preferred,
              actions: [
                { text: 'Change', visuallyHiddenText: 'how you like us to get in touch', href: ownPaths.preference },
              ],
            },
          ]}
        />
        <h2 class="nhsuk-heading-m">About you</h2>
        <SummaryList rows={aboutYou(subject.patient, today)} />
        <h2 class="nhsuk-heading-m">How we write and speak to you</h2>
        <SummaryList rows={howWeCommunicate(subject.patient).rows} />
        <h2 class="nhsuk-heading-m">Your health</h2>
        <SummaryList rows={yourHealth(subject)} />
        <h2 class="nhsuk-heading-m">People you told us about</h2>
        {subject.people.length === 0 ? (
          <p>You have not told us about anyone.</p>
        ) : (
          <SummaryList rows={yourPeople(subject.people)} />
        )}
        <h2 class="nhsuk-heading-m">If something else is wrong</h2>
        <p>
          We change the rest for you.{' '}
          {organisation.telephone
            ? `Telephone ${organisation.name} on ${organisation.telephone} and tell us what is wrong.`
            : `Ask ${organisation.name}, and tell us what is wrong.`}
        </p>
        <Button href={ownPaths.home} variant="secondary">
          Back to your record
        </Button>
      </OwnPage>
    )
  },
})
