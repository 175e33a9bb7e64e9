import { asTx } from '../../../../core/database/any-transaction.ts'
import { onDeath } from '../../../../core/patients/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { planDeath } from '../cascade.ts'
import { getPerson } from '../queries/homecare-subject.ts'
import { loadSnapshot } from '../queries/load-snapshot.ts'
import { carryOut } from './carry-out.ts'
import { endTreatment } from './end-treatment.ts'

const DIED = 'The patient has died'

/** A death ends homecare with it, in the same transaction. A homecare company hears of it from the clinic. */
onDeath(async (tx, ctx, patientId) => {
  const own = asTx<HomecareWork & TenancyTables>(tx)
  const person = await getPerson(own, ctx, patientId)
  if (!person.isClinic) return
  await lockHomecare(tx, ctx, person.patientId)
  const snapshot = await loadSnapshot(own, ctx.tenantId, person.recordIds)
  if (snapshot.enrolments.length + snapshot.therapies.length === 0) return
  await carryOut(tx, ctx, planDeath(snapshot), DIED)
  for (const { id, state } of snapshot.therapies) {
    if (state !== 'stopped') await endTreatment(tx, ctx, id, person.recordIds, DIED)
  }
})
