import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { WarningCallout } from '../../../design-system/components/warning-callout.tsx'
import { Form, HiddenField, RadiosField, TextField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { choiceField, hiddenField, optional } from '../../http/form/fields.ts'
import { mergePatients } from '../commands/merge-patients.ts'
import { MERGE_FIELDS, mergeConflicts, mergeFields, type MergeChoice, type MergeField } from '../merge.ts'
import { patientPaths } from '../paths.ts'
import { mergeRecords } from '../policy.ts'
import { getPatient } from '../queries.ts'
import { maySeeContact } from '../visibility.ts'
import type { PatientTables } from '../tables.ts'
import { reasonField } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'
import { fieldWords } from './record-words.ts'

const CHOICES: Readonly<Record<MergeChoice, string>> = {
  survivor: 'This record',
  merged: 'The other record',
  both: 'Both',
}
const choices = Object.fromEntries(
  mergeFields.map((field) => [field, optional(choiceField({ label: MERGE_FIELDS[field], choices: CHOICES }))]),
) as { [Field in MergeField]: ReturnType<typeof optional<MergeChoice>> }

const fields = {
  ...choices,
  otherVersion: hiddenField<number>((text) =>
    /^\d{1,9}$/.test(text) ? { value: Number(text) } : { problem: 'Open the page again' },
  ),
  reason: reasonField('Why they are the same person', 'For example, checked with the NHS Spine. Kept with the merge'),
}

export const mergePage = patientPage({
  path: '/staff/patients/:patientId/merge/:otherId',
  policy: mergeRecords,
  async load(tx: Reader<PatientTables>, ctx, patient, { path }) {
    const other = await getPatient(tx, ctx, path.otherId)
    if (other.patientId === patient.patientId || other.mergedInto !== undefined) throw new NotFoundError('Patient')
    // Choosing between addresses that someone cannot see would be guessing.
    const isHidden = !maySeeContact(ctx, patient) || !maySeeContact(ctx, other)
    return { other, isHidden, conflicts: isHidden ? [] : mergeConflicts(patient, other) }
  },
  title: 'Merge two records',
  alsoShows: ({ own }) => [own.other.patientId],
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ own: { other, conflicts } }) => ({
      otherVersion: String(other.version),
      ...Object.fromEntries(conflicts.map(({ field, usual }) => [field, usual])),
    }),
    async submit(ctx, { patientId, own }, { otherVersion, reason, ...chosen }, { version = 0 }) {
      if (own.isHidden) return { errors: { form: 'You do not have the right to see one of the records' } }
      await mergePatients(ctx, {
        survivorId: patientId,
        survivorVersion: version,
        mergedId: own.other.patientId,
        mergedVersion: otherVersion,
        reason,
        choices: Object.fromEntries(Object.entries(chosen).filter(([, choice]) => choice !== undefined)),
      })
      return { redirect: patientPaths.record(patientId, 'merged') }
    },
  },
  View: ({ subject: { patient, patientId, own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Merge two records</h1>
      <WarningCallout heading="Check that they are one person" headingLevel={2}>
        <p>
          Twins, and parents and children with one name, are merged by mistake most often. Compare the two records
          below. Merging can be taken back.
        </p>
      </WarningCallout>
      <Table
        caption={{ text: 'The two records', size: 'm' }}
        head={['Fact', 'This record, which stays', 'The other record']}
        firstCellIsHeader
        responsive
        rows={mergeFields.map((field) => [
          MERGE_FIELDS[field],
          fieldWords(patient, field).join('; '),
          fieldWords(own.other, field).join('; '),
        ])}
      />
      <p>
        <a href={patientPaths.merge(own.other.patientId, patientId)}>Keep the other record instead</a>
      </p>
      {own.isHidden ? (
        <p>One of the records is sensitive. Only someone who may see its contact details can merge it.</p>
      ) : (
        <Form {...form.hidden}>
          <HiddenField name="otherVersion" values={form.values} />
          {own.conflicts.length > 0 && <h2 class="nhsuk-heading-m">Which is right?</h2>}
          {own.conflicts.map(({ field, choices: offered }) => (
            <RadiosField
              {...form.field(field)}
              options={offered.map((choice) => ({
                value: choice,
                label: CHOICES[choice],
                ...(choice === 'both'
                  ? {}
                  : { hint: fieldWords(choice === 'survivor' ? patient : own.other, field).join('; ') }),
              }))}
              small
            />
          ))}
          <p>Names and other numbers of both records are always kept, and the person is found by all of them.</p>
          <TextField {...form.field('reason')} />
          <Button variant="warning">Merge the records</Button>
        </Form>
      )}
    </>
  ),
})
