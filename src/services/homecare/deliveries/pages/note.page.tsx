import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { patientBanner } from '../../../../core/patients/index.ts'
import { printSize } from '../../documents/large-print.ts'
import { PrintOrWhyNot } from '../../prescriptions/pages/print-or-why-not.tsx'
import { deliveryPaths } from '../paths.ts'
import { printNote } from '../policy.ts'
import { deliveryOfPage, type PageTables } from '../queries/delivery-page.ts'
import { noteOf } from '../queries/note.ts'

export const notePage = page({
  path: '/staff/homecare/deliveries/:deliveryId/note',
  audience: 'staff',
  policy: printNote,
  purpose: 'direct-care',
  async load(tx: Reader<PageTables>, ctx, { path }) {
    const delivery = await deliveryOfPage(tx, ctx, path.deliveryId)
    return { ...delivery, sensitive: delivery.patient.sensitive, note: await noteOf(tx, ctx, delivery) }
  },
  shows: ({ patientId }) => [patientId],
  pdf: ({ note, patient, patientId }) =>
    note.document && {
      file: { document: note.document, ...printSize(patient.communication.accessibleNeeds) },
      shows: [patientId],
    },
  View: ({ subject: { note, patient, allergies, care }, chrome, ctx }) => (
    <Layout
      {...chrome}
      title="Delivery note"
      backHref={deliveryPaths.delivery(care.delivery.deliveryId)}
      banner={<PatientBanner {...patientBanner(patient, allergies, ctx.clock.today())} />}
    >
      <h1 class="nhsuk-heading-l">Delivery note</h1>
      <PrintOrWhyNot
        made={note}
        href={`${deliveryPaths.note(care.delivery.deliveryId)}?format=pdf`}
        says="Put it inside the parcel, never on the outside. It is printed as large as the patient asked for."
        action="Get the delivery note (PDF)"
      />
    </Layout>
  ),
})
