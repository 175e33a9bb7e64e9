import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { Chrome } from '../../../http/chrome.ts'
import { patientBanner } from '../../../patients/pages/patient-banner.ts'
import type { Patient } from '../../../patients/patient.ts'
import type { AllergyStatus } from '../../../values/allergy.ts'
import type { CivilDate } from '../../../values/civil-date.ts'
import { ACTIVATION_RULES } from '../activation-code.ts'
import { accessPaths } from '../paths.ts'

/** In a demonstration, which has no text service: what the text would have said, to read out. Shown once. */
export const readOutPage = ({
  patient,
  allergies,
  code,
  today,
}: {
  readonly patient: Patient
  readonly allergies: AllergyStatus
  readonly code: string
  readonly today: CivilDate
}) => {
  const ReadOut = (chrome: Chrome) => (
    <Layout
      {...chrome}
      title="Read this code out"
      backHref={accessPaths.staff(patient.patientId)}
      banner={<PatientBanner {...patientBanner(patient, allergies, today)} />}
    >
      <h1 class="nhsuk-heading-l">Read this code out</h1>
      <p>Text messages are not set up, so nothing was sent. In this demonstration you can read the code out instead.</p>
      <InsetText>
        <p class="nhsuk-heading-m nhsuk-u-margin-bottom-0">{code}</p>
      </InsetText>
      <p>
        It works for {ACTIVATION_RULES.textMinutes} minutes, once, together with the date of birth. It is not shown
        again.
      </p>
      <Button href={accessPaths.staff(patient.patientId)}>Done</Button>
    </Layout>
  )
  return ReadOut
}
