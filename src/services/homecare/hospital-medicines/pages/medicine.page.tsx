import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import {
  getAllergyStatus,
  getPatient,
  patientBanner,
  patientPaths,
  type PatientTables,
} from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import { enterMedicine } from '../commands/enter-medicine.ts'
import { enterHospitalMedicine } from '../policy.ts'
import { getHospitalMedicine } from '../queries/hospital-medicines.ts'
import type { HospitalMedicineTables } from '../tables.ts'

export const hospitalMedicinePage = page({
  path: '/staff/homecare/hospital-medicines/:therapyId',
  audience: 'staff',
  policy: enterHospitalMedicine,
  purpose: 'direct-care',
  async load(tx: Reader<HospitalMedicineTables & PatientTables>, ctx, { path }) {
    const medicine = await getHospitalMedicine(tx, ctx.tenantId, path.therapyId)
    const patient = await getPatient(tx, ctx, medicine.patientId)
    const { patientId, sensitive } = patient
    const allergies = await getAllergyStatus(tx, ctx, patientId)
    const { kind } = await getOrganisation(tx as never, ctx.tenantId)
    return { patientId, sensitive, kind, medicine, patient, allergies }
  },
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {},
    version: ({ medicine }) => medicine.version,
    async submit(ctx, { medicine: { therapyId }, patientId }, _values, { version = 0 }) {
      const answer = await enterMedicine(ctx, { therapyId, version })
      return answer === 'already-entered'
        ? { errors: { form: 'Someone has said already that it is in your system.' } }
        : { redirect: patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ subject: { medicine, patient, allergies, patientId }, form, chrome, ctx }) => (
    <Layout
      {...chrome}
      title="Medicine from hospital"
      backHref={patientPaths.record(patientId)}
      banner={<PatientBanner {...patientBanner(patient, allergies, ctx.clock.today())} />}
    >
      <h1 class="nhsuk-heading-l">Medicine from hospital</h1>
      <p>
        A hospital prescribes it and a homecare company delivers it. Enter it into your system as a hospital medicine.
        Do not prescribe it.
      </p>
      <SummaryList
        rows={[
          { key: 'Medicine', value: medicine.medicine },
          { key: 'Hospital', value: [medicine.hospital, medicine.hospitalTelephone].filter(Boolean).join(', ') },
          { key: 'Started', value: formatDate(medicine.startedOn) },
          { key: 'Stopped', value: medicine.stoppedOn === undefined ? 'Still in use' : formatDate(medicine.stoppedOn) },
        ]}
      />
      {medicine.enteredAt ? (
        <p>It is in your system.</p>
      ) : (
        <Form {...form.hidden}>
          <Button>
            {medicine.stoppedOn === undefined ? 'It is in our system now' : 'Its end is in our system now'}
          </Button>
        </Form>
      )}
    </Layout>
  ),
})
