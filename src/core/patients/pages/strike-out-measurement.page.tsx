import { Button } from '../../../design-system/components/button.tsx'
import { Form, TextField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { formatDate } from '../../values/civil-date.ts'
import { strikeOutMeasurement } from '../commands/record-measurement.ts'
import { patientPaths } from '../paths.ts'
import { recordMeasurement } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listMeasurements } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { reasonField } from './field-kinds.ts'
import { measurementWords } from './measurements.page.tsx'
import { patientPage } from './patient-page.tsx'

export const strikeOutMeasurementPage = patientPage({
  path: '/staff/patients/:patientId/measurements/:measurementId',
  policy: recordMeasurement,
  title: 'Mark a measurement as an error',
  backHref: patientPaths.measurements,
  async load(tx: Reader<PatientTables>, ctx, patient, { path }) {
    const all = await listMeasurements(tx, ctx, await listRecordIds(tx, ctx, patient.patientId))
    const measurement = all.find(({ measurementId, struckOut }) => measurementId === path.measurementId && !struckOut)
    if (!measurement) throw new NotFoundError('Measurement')
    return measurement
  },
  form: {
    fields: { reason: reasonField('Why it is an error') },
    version: ({ own }) => own.version,
    async submit(ctx, { patientId, own: { measurementId } }, { reason }, { version = 0 }) {
      await strikeOutMeasurement(ctx, { measurementId, version, reason })
      return { redirect: patientPaths.measurements(patientId, 'struck-out') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Mark a measurement as an error</h1>
      <p>
        {measurementWords(own)} on {formatDate(own.measuredOn)} stays in the history and is no longer used.
      </p>
      <Form {...form.hidden}>
        <TextField {...form.field('reason')} />
        <Button variant="warning">Mark as an error</Button>
      </Form>
    </>
  ),
})
