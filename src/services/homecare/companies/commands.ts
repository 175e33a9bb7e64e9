import type { AuditValue } from '../../../core/audit/record.ts'
import { command } from '../../../core/command.ts'
import { findRecipient } from '../../../core/disclosures/queries.ts'
import type { DisclosureTables } from '../../../core/disclosures/tables.ts'
import { ConflictError } from '../../../core/errors.ts'
import { newUuid } from '../../../core/values/uuid.ts'
import type { EnrolmentTables } from '../enrolments/tables.ts'
import type { Company, CompanyDetails } from './company.ts'
import { manageCompanies } from './policy.ts'
import { findCompanyByRecipient, getCompany } from './queries.ts'
import type { CompanyTables } from './tables.ts'

type Tables = CompanyTables & DisclosureTables & EnrolmentTables
export type CompanyRefusal = 'not-a-recipient' | 'organisation-taken' | 'has-patients'

/** Enters a homecare company. One that uses Troth must stand on the register of recipients first. */
export const addCompany = command<Tables, CompanyDetails, undefined, { readonly companyId: string } | CompanyRefusal>({
  action: 'homecare.company.added',
  policy: manageCompanies,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, details, note) {
    const refusal = await whyNot(tx, ctx.tenantId, details, undefined)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const companyId = newUuid(ctx.clock.now())
    await tx
      .insertInto('homecare.company')
      .values({
        tenant_id: ctx.tenantId,
        company_id: companyId,
        added_at: ctx.clock.now(),
        added_by: ctx.actor.id,
        ended_at: null,
        ...columnsOf(details),
      })
      .execute()
    note.entity = { type: 'homecare.company', id: companyId }
    note.values = { new: { ...details } as AuditValue }
    return { companyId }
  },
})

export const changeCompany = command<
  Tables,
  { readonly companyId: string; readonly version: number; readonly details: CompanyDetails },
  Company,
  'done' | CompanyRefusal
>({
  action: 'homecare.company.changed',
  policy: manageCompanies,
  load: (tx, { companyId }, ctx) => getCompany(tx, ctx.tenantId, companyId),
  subjects: () => [],
  async run(tx, ctx, company, { companyId, version, details }, note) {
    note.entity = { type: 'homecare.company', id: companyId }
    const refusal = await whyNot(tx, ctx.tenantId, details, companyId)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    const { companyId: _id, endedAt: _ended, version: _version, ...before } = company
    note.values = { old: { ...before } as AuditValue, new: { ...details } as AuditValue }
    const changed = await tx
      .updateTable('homecare.company')
      .set((row) => ({ ...columnsOf(details), version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('company_id', '=', companyId)
      .where('version', '=', version)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows !== 1n) throw new ConflictError('The company was changed by someone else')
    return 'done'
  },
})

/** Ends working with a company. Not while anyone is registered with it: they would be left without a supply. */
export const endCompany = command<
  Tables,
  { readonly companyId: string; readonly version: number },
  Company,
  'done' | CompanyRefusal
>({
  action: 'homecare.company.ended',
  policy: manageCompanies,
  load: (tx, { companyId }, ctx) => getCompany(tx, ctx.tenantId, companyId),
  subjects: () => [],
  async run(tx, ctx, _company, { companyId, version }, note) {
    note.entity = { type: 'homecare.company', id: companyId }
    const registered = await tx
      .selectFrom('homecare.enrolment')
      .select('enrolment_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('company_id', '=', companyId)
      .where('state', 'not in', ['closed', 'withdrawn', 'deceased'])
      .limit(1)
      .executeTakeFirst()
    if (registered) {
      note.outcome = 'refused'
      return 'has-patients'
    }
    const ended = await tx
      .updateTable('homecare.company')
      .set((row) => ({ ended_at: ctx.clock.now(), version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('company_id', '=', companyId)
      .where('version', '=', version)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows !== 1n) throw new ConflictError('The company was changed by someone else')
    return 'done'
  },
})

const columnsOf = (details: CompanyDetails) => ({
  name: details.name,
  recipient_tenant_id: details.recipientId ?? null,
  ods_code: details.odsCode ?? null,
  telephone: details.telephone ?? null,
  email: details.email ?? null,
  address_lines: [...details.addressLines],
  nation: details.nation,
  answer_days: details.answerDays,
})

async function whyNot(
  tx: Parameters<typeof getCompany>[0] & Parameters<typeof findRecipient>[0],
  tenantId: string,
  { recipientId }: CompanyDetails,
  companyId: string | undefined,
): Promise<CompanyRefusal | undefined> {
  if (recipientId === undefined) return undefined
  const recipient = await findRecipient(tx, tenantId, recipientId)
  if (!recipient || recipient.endedAt) return 'not-a-recipient'
  const other = await findCompanyByRecipient(tx, tenantId, recipientId)
  return other && other.companyId !== companyId ? 'organisation-taken' : undefined
}
