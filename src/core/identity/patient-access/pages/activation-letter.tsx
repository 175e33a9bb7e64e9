import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { Letter } from '../../../../design-system/letter.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { Chrome } from '../../../http/chrome.ts'
import { patientBanner } from '../../../patients/pages/patient-banner.ts'
import { nameOf, type Patient } from '../../../patients/patient.ts'
import type { Reach } from '../../../patients/reach.ts'
import type { Organisation } from '../../../tenancy/organisation.ts'
import { addressFor, addressLines } from '../../../values/address.ts'
import type { AllergyStatus } from '../../../values/allergy.ts'
import { formatDate, type CivilDate } from '../../../values/civil-date.ts'
import { languageName } from '../../../values/language.ts'
import { openingSentences } from '../../../values/opening-sentences.ts'
import { fullName } from '../../../values/person-name.ts'
import { activationLetter } from '../messages.ts'
import { accessPaths } from '../paths.ts'

/** What the printed letter is made of. */
export interface LetterSubject {
  readonly patient: Patient
  readonly allergies: AllergyStatus
  readonly organisation: Organisation
  readonly reach: Reach
  readonly code: string
  readonly lastDay: CivilDate
  readonly site: string
  readonly today: CivilDate
  readonly isAgain: boolean
}

/** What staff must see to before this letter goes: another form, another language, no address. One sentence each. */
export function letterWarnings({
  patient,
  reach,
  today,
}: Pick<LetterSubject, 'patient' | 'reach' | 'today'>): string[] {
  const { letter, arrange, writeIn } = reach
  return [
    ...(letter.printIsEnough
      ? []
      : ['Printed words alone do not reach this person. Do not post this letter by itself.']),
    ...(letter.formats.length === 0 ? [] : arrange),
    ...(letter.electronic
      ? ['This person asked for documents by email. A code cannot be sent by email: ask how to give it to them.']
      : []),
    ...(writeIn === undefined ? [] : [`This letter is in English. This person reads ${languageName(writeIn)}.`]),
    ...(patient.contactHidden
      ? ['The address is hidden, as this is a sensitive record. Ask someone who may see it to send the letter.']
      : addressFor(patient.addresses, 'post', today) === undefined
        ? ['There is no address to post this to. Give the letter to the person themselves.']
        : []),
  ]
}

/** The letter, shown once, with what to see to before it is posted. */
export const activationLetterPage = (subject: LetterSubject) => {
  const { patient, allergies, organisation, reach, today } = subject
  const name = fullName(nameOf(patient, today))
  const address = addressFor(patient.addresses, 'post', today)
  const words = activationLetter({
    code: subject.code,
    lastDay: subject.lastDay,
    site: subject.site,
    organisation: organisation.name,
    telephone: organisation.telephone ?? undefined,
    isAgain: subject.isAgain,
  })
  const warnings = letterWarnings(subject)
  const LetterShown = (chrome: Chrome) => (
    <Layout
      {...chrome}
      title="Print this letter"
      backHref={accessPaths.staff(patient.patientId)}
      banner={<PatientBanner {...patientBanner(patient, allergies, today)} />}
    >
      <div class="troth-no-print">
        <p class="nhsuk-heading-l">Print this letter now</p>
        <p>The code is shown only once. If you leave this page without printing, make a new code.</p>
        {warnings.length > 0 && (
          <WarningCallout heading="Before you post it">
            <ul>
              {warnings.map((warning) => (
                <li>{warning}</li>
              ))}
            </ul>
          </WarningCallout>
        )}
      </div>
      <Letter
        organisation={{
          name: organisation.name,
          addressLines: organisation.addressLines,
          telephone: organisation.telephone ?? undefined,
          openingTimes: openingSentences(organisation.openingHours),
        }}
        to={[name, ...(address ? addressLines(address) : [])]}
        date={formatDate(today)}
        heading={words.heading}
        pointSize={reach.letter.pointSize}
      >
        <p>Dear {name},</p>
        <p>{words.opening}</p>
        <ol>
          {words.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
        <p>Your code:</p>
        <p class="troth-letter__code">{words.code}</p>
        <p>{words.until}</p>
        <p>{words.safety}</p>
        <p>{words.help}</p>
        <p>{organisation.name}</p>
      </Letter>
      <div class="troth-no-print">
        <Button href={accessPaths.staff(patient.patientId)}>I have printed it</Button>
      </div>
    </Layout>
  )
  return LetterShown
}
