import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { findPatients, type PatientTables } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { SupplySubject } from '../policy.ts'
import { coverOf } from '../queries/cover-of.ts'
import type { TherapyCover } from '../therapy-cover.ts'
import type { SupplyWork } from './load-supply.ts'

/** One of many treatments that somebody ticked in the worklist. */
export interface ChosenSupply extends SupplySubject {
  readonly cover: TherapyCover
}

/** Throws `NotFoundError` unless each is a treatment of this organisation that has not stopped. */
export async function chosenSupplies(
  tx: Tx<SupplyWork>,
  ctx: Context,
  therapyIds: readonly string[],
): Promise<readonly ChosenSupply[]> {
  const covers = new Map((await coverOf(tx, ctx, therapyIds)).map((cover) => [cover.therapyId, cover]))
  const people = await findPatients(
    tx as unknown as Reader<PatientTables>,
    ctx,
    [...covers.values()].map(({ patientId }) => patientId),
  )
  const { kind } = await getOrganisation(tx as unknown as Reader<TenancyTables>, ctx.tenantId)
  return therapyIds.map((id) => {
    const cover = covers.get(id)
    const patient = cover && people.get(cover.patientId)
    if (!cover || !patient) throw new NotFoundError('Treatment')
    return { patientId: cover.patientId, sensitive: patient.sensitive, isClinic: kind === 'nhs-trust', cover }
  })
}
