import { Button } from '../../../design-system/components/button.tsx'
import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Form, TextField } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { formatInstant } from '../../values/london-time.ts'
import { fullName } from '../../values/person-name.ts'
import { unmergePatients, type UnmergeRefusal } from '../commands/unmerge-patients.ts'
import { nameOf } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { mergeRecords } from '../policy.ts'
import { getPatient } from '../queries.ts'
import { getMerge } from '../queries/merges.ts'
import type { PatientTables } from '../tables.ts'
import { reasonField } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

const REFUSALS: Record<UnmergeRefusal, string> = {
  'already-unmerged': 'These records are already separate',
  'newer-merge-first': 'Another record was merged into this one later. Unmerge that one first',
  'survivor-is-merged': 'This record was itself merged into another. Unmerge that first',
  'nhs-number-in-use': 'Another record has the NHS number that would come free. Put the numbers right first',
  erased: 'The values from before the merge were erased. The records cannot be taken apart',
}

export const unmergePage = patientPage({
  path: '/staff/patients/:patientId/unmerge/:mergeId',
  policy: mergeRecords,
  async load(tx: Reader<PatientTables>, ctx, patient, { path }) {
    const merge = await getMerge(tx, ctx, path.mergeId)
    if (merge.survivorId !== patient.patientId || merge.unmergedAt) throw new NotFoundError('Merge')
    return { merge, merged: await getPatient(tx, ctx, merge.mergedId) }
  },
  title: 'Unmerge two records',
  alsoShows: ({ own }) => [own.merged.patientId],
  form: {
    fields: { reason: reasonField('Why they are not the same person') },
    version: ({ patient }) => patient.version,
    async submit(ctx, { patientId, own }, { reason }, { version = 0 }) {
      const answer = await unmergePatients(ctx, { mergeId: own.merge.mergeId, survivorVersion: version, reason })
      return 'refused' in answer
        ? { errors: { form: REFUSALS[answer.refused] } }
        : { redirect: patientPaths.record(patientId, answer.kept.length > 0 ? 'unmerged-kept' : 'unmerged') }
    },
  },
  View: ({ subject: { own }, form, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">Unmerge two records</h1>
      <p>
        Both records become as they were before the merge. Anything that someone has changed in this record since then
        stays as it is: check it afterwards.
      </p>
      <SummaryList
        rows={[
          { key: 'The other record', value: fullName(nameOf(own.merged, ctx.clock.today())) },
          { key: 'Merged', value: formatInstant(own.merge.mergedAt) },
          { key: 'Why', value: own.merge.reason },
        ]}
      />
      <Form {...form.hidden}>
        <TextField {...form.field('reason')} />
        <Button variant="warning">Unmerge the records</Button>
      </Form>
    </>
  ),
})
