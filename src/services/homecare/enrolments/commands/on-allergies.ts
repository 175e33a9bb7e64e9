import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { listRecordIds, onAllergies, type PatientTables } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { allergiesBodyOf } from '../queries/allergies-of.ts'
import { OVER_STATES, type EnrolmentState } from '../enrolment.ts'
import { getRegistration, livePatient } from '../queries/registrations.ts'
import { tellCompanyOfAllergies } from './tell-company.ts'

/** The company has nothing yet: the registration will say what is known when it is sent. */
const UNSENT: readonly EnrolmentState[] = ['not-begun', 'draft', 'awaiting-pharmacy', 'returned']

/** Companies that supply a patient are told when the hospital learns of an allergy. A company itself tells nobody. */
onAllergies(async (tx, ctx, patientId) => {
  const { kind } = await getOrganisation(asTx<TenancyTables>(tx), ctx.tenantId)
  if (kind === 'nhs-trust') await tellCompanies(tx, ctx, patientId)
})

async function tellCompanies(anyTx: AnyTx, ctx: Context, askedId: string): Promise<void> {
  const tx = asTx<HomecareWork & TenancyTables & PatientTables>(anyTx)
  const { patientId } = await livePatient(tx, ctx, askedId)
  // So that a registration that is being sent at this moment says it, or is told of it after.
  await lockHomecare(tx, ctx, patientId)
  const { enrolments } = await loadSnapshot(tx, ctx.tenantId, await listRecordIds(tx as never, ctx, patientId))
  const sent = enrolments.filter(({ state }) => !UNSENT.includes(state) && !OVER_STATES.includes(state))
  if (sent.length === 0) return
  const allergies = await allergiesBodyOf(tx as never, ctx, patientId)
  if (!allergies) return
  for (const { id } of sent) await tellCompanyOfAllergies(tx, ctx, await getRegistration(tx, ctx, id), allergies)
}
