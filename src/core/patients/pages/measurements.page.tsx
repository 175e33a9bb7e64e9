import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { DateField, Form, RadiosField, TextField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { dateField } from '../../http/form/date-field.ts'
import { choiceField, textField } from '../../http/form/fields.ts'
import { allows } from '../../policy/enforce.ts'
import { formatDate } from '../../values/civil-date.ts'
import {
  formatHeight,
  formatWeight,
  heightProblem,
  MEASUREMENT_SOURCES,
  parseHeight,
  parseWeight,
  weightProblem,
} from '../../values/quantity.ts'
import { recordMeasurement } from '../commands/record-measurement.ts'
import { MEASUREMENT_KINDS, type PatientMeasurement } from '../measurement.ts'
import { patientPaths } from '../paths.ts'
import { recordMeasurement as mayRecord, viewPatient } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listMeasurements } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { options } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

const fields = {
  kind: choiceField({ label: 'What was measured', choices: MEASUREMENT_KINDS, missing: 'Select weight or height' }),
  value: textField({ label: 'Weight in kilograms or height in centimetres', hint: 'For example, 72.5', maxLength: 20 }),
  measuredOn: dateField({
    label: 'Date measured',
    name: 'Date measured',
    rule: (today) => ({ today, when: 'today-or-past' }),
  }),
  source: choiceField({ label: 'How it is known', choices: MEASUREMENT_SOURCES, missing: 'Select how it is known' }),
}

export const measurementsPage = patientPage({
  path: '/staff/patients/:patientId/measurements',
  policy: viewPatient,
  title: 'Weight and height',
  notices: { saved: 'Saved.', 'struck-out': 'Marked as recorded in error.' },
  load: async (tx: Reader<PatientTables>, ctx, patient) =>
    await listMeasurements(tx, ctx, await listRecordIds(tx, ctx, patient.patientId)),
  form: {
    fields,
    check({ kind, value, measuredOn }, { patient }): { value?: string; measuredOn?: string } {
      const problem = kind === 'weight' ? weightProblem(value) : heightProblem(value)
      const isTooEarly = patient.birthDate !== undefined && measuredOn < patient.birthDate
      return {
        ...(problem === undefined ? {} : { value: problem }),
        ...(isTooEarly ? { measuredOn: 'Date measured must be the same as or after the date of birth' } : {}),
      }
    },
    async submit(ctx, { patientId }, { kind, value, measuredOn, source }) {
      const number = kind === 'weight' ? parseWeight(value) : parseHeight(value)
      await recordMeasurement(ctx, { patientId, kind, value: number ?? 0, measuredOn, source })
      return { redirect: patientPaths.measurements(patientId, 'saved') }
    },
  },
  View: ({ subject, form, ctx }) => {
    const { patientId, patient, own } = subject
    const may = patient.mergedInto === undefined && allows(mayRecord, ctx, subject)
    return (
      <>
        <h1 class="nhsuk-heading-l">Weight and height</h1>
        {own.length === 0 ? <p>None recorded yet.</p> : <History measurements={own} patientId={patientId} may={may} />}
        {may && (
          <Form {...form.hidden}>
            <h2 class="nhsuk-heading-m">Add a measurement</h2>
            <RadiosField {...form.field('kind')} options={options(MEASUREMENT_KINDS)} inline />
            <TextField {...form.field('value')} inputmode="decimal" width={5} />
            <DateField {...form.field('measuredOn')} />
            <RadiosField {...form.field('source')} options={options(MEASUREMENT_SOURCES)} small />
            <Button>Save</Button>
          </Form>
        )}
      </>
    )
  },
})

/** "72.5 kg" or "172 cm". */
export const measurementWords = ({ kind, value }: Pick<PatientMeasurement, 'kind' | 'value'>): string =>
  kind === 'weight' ? formatWeight(value) : formatHeight(value)

const History = ({
  measurements,
  patientId,
  may,
}: {
  measurements: readonly PatientMeasurement[]
  patientId: string
  may: boolean
}) => (
  <Table
    caption={{ text: 'Recorded', size: 'm' }}
    head={['Measurement', 'Value', 'Date', 'How it is known', 'State']}
    responsive
    firstCellIsHeader
    rows={measurements.map((each) => [
      MEASUREMENT_KINDS[each.kind],
      measurementWords(each),
      formatDate(each.measuredOn),
      MEASUREMENT_SOURCES[each.source],
      each.struckOut
        ? 'Recorded in error'
        : may
          ? {
              text: 'Mark as an error',
              href: patientPaths.strikeOut(patientId, each.measurementId),
              visuallyHiddenText: measurementWords(each),
            }
          : 'Stands',
    ])}
  />
)
