import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { type MedicationSearch, partId } from '../medication-search.ts'
import { pageOfParts, type Place } from '../page-of-parts.ts'
import { isWanted, REQUEST_STATUS_OF, requestStatus, statesWith } from '../status.ts'
import type { RequestRecord } from '../verified.ts'
import { pageRows } from './page-rows.ts'
import { type RecordTables, verifiedPrescription } from './verified-prescription.ts'

/** A page of the items of signed prescriptions, each verified as it is read. One that is not good is left out. */
export async function searchRequests(
  tx: Reader<RecordTables>,
  ctx: Context,
  search: MedicationSearch,
  page: { readonly count: number; readonly cursor: string | undefined },
): Promise<{ readonly found: readonly RequestRecord[]; readonly next: string | undefined }> {
  const after = page.cursor === undefined ? undefined : (JSON.parse(page.cursor) as Place)
  const states = statesWith(REQUEST_STATUS_OF, search.statuses)
  const { rows, hasMore } = await pageRows(tx, ctx, 'prescription', { ...search, states }, { ...page, after })
  const read = []
  for (const row of rows) read.push({ ...row, parts: await partsOf(tx, ctx, row.prescriptionId, search) })
  const { found, next } = pageOfParts(read, { count: page.count, after, hasMore })
  return { found, next: next && JSON.stringify(next) }
}

/** One item of a signed prescription. Throws `NotFoundError`, also for one that may not leave this way. */
export async function getRequest(tx: Reader<RecordTables>, ctx: Context, id: string): Promise<RequestRecord> {
  const { found } = await searchRequests(tx, ctx, { ids: [[id]] }, { count: 1, cursor: undefined })
  const [request] = found
  if (request === undefined) throw new NotFoundError('Signed prescription')
  return request
}

async function partsOf(
  tx: Reader<RecordTables>,
  ctx: Context,
  prescriptionId: string,
  { statuses, ids = [] }: MedicationSearch,
): Promise<readonly RequestRecord[]> {
  const prescription = await verifiedPrescription(tx, ctx, prescriptionId)
  if (prescription === undefined) return []
  if (!isWanted(requestStatus(prescription.state, prescription.isForSupply), statuses)) return []
  return prescription.content.items
    .map((item, index) => ({ prescription, item, number: index + 1 }))
    .filter(({ number }) => ids.every((any) => any.includes(partId(prescriptionId, number))))
}
