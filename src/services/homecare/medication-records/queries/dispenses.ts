import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { findCompany } from '../../companies/queries.ts'
import { findDelivery, type Delivery } from '../../deliveries/queries/delivery-care.ts'
import type { ItemContent } from '../../prescriptions/legal-content.ts'
import { type MedicationSearch, partId } from '../medication-search.ts'
import { pageOfParts, type Place } from '../page-of-parts.ts'
import { DISPENSE_STATUS_OF, isWanted, statesWith } from '../status.ts'
import type { DispensedDelivery, DispenseRecord } from '../verified.ts'
import { pageRows, type RowInPage } from './page-rows.ts'
import { type RecordTables, verifiedPrescription } from './verified-prescription.ts'

/** A page of what was dispensed, batch by batch, of prescriptions that are verified as they are read. */
export async function searchDispenses(
  tx: Reader<RecordTables>,
  ctx: Context,
  search: MedicationSearch,
  page: { readonly count: number; readonly cursor: string | undefined },
): Promise<{ readonly found: readonly DispenseRecord[]; readonly next: string | undefined }> {
  const after = page.cursor === undefined ? undefined : (JSON.parse(page.cursor) as Place)
  const states = statesWith(DISPENSE_STATUS_OF, search.statuses)
  const { rows, hasMore } = await pageRows(tx, ctx, 'delivery', { ...search, states }, { ...page, after })
  const read = []
  for (const row of rows) read.push({ ...row, parts: await partsOf(tx, ctx, row, search) })
  const { found, next } = pageOfParts(read, { count: page.count, after, hasMore })
  return { found, next: next && JSON.stringify(next) }
}

/** One batch that was dispensed. Throws `NotFoundError`, also for what may not leave this way. */
export async function getDispense(tx: Reader<RecordTables>, ctx: Context, id: string): Promise<DispenseRecord> {
  const { found } = await searchDispenses(tx, ctx, { ids: [[id]] }, { count: 1, cursor: undefined })
  const [dispense] = found
  if (dispense === undefined) throw new NotFoundError('Dispensed medicine')
  return dispense
}

async function partsOf(
  tx: Reader<RecordTables>,
  ctx: Context,
  { rowId, prescriptionId }: RowInPage,
  { statuses, ids = [] }: MedicationSearch,
): Promise<readonly DispenseRecord[]> {
  const delivery = await findDelivery(tx, ctx.tenantId, rowId)
  const prescription = await verifiedPrescription(tx, ctx, prescriptionId)
  const dispensed = delivery && (await dispensedOf(tx, ctx, delivery))
  if (!prescription || !dispensed || !isWanted(dispensed.status, statuses)) return []
  const { items } = prescription.content
  return (delivery.dispensed?.packs ?? []).flatMap((pack, index) => {
    const number = index + 1
    const itemIndex = indexOfLine(items, pack.lineId)
    const item = items[itemIndex]
    if (!item || !ids.every((any) => any.includes(partId(rowId, number)))) return []
    return [{ prescription, item, itemNumber: itemIndex + 1, number, delivery: dispensed, pack }]
  })
}

/** A pack of a prescription for one thing is of that thing, whatever its line is called on the other side. */
const indexOfLine = (items: readonly ItemContent[], lineId: string): number =>
  items.length === 1 ? 0 : items.findIndex((item) => item.lineId === lineId)

async function dispensedOf(
  tx: Reader<RecordTables>,
  ctx: Context,
  delivery: Delivery,
): Promise<DispensedDelivery | undefined> {
  const { deliveryId, state, stateSince, version, dispensedAt, proof } = delivery
  const status = DISPENSE_STATUS_OF[state]
  if (status === undefined || dispensedAt === undefined) return undefined
  const supplier = await supplierOf(tx, ctx, delivery)
  return { deliveryId, status, changedAt: stateSince, version, dispensedAt, handedOverAt: proof?.at, supplier }
}

/** In a company's own records the supplier is the company itself. */
async function supplierOf(tx: Reader<RecordTables>, { tenantId }: Context, delivery: Delivery) {
  if (delivery.counterpartId !== undefined) {
    const { name, odsCode } = await getOrganisation(tx as Reader<TenancyTables>, tenantId)
    return { name, odsCode: odsCode ?? undefined }
  }
  const row = await tx
    .selectFrom('homecare.prescription as prescription')
    .innerJoin('homecare.enrolment as enrolment', (join) =>
      join
        .onRef('enrolment.tenant_id', '=', 'prescription.tenant_id')
        .onRef('enrolment.enrolment_id', '=', 'prescription.enrolment_id'),
    )
    .select('enrolment.company_id')
    .where('prescription.tenant_id', '=', tenantId)
    .where('prescription.prescription_id', '=', delivery.prescriptionId)
    .executeTakeFirst()
  const company = row?.company_id ? await findCompany(tx, tenantId, row.company_id) : undefined
  return company && { name: company.name, odsCode: company.odsCode }
}
