import { Button } from '../../../../design-system/components/button.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { page } from '../../../../core/http/page.ts'
import { getPatient, nameOf } from '../../../../core/patients/index.ts'
import { displayName } from '../../../../core/values/person-name.ts'
import { supplyPaths } from '../paths.ts'
import { seeSupplyOfPatient } from '../policy.ts'
import { supplyOfTherapy } from '../queries/supply-page.ts'
import type { WorklistTables } from '../queries/worklist-page.ts'
import { holdingWords, RiskWords } from './cover-words.tsx'

/** Where tasks lead, which know the treatment and not whose it is. */
export const supplyOfTherapyPage = page({
  path: '/staff/homecare/supply/:therapyId',
  audience: 'staff',
  policy: seeSupplyOfPatient,
  purpose: 'direct-care',
  async load(tx: Reader<WorklistTables>, ctx, { path }) {
    const { cover } = await supplyOfTherapy(tx, ctx, path.therapyId)
    const patient = await getPatient(tx, ctx, cover.patientId)
    return { cover, patient, patientId: patient.patientId, sensitive: patient.sensitive }
  },
  shows: ({ patientId }) => [patientId],
  View: ({ subject: { cover, patient }, chrome, ctx }) => (
    <Layout {...chrome} title="Homecare supply" backHref={supplyPaths.worklist()}>
      <h1 class="nhsuk-heading-l">
        {cover.medicine} of {displayName(nameOf(patient, ctx.clock.today()))}
      </h1>
      <p>
        <RiskWords risk={cover.risk} />
      </p>
      <p>{holdingWords(cover)}</p>
      <Button href={supplyPaths.supply(cover.patientId, cover.therapyId)}>Open the supply</Button>
    </Layout>
  ),
})
