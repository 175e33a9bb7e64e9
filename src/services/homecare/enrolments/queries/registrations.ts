import { columnsOf } from '../../../../core/database/columns-of.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { getPatient, listRecordIds, type Patient, type PatientTables } from '../../../../core/patients/index.ts'
import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Context } from '../../../../core/context.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import type { DeliveryAddress, EnrolmentDetails } from '../enrolment-details.ts'
import type { EnrolmentState } from '../enrolment.ts'
import type { RegistrationSubject } from '../registration-subject.ts'
import { enrolmentDataMap, type EnrolmentTables } from '../tables.ts'

type Tables = Reader<EnrolmentTables & CompanyTables & PatientTables & TenancyTables>
type By = Pick<Context, 'tenantId' | 'actor'>

/** The homecare company of a registration, as the trust's own list has it. */
export interface CompanyOfRegistration {
  readonly companyId: string
  readonly name: string
  readonly recipientId: string | undefined
  readonly answerDays: number
  readonly nation: 'england-and-wales' | 'scotland' | 'northern-ireland'
  readonly isEnded: boolean
}

/** A registration as this reader may see it, with the record that it is about. */
export interface Registration extends RegistrationSubject {
  readonly enrolmentId: string
  /** The record that is in use now: that of the registration may have been merged into it. */
  readonly patientId: string
  /** The record that the row names: its keys seal what the row holds. */
  readonly rowPatientId: string
  readonly patient: Patient
  readonly recordIds: readonly string[]
  /** In the records of a company: the organisation that registered the patient. */
  readonly counterpartId: string | undefined
  readonly schemeId: string | undefined
  readonly company: CompanyOfRegistration | undefined
  readonly vtmId: string
  readonly medicine: string
  readonly state: EnrolmentState
  readonly stateSince: Date
  readonly ownerAccountId: string | undefined
  readonly ownerTeamId: string | undefined
  readonly accountReference: string | undefined
  readonly answerBy: Date | undefined
  readonly reviewOn: CivilDate | undefined
  readonly details: EnrolmentDetails
  readonly deliveryAddress: DeliveryAddress | undefined
  /** There is an address, and this reader may not see it. */
  readonly isAddressHidden: boolean
  readonly hasAddress: boolean
  readonly createdBy: string
  readonly version: number
}

/** Throws `NotFoundError`. */
export async function getRegistration(tx: Tables, ctx: By, enrolmentId: string): Promise<Registration> {
  const row = isUuid(enrolmentId)
    ? await (tx as Reader<EnrolmentTables>)
        .selectFrom('homecare.enrolment')
        .select(columnsOf(enrolmentDataMap, 'homecare.enrolment'))
        .where('tenant_id', '=', ctx.tenantId)
        .where('enrolment_id', '=', enrolmentId)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Homecare registration')
  const patient = await livePatient(tx, ctx, row.patient_id)
  const company = row.company_id === null ? undefined : await companyOf(tx, ctx.tenantId, row.company_id)
  const details = row.details as EnrolmentDetails
  const sensitive = patient.sensitive || details.isSensitive === true
  const isHidden = !maySeeContact(ctx, { patientId: patient.patientId, sensitive })
  const address = row.delivery_address as DeliveryAddress | null
  const { kind } = await getOrganisation(tx as Reader<TenancyTables>, ctx.tenantId)
  return {
    enrolmentId: row.enrolment_id,
    patientId: patient.patientId,
    rowPatientId: row.patient_id,
    sensitive,
    kind,
    isCompanyOnTroth: company?.recipientId !== undefined,
    patient,
    recordIds: await listRecordIds(tx as Reader<PatientTables>, ctx, patient.patientId),
    counterpartId: row.counterpart_tenant_id ?? undefined,
    schemeId: row.scheme_id ?? undefined,
    company,
    vtmId: row.vtm_id,
    medicine: row.medicine,
    state: row.state,
    stateSince: row.state_since,
    ownerAccountId: row.owner_account_id ?? undefined,
    ownerTeamId: row.owner_team_id ?? undefined,
    accountReference: row.account_reference ?? undefined,
    answerBy: row.answer_by ?? undefined,
    reviewOn: row.review_on ?? undefined,
    details,
    deliveryAddress: isHidden ? undefined : (address ?? undefined),
    isAddressHidden: isHidden && address !== null,
    hasAddress: address !== null || details.place === 'collection',
    createdBy: row.created_by,
    version: row.version,
  }
}

/** The record in use: a merged one leads to it. */
export async function livePatient(tx: Tables, ctx: By, patientId: string): Promise<Patient> {
  const patients = tx as Reader<PatientTables>
  const asked = await getPatient(patients, ctx, patientId)
  return asked.mergedInto === undefined ? asked : await getPatient(patients, ctx, asked.mergedInto)
}

export async function companyOf(
  tx: Reader<CompanyTables>,
  tenantId: string,
  companyId: string,
): Promise<CompanyOfRegistration | undefined> {
  const row = await tx
    .selectFrom('homecare.company')
    .select(['company_id', 'name', 'recipient_tenant_id', 'answer_days', 'nation', 'ended_at'])
    .where('tenant_id', '=', tenantId)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return (
    row && {
      companyId: row.company_id,
      name: row.name,
      recipientId: row.recipient_tenant_id ?? undefined,
      answerDays: row.answer_days,
      nation: row.nation,
      isEnded: row.ended_at !== null,
    }
  )
}

/** What a screen calls the other side. */
export const otherSide = ({ company, details }: Pick<Registration, 'company' | 'details'>): string =>
  details.from?.hospital ?? company?.name ?? 'the homecare company'
