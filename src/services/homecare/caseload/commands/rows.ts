import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { createTasks } from '../../../../core/tasks/index.ts'
import { instantOf } from '../../../../core/values/london-time.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import type { StockLot } from '../../supply-cover/stock.ts'
import { renewBy } from '../renew-by.ts'
import { addressWanted, prescriptionWanted } from '../../enrolments/task-reasons.ts'
import type { Wanted } from '../wanted.ts'

/** Tasks fall due in the morning, when someone can do them. */
const NINE = 9 * 60

export const planRow = (ctx: Context, { dose: plan, patientId }: Wanted, therapyId: string) => ({
  tenant_id: ctx.tenantId,
  plan_id: newUuid(ctx.clock.now()),
  therapy_id: therapyId,
  patient_id: patientId,
  prescription_id: null,
  dose: JSON.stringify(plan.dose),
  first_dose_on: plan.firstDoseOn,
  ends_on: null,
  amount_per_unit: plan.amountPerUnit,
  unit_words: plan.unitWords,
  is_shared: plan.isShared,
  made_at: ctx.clock.now(),
  made_by: ctx.actor.id,
  replaced_at: null,
})

/** A count with its day is assumed, never more; without one nobody can say what is left of it, so it is not believed. */
export function stockRow(ctx: Context, { stock, patientId }: Wanted, therapyId: string) {
  if (stock === undefined) return []
  const { units, countedOn } = stock
  const lots: StockLot[] =
    countedOn === undefined
      ? []
      : [
          {
            units,
            state: 'usable',
            batch: undefined,
            usableFrom: countedOn,
            usableUntil: undefined,
            source: 'import',
            confidence: 'assumed',
          },
        ]
  return [
    {
      tenant_id: ctx.tenantId,
      stock_count_id: newUuid(ctx.clock.now()),
      therapy_id: therapyId,
      patient_id: patientId,
      unknown_why: countedOn === undefined ? ('not-believed' as const) : null,
      counted_on: countedOn ?? null,
      doses_from: countedOn ?? null,
      lots: JSON.stringify(lots),
      source: 'import' as const,
      actor_id: ctx.actor.id,
      recorded_at: ctx.clock.now(),
      withdrawn_at: null,
      withdrawn_by: null,
    },
  ]
}

/** Gives whoever has the patient the task to write a prescription in Troth, by the day on which one is needed. */
export async function wantPrescriptions(
  tx: AnyTx,
  ctx: Context,
  all: readonly { readonly wanted: Wanted; readonly enrolmentId: string }[],
): Promise<void> {
  const today = ctx.clock.today()
  const days = new Map(all.map(({ wanted: { paper } }) => [renewBy(paper, today), new Date(0)]))
  for (const day of days.keys()) days.set(day, instantOf(day, NINE))
  await createTasks(
    tx,
    ctx,
    all.map(({ wanted: { owner, patientId, paper }, enrolmentId }) => ({
      reason: prescriptionWanted,
      owner,
      patientId,
      entity: { type: 'homecare.enrolment', id: enrolmentId },
      key: enrolmentId,
      dueAt: days.get(renewBy(paper, today)),
    })),
  )
}

/** Asks for where deliveries go, when nobody knows, or when only someone with the right may add it to a sensitive record. */
export async function wantAddresses(
  tx: AnyTx,
  ctx: Context,
  all: readonly { readonly wanted: Wanted; readonly enrolmentId: string }[],
): Promise<void> {
  await createTasks(
    tx,
    ctx,
    all.flatMap(({ wanted: { owner, patientId, place }, enrolmentId: key }) =>
      place.is === 'hidden' || place.is === 'none'
        ? [{ reason: addressWanted, owner, patientId, entity: { type: 'homecare.enrolment', id: key }, key }]
        : [],
    ),
  )
}
