import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { findMedicine } from '../../../../core/medicines/index.ts'
import { listRecordIds, type Patient } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { isApproved } from '../../schemes/scheme.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { beginWith } from '../../steps/commands/take-step.ts'
import { stepAs } from '../../steps/step-as.ts'
import { homecareRolesOf } from '../../therapies/homecare-role.ts'
import type { EnrolmentDetails } from '../enrolment-details.ts'
import { ENROLMENT } from '../enrolment.ts'
import { type RegistrationSubject, writeRegistration } from '../policy.ts'
import { inTheWay, isTraced, othersOf } from '../queries/gather-facts.ts'
import { companyOf, livePatient } from '../queries/registrations.ts'
import type { RegistrationWork } from './registration-command.ts'
import { AS_SAID } from './steps-as-said.ts'

export type OwnerChoice = { readonly accountId: string } | { readonly teamId: string }

export interface NewRegistration {
  readonly patientId: string
  readonly schemeId: string
  readonly companyId: string
  readonly owner: OwnerChoice
  /** Why the patient's NHS number is not verified. Sealed with the step. */
  readonly untracedReason?: string | undefined
}
export type BeginAnswer = { readonly enrolmentId: string } | { readonly refusals: readonly Refusal[] }

interface Beginning extends RegistrationSubject {
  readonly patient: Patient
  readonly recordIds: readonly string[]
}

/** Begins a registration: from now on it is kept, whatever is still to be asked. */
export const beginRegistration = command<RegistrationWork & MedicineTables, NewRegistration, Beginning, BeginAnswer>({
  action: 'homecare.registration.begun',
  policy: writeRegistration,
  async load(tx, { patientId }, ctx) {
    const patient = await livePatient(tx as never, ctx, patientId)
    await lockHomecare(tx, ctx, patient.patientId)
    const { kind } = await getOrganisation(tx as never, ctx.tenantId)
    const recordIds = await listRecordIds(tx as never, ctx, patient.patientId)
    const { sensitive } = patient
    return { patientId: patient.patientId, sensitive, kind, isCompanyOnTroth: false, patient, recordIds }
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, beginning, asked, note) {
    const made = await insertRegistration(tx, ctx, beginning, asked, {})
    if ('refusals' in made) note.outcome = 'refused'
    else note.entity = { type: 'homecare.enrolment', id: made.enrolmentId }
    return made
  },
})

/** A new registration in the caller's transaction, which holds the patient's homecare. */
export async function insertRegistration(
  anyTx: AnyTx,
  ctx: Context,
  { patient, recordIds, kind }: Pick<Beginning, 'patient' | 'recordIds' | 'kind'>,
  asked: Omit<NewRegistration, 'patientId'>,
  from: { readonly details?: EnrolmentDetails; readonly address?: unknown; readonly insteadOf?: string },
): Promise<BeginAnswer> {
  const tx = asTx<RegistrationWork & MedicineTables>(anyTx)
  const scheme = await findLiveScheme(tx, ctx.tenantId, asked.schemeId)
  const company = await companyOf(tx, ctx.tenantId, asked.companyId)
  const isSchemeOpen = scheme !== undefined && isApproved(scheme)
  const isSupplied = scheme?.companies.includes(asked.companyId) === true && company !== undefined && !company.isEnded
  const facts = {
    ...AS_SAID,
    isTraced: isTraced(patient),
    untracedReason: asked.untracedReason ?? '',
    isSchemeOpen,
  }
  const who = { id: ctx.actor.id, roles: homecareRolesOf(ctx, kind) }
  const answer = stepAs(ENROLMENT, 'not-begun', 'begin', who, facts)
  if (!answer.ok) return { refusals: answer.refusals }
  if (!scheme || !isSupplied) {
    return { refusals: [{ name: 'not-of-scheme', sentence: 'Choose a homecare company that supplies this scheme' }] }
  }
  const other = inTheWay(
    await othersOf(tx, ctx.tenantId, {
      recordIds,
      vtmId: scheme.vtmId,
      ...(from.insteadOf === undefined ? {} : { enrolmentId: from.insteadOf }),
    }),
  )
  if (other) return { refusals: [OTHER] }
  const medicine = await findMedicine(tx as Reader<MedicineTables>, scheme.vtmId)
  const now = ctx.clock.now()
  const enrolmentId = newUuid(now)
  const { patientId } = patient
  const { moved, role } = answer
  const reason = isTraced(patient) ? undefined : asked.untracedReason
  await beginWith(tx, ctx, { machine: 'enrolment', id: enrolmentId, patientId, moved, role, reason })
  await tx
    .insertInto('homecare.enrolment')
    .values({
      tenant_id: ctx.tenantId,
      enrolment_id: enrolmentId,
      patient_id: patientId,
      counterpart_tenant_id: null,
      scheme_id: scheme.schemeId,
      company_id: asked.companyId,
      vtm_id: scheme.vtmId,
      medicine: medicine?.entry.name ?? scheme.name,
      state: moved.to,
      state_since: now,
      owner_account_id: 'accountId' in asked.owner ? asked.owner.accountId : null,
      owner_team_id: 'teamId' in asked.owner ? asked.owner.teamId : null,
      account_reference: null,
      answer_by: null,
      review_on: null,
      details: JSON.stringify(from.details ?? {}),
      delivery_address: from.address === undefined ? null : JSON.stringify(from.address),
      note: null,
      said: null,
      created_at: now,
      created_by: ctx.actor.id,
    })
    .execute()
  return { enrolmentId }
}

const OTHER: Refusal = {
  name: 'other-registration',
  sentence: 'This patient already has a registration for this medicine: open, move or close that one first',
}
