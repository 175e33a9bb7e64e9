import type { Context } from '../../../../core/context.ts'
import { insertRows } from '../../../../core/database/insert-rows.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { bringIn } from '../../steps/commands/bring-in.ts'
import type { HomecareTables } from '../../tables.ts'
import { defined } from '../decide.ts'
import { renewBy } from '../renew-by.ts'
import type { Wanted } from '../wanted.ts'
import { planRow, stockRow, wantAddresses, wantPrescriptions } from './rows.ts'

export interface Added {
  readonly wanted: Wanted
  readonly enrolmentId: string
  readonly therapyId: string
}

/**
 * Writes registrations and treatments that are new, in a fixed number of round trips. A prescription on paper elsewhere is
 * never made one of Troth’s: it becomes a day by which somebody must write one, and a task.
 */
export async function addRows(tx: Tx<HomecareTables>, ctx: Context, all: readonly Wanted[]): Promise<readonly Added[]> {
  if (all.length === 0) return []
  const [now, today] = [ctx.clock.now(), ctx.clock.today()]
  const added = all.map((wanted) => ({ wanted, enrolmentId: newUuid(now), therapyId: newUuid(now) }))
  await bringIn(
    tx,
    ctx,
    added.flatMap(({ wanted: { patientId, state }, enrolmentId, therapyId }) => [
      { machine: 'enrolment' as const, id: enrolmentId, patientId, to: state },
      { machine: 'therapy' as const, id: therapyId, patientId, to: 'maintained' as const },
    ]),
  )
  const common = ({ patientId, schemeId, vtmId, medicine }: Wanted) => ({
    tenant_id: ctx.tenantId,
    patient_id: patientId,
    counterpart_tenant_id: null,
    scheme_id: schemeId,
    vtm_id: vtmId,
    medicine,
    state_since: now,
    review_on: null,
    created_at: now,
    created_by: ctx.actor.id,
  })
  await insertRows(
    tx,
    'homecare.enrolment',
    added.map(({ wanted, wanted: { place }, enrolmentId }) => ({
      ...common(wanted),
      enrolment_id: enrolmentId,
      company_id: wanted.companyId,
      state: wanted.state,
      owner_account_id: 'accountId' in wanted.owner ? wanted.owner.accountId : null,
      owner_team_id: 'teamId' in wanted.owner ? wanted.owner.teamId : null,
      account_reference: wanted.accountReference ?? null,
      answer_by: null,
      details: JSON.stringify({
        ...(place.is === 'address' || place.is === 'collection' ? { place: place.is } : {}),
        broughtIn: {
          ...defined({
            registeredOn: wanted.registeredOn,
            firstDoseOn: wanted.startedOn,
            brandId: wanted.brandId,
            nextDeliveryOn: wanted.nextDeliveryOn,
          }),
          paper: wanted.paper,
          renewBy: renewBy(wanted.paper, today),
        },
      }),
      delivery_address: place.is === 'address' ? JSON.stringify(place.address) : null,
      note: null,
      said: null,
    })),
    ['details', 'delivery_address'],
  )
  await insertRows(
    tx,
    'homecare.therapy',
    added.map(({ wanted, therapyId }) => ({
      ...common(wanted),
      therapy_id: therapyId,
      route: wanted.route,
      is_biologic: wanted.isBiologic,
      indication: wanted.indication ?? null,
      state: 'maintained' as const,
    })),
  )
  await insertRows(
    tx,
    'homecare.dose_plan',
    added.map(({ wanted, therapyId }) => planRow(ctx, wanted, therapyId)),
    ['dose'],
  )
  await insertRows(
    tx,
    'homecare.stock_count',
    added.flatMap(({ wanted, therapyId }) => stockRow(ctx, wanted, therapyId)),
    ['lots'],
  )
  await wantPrescriptions(tx, ctx, added)
  await wantAddresses(tx, ctx, added)
  return added
}
