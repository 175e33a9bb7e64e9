import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { Pause } from '../../therapies/dose-schedule.ts'
import type { HomecareWork } from '../../tables.ts'
import { among, type Which } from './therapy-rows.ts'

type Of<Row> = Row & { readonly therapy_id: string }

/** Breaks in the doses. One that was taken back before it began is not among them. */
export async function pauseRows(tx: Reader<HomecareWork>, tenantId: string, which: Which) {
  const { rows } = await sql<Of<{ from_on: CivilDate; until_on: CivilDate | null; restart: Pause['restart'] }>>`
    select therapy_id, from_on, until_on, restart from homecare.pause
     where tenant_id = ${tenantId} ${among(which, 'therapy_id')}
     order by from_on, made_at`.execute(tx)
  return Map.groupBy(rows, (row) => row.therapy_id)
}

export async function missedRows(tx: Reader<HomecareWork>, tenantId: string, which: Which) {
  const { rows } = await sql<Of<{ due_on: CivilDate; doses: number }>>`
    select therapy_id, due_on, doses from homecare.missed_dose
     where tenant_id = ${tenantId} and withdrawn_at is null ${among(which, 'therapy_id')}`.execute(tx)
  return Map.groupBy(rows, (row) => row.therapy_id)
}

export async function extraRows(tx: Reader<HomecareWork>, tenantId: string, which: Which) {
  const { rows } = await sql<Of<{ used_on: CivilDate; units: number }>>`
    select therapy_id, used_on, units from homecare.extra_use
     where tenant_id = ${tenantId} and withdrawn_at is null ${among(which, 'therapy_id')}`.execute(tx)
  return Map.groupBy(rows, (row) => row.therapy_id)
}
