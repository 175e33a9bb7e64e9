import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { type Finding, GRADES } from '../../schemes/gates.ts'
import { WEEKLY_SUBSTANCES } from '../../therapies/dose-problems.ts'
import { doseText } from '../../therapies/dose-text.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { findGateFindings } from '../queries/gate-findings.ts'
import { prescriptionPage } from './prescription-page.tsx'

export const doseTextPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/dose-text',
  policy: writePrescription,
  title: 'The dose in words',
  backHref: ({ prescription }) => prescriptionPaths.dose(prescription.prescriptionId),
  load: async (tx, ctx, { stored, therapy }): Promise<readonly Finding[]> =>
    stored?.draft.dose === undefined
      ? []
      : await findGateFindings(tx, ctx, therapy, { ampId: stored.draft.ampId, dose: stored.draft.dose }),
  View: ({ subject: { stored, therapy, prescription, own } }) => {
    const { dose } = stored?.draft ?? {}
    const { prescriptionId } = prescription
    return (
      <>
        <h1 class="nhsuk-heading-l">The dose in words</h1>
        <InsetText>
          <p>{dose === undefined ? 'There is no dose yet.' : doseText(dose)}</p>
        </InsetText>
        {WEEKLY_SUBSTANCES.value.some((id) => id === therapy.vtmId) && (
          <WarningCallout headingLevel={2} heading="Once a week">
            <p>This medicine is given once a week, on the day that is named. A daily dose can kill.</p>
          </WarningCallout>
        )}
        <Findings findings={own} />
        <Button href={prescriptionPaths.deliveries(prescriptionId)}>This is right: continue</Button>
        <p>
          <a href={prescriptionPaths.dose(prescriptionId)}>Change the dose</a>
        </p>
      </>
    )
  },
})

/** What the safety checks find, each with how hard it holds. */
export const Findings = ({ findings }: { findings: readonly Finding[] }) =>
  findings.length === 0 ? (
    <p>The checks of the scheme found nothing.</p>
  ) : (
    <>
      <h2 class="nhsuk-heading-m">What the checks found</h2>
      <ul class="nhsuk-list nhsuk-list--bullet">
        {findings.map(({ grade, sentence }) => (
          <li>
            <strong>{GRADES[grade]}:</strong> {sentence}
          </li>
        ))}
      </ul>
    </>
  )
