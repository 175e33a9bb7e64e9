import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { getPerson, type Person } from '../queries/homecare-subject.ts'
import { getTherapy, type Therapy } from '../queries/therapies.ts'

/** A treatment that is about to change, with its patient, held until the transaction ends. */
export interface LockedTherapy extends Person {
  readonly therapy: Therapy
}

/** Throws `NotFoundError`. Everything is read after the lock, so that what decides cannot change. */
export async function lockTherapy(tx: AnyTx, ctx: Context, therapyId: string): Promise<LockedTherapy> {
  const own = asTx<HomecareWork & TenancyTables>(tx)
  const { patientId } = await getTherapy(own, ctx.tenantId, therapyId)
  const person = await getPerson(own, ctx, patientId)
  await lockHomecare(tx, ctx, person.patientId)
  return { ...person, therapy: await getTherapy(own, ctx.tenantId, therapyId) }
}
