import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { getPerson, type Person } from '../../therapies/queries/homecare-subject.ts'
import { getTherapy, type Therapy } from '../../therapies/queries/therapies.ts'
import { getPrescription, type Prescription } from '../queries/prescriptions.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'

/** A prescription that is about to change, with its patient and treatment, held until the transaction ends. */
export interface LockedPrescription extends Person {
  readonly prescription: Prescription
  readonly therapy: Therapy
}

/** Throws `NotFoundError`. Everything is read after the lock, so that what decides cannot change. */
export async function lockPrescription(tx: AnyTx, ctx: Context, prescriptionId: string): Promise<LockedPrescription> {
  const own = asTx<HomecareWork & TenancyTables>(tx)
  const { patientId } = await getPrescription(own, ctx.tenantId, prescriptionId)
  const person = await getPerson(own, ctx, patientId)
  await lockHomecare(tx, ctx, person.patientId)
  const prescription = await getPrescription(own, ctx.tenantId, prescriptionId)
  const therapy = await getTherapy(own, ctx.tenantId, prescription.therapyId)
  return { ...person, prescription, therapy }
}

/** Whoever works from an old page is told so, and loses nothing. */
export function expectVersion(row: { readonly version: number }, version: number): void {
  if (row.version !== version) throw new ConflictError('It was changed by someone else')
}
