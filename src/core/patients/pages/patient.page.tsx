import type { Reader } from '../../database/transaction.ts'
import { fullName } from '../../values/person-name.ts'
import { nameOf } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { viewPatient } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { listMerges } from '../queries/merges.ts'
import { listMeasurements, listRelatedPeople } from '../queries/patient-parts.ts'
import type { PatientTables } from '../tables.ts'
import { patientPage } from './patient-page.tsx'
import { AboutRecord, Health, Links, Prompts } from './record-about.tsx'
import { Communication, ContactDetails, RelatedPeople } from './record-contact.tsx'
import { Identity } from './record-identity.tsx'
import { loadSections } from './record-sections.ts'
import type { Parts } from './record-part.tsx'

export const recordPage = patientPage({
  path: '/staff/patients/:patientId',
  policy: viewPatient,
  async load(tx: Reader<PatientTables>, ctx, { patientId, sensitive }): Promise<Parts> {
    const recordIds = await listRecordIds(tx, ctx, patientId)
    const related = await listRelatedPeople(tx, ctx, recordIds)
    const measurements = await listMeasurements(tx, ctx, recordIds)
    const merges = await listMerges(tx, ctx, patientId)
    const sections = await loadSections(tx as unknown as Reader<never>, ctx, { patientId, sensitive }, recordIds)
    return { related, measurements, merges, sections }
  },
  title: 'Patient record',
  backHref: patientPaths.search,
  notices: {
    saved: 'Saved.',
    registered: 'Registered.',
    confirmed: 'Contact details confirmed.',
    removed: 'Removed.',
    merged: 'The records were merged.',
    unmerged: 'The records are separate again.',
    'unmerged-kept':
      'The records are separate again. Some things were changed after the merge and stay as they are: check them.',
  },
  View: ({ subject, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">{fullName(nameOf(subject.patient, ctx.clock.today()))}</h1>
      <Prompts subject={subject} today={ctx.clock.today()} />
      <Links subject={subject} ctx={ctx} />
      <Identity subject={subject} ctx={ctx} />
      <ContactDetails subject={subject} ctx={ctx} />
      <Communication subject={subject} ctx={ctx} />
      <RelatedPeople subject={subject} ctx={ctx} />
      <Health subject={subject} ctx={ctx} />
      {subject.own.sections}
      <AboutRecord subject={subject} ctx={ctx} />
    </>
  ),
})
