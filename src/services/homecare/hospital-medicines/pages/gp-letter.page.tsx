import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { nameOf, hasNhsNumber } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { formatNhsNumber } from '../../../../core/values/nhs-number.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import { Layout } from '../../../../design-system/layout.tsx'
import { Letter } from '../../../../design-system/letter.tsx'
import { livePatient } from '../../enrolments/queries/registrations.ts'
import type { HomecareWork } from '../../tables.ts'
import { getTherapy } from '../../therapies/queries/therapies.ts'
import { writeToGp } from '../policy.ts'

/** Points of print that an NHS letter is written in. */
const PRINT = 12

export const gpLetterPage = page({
  path: '/staff/homecare/treatments/:therapyId/gp-letter',
  audience: 'staff',
  policy: writeToGp,
  purpose: 'direct-care',
  async load(tx: Reader<HomecareWork & TenancyTables>, ctx, { path }) {
    const therapy = await getTherapy(tx as never, ctx.tenantId, path.therapyId)
    const patient = await livePatient(tx as never, ctx, therapy.patientId)
    const organisation = await getOrganisation(tx as never, ctx.tenantId)
    const { patientId, sensitive } = patient
    return { patientId, sensitive, kind: organisation.kind, therapy, patient, organisation }
  },
  shows: ({ patientId }) => [patientId],
  View: ({ subject: { therapy, patient, organisation }, chrome, ctx }) => {
    const today = ctx.clock.today()
    const isOver = therapy.state === 'stopping' || therapy.state === 'stopped'
    const { nhsNumber, birthDate, generalPractice } = patient
    return (
      <Layout {...chrome} title="Letter to the GP" backHref="/staff">
        <p class="troth-no-print">Print this letter and send it, then finish your task.</p>
        <Letter
          organisation={{
            name: organisation.name,
            addressLines: organisation.addressLines,
            telephone: organisation.telephone ?? undefined,
            openingTimes: [],
          }}
          to={['The GP practice', ...(generalPractice === undefined ? [] : [`ODS code ${generalPractice}`])]}
          date={formatDate(today)}
          heading={isOver ? 'A medicine from hospital has stopped' : 'A medicine from hospital is in use'}
          pointSize={PRINT}
        >
          <p>
            {fullName(nameOf(patient, today))}
            {birthDate === undefined ? '' : `, born ${formatDate(birthDate)}`}
            {hasNhsNumber(nhsNumber) ? `, NHS number ${formatNhsNumber(nhsNumber.number)}` : ''}
          </p>
          <p>Dear colleague,</p>
          <p>
            {isOver
              ? `We no longer prescribe ${therapy.medicine} for your patient. Please enter its end into your system.`
              : `We prescribe ${therapy.medicine} for your patient, and a homecare company delivers it. Please enter it into your system as a hospital medicine, and do not prescribe it.`}
          </p>
          <p>Yours sincerely,</p>
        </Letter>
      </Layout>
    )
  },
})
