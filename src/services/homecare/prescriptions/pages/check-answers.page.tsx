import { Button } from '../../../../design-system/components/button.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { findGateFindings } from '../queries/gate-findings.ts'
import { finishPrescription } from '../commands/finish-prescription.ts'
import { handToPrescriber } from '../commands/hand-to-prescriber.ts'
import { prescriptionPaths } from '../paths.ts'
import { mayPrescribeMedicines, writePrescription } from '../policy.ts'
import { findDifferences } from '../queries/differences.ts'
import { findProduct } from '../queries/find-product.ts'
import { isPaperOnlySchedule } from '../route.ts'
import { contentRows, Differences, handRows } from './content-rows.tsx'
import { Findings } from './dose-text.page.tsx'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'
import { SignedFirst } from './signed-first.tsx'

export const checkAnswersPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/check-answers',
  policy: writePrescription,
  title: 'Check your answers',
  notices: { renewed: 'This is a copy of the last prescription with its dates moved on. Check what has changed.' },
  async load(tx, ctx, subject) {
    const { stored, therapy } = subject
    const draft = stored?.draft ?? {}
    const id = draft.ampId ?? draft.vmpId
    return {
      product: id === undefined ? undefined : await findProduct(tx, id),
      found: await findDifferences(tx as never, ctx, { ...subject, isDraft: true }),
      findings:
        draft.dose === undefined
          ? []
          : await findGateFindings(tx, ctx, therapy, { ampId: draft.ampId, dose: draft.dose }),
    }
  },
  form: {
    fields: {},
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, _values, { version = 0 }) {
      if (!mayPrescribeMedicines(ctx)) {
        await handToPrescriber(ctx, { prescriptionId, version })
        return { redirect: prescriptionPaths.prescription(prescriptionId, 'handed-over') }
      }
      const answer = await finishPrescription(ctx, { prescriptionId, version })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused) }
        : { redirect: prescriptionPaths.prescription(prescriptionId, 'finished') }
    },
  },
  View: ({ form, ctx, subject: { prescription, therapy, stored, own, patient } }) => {
    const { prescriptionId } = prescription
    const draft = stored?.draft ?? {}
    const paths = {
      product: prescriptionPaths.product(prescriptionId),
      dose: prescriptionPaths.dose(prescriptionId),
      deliveries: prescriptionPaths.deliveries(prescriptionId),
      quantity: prescriptionPaths.quantity(prescriptionId),
      checks: prescriptionPaths.checks(prescriptionId),
    }
    return (
      <>
        <h1 class="nhsuk-heading-l">Check your answers</h1>
        <SignedFirst state={prescription.state}>
          When this change is finished, the signature no longer counts, and it has to be signed again.
        </SignedFirst>
        {own.product !== undefined && <PaperOnly schedule={own.product.controlledDrug.schedule} />}
        <h2 class="nhsuk-heading-m">Since the last prescription</h2>
        <Differences found={own.found} isAddressHidden={patient.contactHidden} />
        <h2 class="nhsuk-heading-m">The prescription</h2>
        <SummaryList
          rows={[
            { key: 'What it is for', value: therapy.indication ?? 'Not entered' },
            ...contentRows(draft, own.product, paths),
          ]}
        />
        <h2 class="nhsuk-heading-m">Entered by hand</h2>
        <SummaryList rows={handRows(draft, paths)} />
        <Findings findings={own.findings} />
        <Form {...form.hidden}>
          {mayPrescribeMedicines(ctx) ? (
            <Button>Finish and send for clinical screening</Button>
          ) : (
            <Button>Give to the prescriber</Button>
          )}
        </Form>
      </>
    )
  },
})

/** Said wherever such a prescription is seen: it never leaves by an electronic way. */
export const PaperOnly = ({ schedule }: { schedule: Parameters<typeof isPaperOnlySchedule>[0] }) =>
  isPaperOnlySchedule(schedule) ? (
    <WarningCallout headingLevel={2} heading="On paper only">
      <p>
        This medicine is a controlled drug, or the dictionary does not say that it is not. It cannot be sent
        electronically: it is printed and signed in ink.
      </p>
    </WarningCallout>
  ) : null
