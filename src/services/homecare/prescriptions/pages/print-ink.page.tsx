import { prescriptionPaths } from '../paths.ts'
import { printToSign } from '../policy.ts'
import { inkPrint } from '../queries/printed.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { PrintOrWhyNot } from './print-or-why-not.tsx'

/** A controlled drug leaves on paper alone. That it has left is recorded when it is sent, not when it is printed. */
export const printInkPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/print-to-sign',
  policy: printToSign,
  title: 'Print this prescription to sign it in ink',
  load: (tx, ctx, { prescription, stored, allergies }) => inkPrint(tx as never, ctx, prescription, stored, allergies),
  pdf: ({ own, patientId }) => own.document && { file: { document: own.document }, shows: [patientId] },
  View: ({ subject: { own, prescription } }) => (
    <>
      <h1 class="nhsuk-heading-l">Print this prescription to sign it in ink</h1>
      <PrintOrWhyNot
        made={own}
        href={`${prescriptionPaths.printToSign(prescription.prescriptionId)}?format=pdf`}
        says="The prescriber signs and dates the last page by hand. The paper itself is sent: a copy is not a prescription. Destroy what is not used."
        action="Get the prescription to sign (PDF)"
      />
    </>
  ),
})
