import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { EnrolmentDetails } from '../../enrolments/enrolment-details.ts'
import { listen, onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import type { Prescription } from '../../prescriptions/queries/prescriptions.ts'
import type { HomecareWork } from '../../tables.ts'
import { tellGp } from './tell-gp.ts'

/** A treatment has started: its first prescription was accepted. One that never started is not told of when it stops. */
listen('therapy-moved', async (tx, ctx, { therapyId, event, from }) => {
  if (event === 'start') await tellGp(tx, ctx, therapyId, 'started')
  if (event === 'stop' && from !== 'planned') await tellGp(tx, ctx, therapyId, 'stopped')
})

/** A treatment that was brought in never starts in Troth: its GP is told at the same moment, the first acceptance. */
onPrescriptionStep(['acknowledge'], async (tx, ctx, { prescription }) => {
  if (prescription.counterpartId !== undefined) return
  const on = await sinceWhenBroughtIn(tx, ctx, prescription)
  if (on !== undefined) await tellGp(tx, ctx, prescription.therapyId, 'started', on)
})

/** Since when a treatment that was brought in is known to go on, at the first acceptance of a prescription; undefined else. */
async function sinceWhenBroughtIn(
  anyTx: AnyTx,
  ctx: Context,
  { therapyId, enrolmentId }: Prescription,
): Promise<CivilDate | undefined> {
  const tx = asTx<HomecareWork>(anyTx)
  const { rows } = await sql<{ brought_in: boolean; acceptances: number }>`
    select exists (select from homecare.step s where s.tenant_id = ${ctx.tenantId} and s.machine = 'therapy'
                      and s.thing_id = ${therapyId} and s.event = 'import') as brought_in,
           (select count(*) from homecare.prescription p join homecare.step s
                on s.tenant_id = p.tenant_id and s.machine = 'prescription' and s.thing_id = p.prescription_id
             where p.tenant_id = ${ctx.tenantId} and p.therapy_id = ${therapyId} and s.event = 'acknowledge')::int as acceptances`.execute(
    tx,
  )
  if (rows[0]?.brought_in !== true || rows[0].acceptances !== 1) return undefined
  const row = await tx
    .selectFrom('homecare.enrolment')
    .select('details')
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
  const { firstDoseOn, registeredOn } = (row?.details as EnrolmentDetails | undefined)?.broughtIn ?? {}
  const today = ctx.clock.today()
  const since = firstDoseOn ?? registeredOn ?? today
  return since > today ? today : since
}
