import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { findMedicine, type MedicineTables } from '../../../../core/medicines/index.ts'
import type { HomecareWork } from '../../tables.ts'
import { doseText } from '../../therapies/dose-text.ts'
import type { StructuredDose } from '../../therapies/dose.ts'
import { holdOf } from '../hold.ts'
import type { RegistrationBody } from '../registration-body.ts'
import type { Registration } from './registrations.ts'

/** What a company is told of a registration that was brought in, beside what any registration says; undefined for others. */
export async function broughtInOf(
  tx: Reader<HomecareWork>,
  ctx: Context,
  { details: { broughtIn }, state, reviewOn, accountReference, recordIds, vtmId }: Registration,
): Promise<RegistrationBody['broughtIn']> {
  if (broughtIn === undefined) return undefined
  const { registeredOn, brandId, nextDeliveryOn, paper } = broughtIn
  const brand = brandId === undefined ? undefined : await findMedicine(tx as unknown as Reader<MedicineTables>, brandId)
  const plan = await tx
    .selectFrom('homecare.therapy as therapy')
    .innerJoin('homecare.dose_plan as plan', (join) =>
      join.onRef('plan.tenant_id', '=', 'therapy.tenant_id').onRef('plan.therapy_id', '=', 'therapy.therapy_id'),
    )
    .select('plan.dose')
    .where('therapy.tenant_id', '=', ctx.tenantId)
    .where('therapy.patient_id', 'in', recordIds)
    .where('therapy.vtm_id', '=', vtmId)
    .where('therapy.state', '!=', 'stopped')
    .where('therapy.counterpart_tenant_id', 'is', null)
    .where('plan.replaced_at', 'is', null)
    .executeTakeFirst()
  return {
    isActive: state !== 'accepted',
    accountReference,
    registeredOn,
    brand: brand?.entry.name,
    dose: plan && doseText(plan.dose as StructuredDose),
    ...paper,
    nextDeliveryOn,
    hold: holdOf(state, reviewOn),
  }
}
