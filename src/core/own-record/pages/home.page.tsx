import { Card } from '../../../design-system/components/card.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { accessPaths } from '../../identity/patient-access/paths.ts'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { nameOf } from '../../patients/patient.ts'
import { exceptionSentences, openingSentences } from '../../values/opening-sentences.ts'
import { addDays } from '../../values/civil-date.ts'
import { shortName } from '../../values/person-name.ts'
import { currentPoints, mustConfirm } from '../own-contact.ts'
import { homeCardsOf } from '../home-cards.ts'
import { ownPaths } from '../paths.ts'
import { viewOwnRecord } from '../policy.ts'
import { getOwnRecord, type OwnRecordTables } from '../queries.ts'
import { OwnPage } from './own-page.tsx'

/** How far ahead closures are announced, in days. */
const ANNOUNCED_DAYS = 28

export const ownHomePage = page({
  path: ownPaths.home,
  audience: 'patient',
  policy: viewOwnRecord,
  purpose: 'own-record',
  load: (tx: Reader<OwnRecordTables>, ctx) => getOwnRecord(tx, ctx),
  shows: ({ patientId }) => [patientId],
  notices: {
    password: 'Your password has been changed. You were signed out everywhere else.',
    mobile: 'Your mobile number for codes has been saved.',
    confirmed: 'Thank you. We will go on using these details.',
  },
  View: ({ subject: { patient, organisation }, chrome, ctx }) => {
    const today = ctx.clock.today()
    return (
      <OwnPage chrome={chrome} title="Your record">
        <h1 class="nhsuk-heading-l">Hello, {shortName(nameOf(patient, today))}</h1>
        {currentPoints(patient.contactPoints, today).length === 0 && (
          <InsetText>
            <p>
              We have no telephone number or email address for you.{' '}
              <a href={ownPaths.addTelephone}>Add a telephone number</a>.
            </p>
          </InsetText>
        )}
        {mustConfirm(patient.contactPoints, today) && (
          <InsetText>
            <p>
              <a href={ownPaths.confirm}>Check how we reach you</a>. It is a while since you told us.
            </p>
          </InsetText>
        )}
        {homeCardsOf(organisation.kind).map(({ kinds: _kinds, ...card }) => (
          <Card {...card} clickable />
        ))}
        <Card
          heading="Your details"
          href={ownPaths.details}
          clickable
          description="See what we hold about you. Change your telephone number, email and addresses."
        />
        <Card
          heading="Who has looked at your record"
          href={ownPaths.accessHistory}
          clickable
          description="See who has opened your record, when and why."
        />
        <Card heading="Change your password" href={accessPaths.password} clickable />
        <h2 class="nhsuk-heading-m">Contact {organisation.name}</h2>
        {organisation.telephone && <p>Telephone: {organisation.telephone}</p>}
        <ul class="nhsuk-list">
          {[
            ...openingSentences(organisation.openingHours),
            ...exceptionSentences(organisation.openingHours, today, addDays(today, ANNOUNCED_DAYS)),
          ].map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
        <p>If you need help now and it is not an emergency, call 111. In an emergency, call 999.</p>
      </OwnPage>
    )
  },
})
