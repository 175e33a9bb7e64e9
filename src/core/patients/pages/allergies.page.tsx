import { Button } from '../../../design-system/components/button.tsx'
import { InsetText } from '../../../design-system/components/inset-text.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Form } from '../../../design-system/fields.tsx'
import type { Reader } from '../../database/transaction.ts'
import { allows } from '../../policy/enforce.ts'
import { allergyHold, REACTION_SEVERITIES, type AllergyStatus } from '../../values/allergy.ts'
import { formatDate } from '../../values/civil-date.ts'
import { REACTIONS, type PatientAllergy } from '../allergy.ts'
import { recordNoKnownAllergies } from '../commands/record-allergies.ts'
import { patientPaths } from '../paths.ts'
import { recordAllergies, viewPatient } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listAllergies } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { patientPage } from './patient-page.tsx'

export const allergiesPage = patientPage({
  path: '/staff/patients/:patientId/allergies',
  policy: viewPatient,
  title: 'Allergies',
  notices: { saved: 'Saved.', ended: 'The allergy no longer counts. Ask again whether there are any.' },
  load: async (tx: Reader<PatientTables>, ctx, patient) =>
    await listAllergies(tx, ctx, await listRecordIds(tx, ctx, patient.patientId)),
  form: {
    fields: {},
    version: ({ patient }) => patient.version,
    async submit(ctx, { patientId }, _values, { version = 0 }) {
      const answer = await recordNoKnownAllergies(ctx, { patientId, version })
      return 'refused' in answer
        ? { errors: { form: 'This person has an allergy on record. End it first if it is wrong' } }
        : { redirect: patientPaths.allergies(patientId, 'saved') }
    },
  },
  View: ({ subject, form, ctx }) => {
    const { patientId, patient, allergies, own } = subject
    const mayRecord = patient.mergedInto === undefined && allows(recordAllergies, ctx, subject)
    return (
      <>
        <h1 class="nhsuk-heading-l">Allergies</h1>
        <InsetText>
          <p>{statusWords(allergies)}</p>
          {allergyHold(allergies, ctx.clock.today()) === 'confirm-again' && (
            <p>This was more than a year ago. Ask again.</p>
          )}
        </InsetText>
        {own.length > 0 && <List allergies={own} patientId={patientId} mayRecord={mayRecord} />}
        {mayRecord && (
          <>
            <p>
              <a href={patientPaths.allergy(patientId, 'new')}>Add an allergy</a>
            </p>
            {allergies.status !== 'listed' && (
              <Form {...form.hidden}>
                <Button variant="secondary">I asked, and there are none known</Button>
              </Form>
            )}
          </>
        )}
      </>
    )
  },
})

const List = ({
  allergies,
  patientId,
  mayRecord,
}: {
  allergies: readonly PatientAllergy[]
  patientId: string
  mayRecord: boolean
}) => (
  <Table
    caption={{ text: 'Allergies on record', size: 'm' }}
    head={['Medicine, food or substance', 'Reaction', 'Severity', 'Recorded', 'State']}
    responsive
    firstCellIsHeader
    rows={allergies.map((allergy) => [
      mayRecord && allergy.endedOn === undefined
        ? {
            text: allergy.substance,
            href: patientPaths.allergy(patientId, allergy.allergyId),
            visuallyHiddenText: 'change',
          }
        : allergy.substance,
      allergy.reactions.map((reaction) => REACTIONS[reaction]).join(', ') || 'Not recorded',
      REACTION_SEVERITIES[allergy.severity],
      formatDate(allergy.recordedOn),
      allergy.endedOn === undefined ? 'Stands' : `Found to be wrong on ${formatDate(allergy.endedOn)}`,
    ])}
  />
)

/** The answer in a sentence; the three facts never read alike. */
export function statusWords(status: AllergyStatus): string {
  if (status.status === 'not-yet-asked') return 'Nobody has asked about allergies yet.'
  if (status.status === 'none-known') return `No known allergies. Asked on ${formatDate(status.askedOn)}.`
  return `${status.allergies.length} ${status.allergies.length === 1 ? 'allergy' : 'allergies'} on record.`
}
