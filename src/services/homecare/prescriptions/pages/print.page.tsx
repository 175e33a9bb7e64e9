import { printSize } from '../../documents/large-print.ts'
import { prescriptionPaths } from '../paths.ts'
import { printPrescription } from '../policy.ts'
import { printedPrescription } from '../queries/printed.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { PrintOrWhyNot } from './print-or-why-not.tsx'

/** A copy to read of what was signed. Its signature is verified each time. */
export const printPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/print',
  policy: printPrescription,
  title: 'Print this prescription',
  load: (tx, ctx, { prescription, allergies }) => printedPrescription(tx as never, ctx, prescription, allergies),
  pdf: ({ own, patient, patientId }) =>
    own.document && {
      file: { document: own.document, ...printSize(patient.communication.accessibleNeeds) },
      shows: [patientId],
    },
  View: ({ subject: { own, prescription } }) => (
    <>
      <h1 class="nhsuk-heading-l">Print this prescription</h1>
      <PrintOrWhyNot
        made={own}
        href={`${prescriptionPaths.print(prescription.prescriptionId)}?format=pdf`}
        says="This is a copy to read. Nothing may be supplied on it: the prescription is the electronic document that was signed."
        action="Get the copy (PDF)"
      />
    </>
  ),
})
