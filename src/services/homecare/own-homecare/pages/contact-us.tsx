import { exceptionSentences, openingSentences } from '../../../../core/values/opening-sentences.ts'
import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import type { OwnHomecare } from '../queries/own-homecare.ts'

/** How far ahead closures are announced, in days. */
const ANNOUNCED_DAYS = 28

interface ContactUsProps {
  readonly organisation: OwnHomecare['organisation']
  readonly today: CivilDate
}

/** Whom to call, when they answer, and whom to call when they do not. */
export const ContactUs = ({ organisation, today }: ContactUsProps) => (
  <>
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
  </>
)

/** Who calls back, in one paragraph. */
export const WhoCalls = ({ organisation }: Pick<ContactUsProps, 'organisation'>) => (
  <p>
    A nurse or pharmacist of {organisation.name} will call you.
    {organisation.telephone ? ` If nobody has called today, call us on ${organisation.telephone}.` : ''}
  </p>
)
