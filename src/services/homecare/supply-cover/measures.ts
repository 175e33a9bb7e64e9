import { asTx, type AnyTx } from '../../../core/database/any-transaction.ts'
import { measure, type MeasureOfOrganisations } from '../../../core/observability/measure.ts'
import { getOrganisation } from '../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../core/tenancy/tables.ts'
import { newestSheets } from './queries/sheets.ts'
import { sheetState, type SheetState } from './sheet-state.ts'
import type { SheetTables } from './tables.ts'

type Where = Parameters<MeasureOfOrganisations['readIn']>[1]

/** Only trusts have a run-out sheet. */
async function stateOfSheet(anyTx: AnyTx, { tenantId, clock }: Where): Promise<SheetState | undefined> {
  const tx = asTx<SheetTables & TenancyTables>(anyTx)
  if ((await getOrganisation(tx, tenantId)).kind !== 'nhs-trust') return undefined
  return sheetState(await newestSheets(tx, tenantId), clock.today())
}

measure({
  name: 'troth_run_out_sheet_age_seconds',
  help: 'Age of the oldest of the trusts’ newest run-out sheets. More than a day and a half: look why. A trust that never had one is not in it.',
  told: 'most',
  async readIn(tx, where) {
    const { writtenAt } = (await stateOfSheet(tx, where)) ?? {}
    return writtenAt ? [{ value: (where.clock.now().getTime() - writtenAt.getTime()) / 1000 }] : []
  },
})

measure({
  name: 'troth_run_out_sheets_missing',
  help: 'Trusts whose run-out sheet of last night is not there.',
  told: 'sum',
  async readIn(tx, where) {
    const sheet = await stateOfSheet(tx, where)
    return [{ value: sheet?.state === 'missing' ? 1 : 0 }]
  },
})
