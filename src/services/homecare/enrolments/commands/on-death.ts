import { asTx } from '../../../../core/database/any-transaction.ts'
import { onDeath } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { endOnDeath } from './end-registration.ts'

/** Registrations end with a death, and companies are told of each. A company itself hears of it from the clinic. */
onDeath(async (tx, ctx, patientId) => {
  const { kind } = await getOrganisation(asTx<TenancyTables>(tx), ctx.tenantId)
  if (kind === 'nhs-trust') await endOnDeath(tx, ctx, patientId)
})
