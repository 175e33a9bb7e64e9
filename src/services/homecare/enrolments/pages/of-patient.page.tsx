import type { Reader } from '../../../../core/database/transaction.ts'
import { allowsRole } from '../../../../core/policy/enforce.ts'
import { listRecordIds, patientPage, recordLink } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import { formatShortInstant } from '../../../../core/values/london-time.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Table } from '../../../../design-system/components/table.tsx'
import type { HomecareWork } from '../../tables.ts'
import { registrationPaths } from '../paths.ts'
import { beginRegistrationOfPatient, viewRegistrationsOfPatient } from '../policy.ts'
import { registrationsOfPatient } from '../queries/of-patient.ts'
import { StateTag } from './words.tsx'

recordLink({
  text: 'Homecare registrations',
  href: registrationPaths.ofPatient,
  policy: viewRegistrationsOfPatient,
  order: 45,
})

export const registrationsOfPatientPage = patientPage({
  path: '/staff/patients/:patientId/homecare/registrations',
  policy: viewRegistrationsOfPatient,
  title: 'Homecare registrations',
  async load(tx: Reader<HomecareWork>, ctx, { patientId }) {
    const recordIds = await listRecordIds(tx, ctx, patientId)
    return {
      rows: await registrationsOfPatient(tx, ctx.tenantId, recordIds),
      kind: (await getOrganisation(tx as never, ctx.tenantId)).kind,
    }
  },
  View: ({ subject: { own, patientId, patient }, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">Homecare registrations</h1>
      {own.rows.length === 0 ? (
        <p>They are not registered with a homecare company.</p>
      ) : (
        <Table
          caption="Registrations"
          head={['Medicine', own.kind === 'homecare-company' ? 'Hospital' : 'Company', 'State', 'Since']}
          rows={own.rows.map((row) => [
            { text: row.medicine, href: registrationPaths.registration(row.enrolmentId) },
            row.with,
            <StateTag state={row.state} isCompany={own.kind === 'homecare-company'} />,
            formatShortInstant(row.stateSince),
          ])}
          firstCellIsHeader
          responsive
        />
      )}
      {own.kind === 'nhs-trust' &&
        patient.mergedInto === undefined &&
        !patient.death &&
        allowsRole(beginRegistrationOfPatient as never, ctx) && (
          <Button href={registrationPaths.begin(patientId)}>Register for homecare</Button>
        )}
    </>
  ),
})
