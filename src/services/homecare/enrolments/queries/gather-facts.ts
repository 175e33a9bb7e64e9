import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getAllergyStatus, getPatient, listRelatedPeople, mayTell } from '../../../../core/patients/index.ts'
import { inUse } from '../../../../core/patients/reach.ts'
import { hasNhsNumber, type Patient } from '../../../../core/patients/patient.ts'
import { isOpenDelivery } from '../../deliveries/delivery.ts'
import type { HomecareWork } from '../../tables.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { stillToCheck } from '../checklist.ts'
import type { EnrolmentFacts, EnrolmentState } from '../enrolment.ts'
import type { Registration } from './registrations.ts'

/** Facts that only the caller knows: what someone has just typed, or what is not in the record yet. */
export type KnownFacts = Partial<
  Pick<
    EnrolmentFacts,
    'reason' | 'accountReference' | 'untracedReason' | 'isSchemeOpen' | 'hasReviewDate' | 'isFirstDeliveryProven'
  >
>

const IN_USE: readonly EnrolmentState[] = ['submitted', 'stalled', 'accepted', 'active', 'suspended']
const WRITTEN: readonly EnrolmentState[] = ['draft', 'awaiting-pharmacy', 'returned', 'rejected']

/** Whether the NHS number was traced: present and verified. */
export const isTraced = ({ nhsNumber }: Pick<Patient, 'nhsNumber'>): boolean =>
  hasNhsNumber(nhsNumber) && nhsNumber.status === '01'

/** Everything that the guards of a registration look at, by the record as it is now. */
export async function gatherFacts(
  tx: Reader<HomecareWork>,
  ctx: Context,
  registration: Registration,
  known: KnownFacts,
): Promise<EnrolmentFacts> {
  const { recordIds, patientId, details, enrolmentId } = registration
  const others = await othersOf(tx, ctx.tenantId, registration)
  const snapshot = await loadSnapshot(tx, ctx.tenantId, recordIds)
  const mine = new Set(snapshot.prescriptions.filter((one) => one.enrolmentId === enrolmentId).map(({ id }) => id))
  return {
    isTraced: isTraced(registration.patient),
    untracedReason: '',
    isSchemeOpen: false,
    hasAgreement: details.agreement !== undefined,
    hasAddress: registration.hasAddress,
    contacts: await countContacts(tx, ctx, patientId, recordIds),
    isAllergyKnown: (await getAllergyStatus(tx, ctx, patientId)).status !== 'not-yet-asked',
    hasSupportProgrammeChoice: details.supportProgramme !== undefined,
    isChecklistDone: stillToCheck(details.checked ?? []).length === 0,
    hasOtherForSubstance: others.some(({ state }) => IN_USE.includes(state)),
    reason: '',
    accountReference: '',
    isAnswerLate: registration.answerBy !== undefined && registration.answerBy <= ctx.clock.now(),
    isFirstDeliveryProven: false,
    hasReviewDate: false,
    isNewRegistrationAccepted: others.some(
      ({ state, movesFrom }) => movesFrom === enrolmentId && ['accepted', 'active', 'suspended'].includes(state),
    ),
    openDeliveries: snapshot.deliveries.filter(
      ({ prescriptionId, state }) => mine.has(prescriptionId) && isOpenDelivery(state),
    ).length,
    ...known,
  }
}

/** Other registrations of the same person for the same substance, by any of their records. */
export async function othersOf(
  tx: Reader<HomecareWork>,
  tenantId: string,
  { recordIds, vtmId, enrolmentId }: { recordIds: readonly string[]; vtmId: string; enrolmentId?: string },
): Promise<{ enrolmentId: string; state: EnrolmentState; movesFrom: string | undefined }[]> {
  const rows = await tx
    .selectFrom('homecare.enrolment')
    .select(['enrolment_id', 'state', 'details'])
    .where('tenant_id', '=', tenantId)
    .where('patient_id', 'in', recordIds)
    .where('vtm_id', '=', vtmId)
    .where('counterpart_tenant_id', 'is', null)
    .execute()
  return rows
    .filter((row) => row.enrolment_id !== enrolmentId)
    .map((row) => ({
      enrolmentId: row.enrolment_id,
      state: row.state,
      movesFrom: (row.details as { movesFrom?: string }).movesFrom,
    }))
}

/** One that is in use or being written: a second would be a second supply. One that is being moved gives way. */
export const inTheWay = <One extends { readonly state: EnrolmentState }>(others: readonly One[]): One | undefined =>
  others.find(({ state }) => IN_USE.includes(state) || WRITTEN.includes(state))

/** People who may be told of deliveries, or ways to reach the patient, whichever are more. Only counted, so that a sensitive record counts too. */
export async function countContacts(
  tx: Reader<HomecareWork>,
  ctx: Context,
  patientId: string,
  recordIds: readonly string[],
): Promise<number> {
  const today = ctx.clock.today()
  const counting = {
    tenantId: ctx.tenantId,
    actor: { kind: 'system', id: ctx.actor.id, roles: [], rights: [] },
  } as const
  const people = await listRelatedPeople(tx, counting, recordIds)
  const { contactPoints } = await getPatient(tx, counting, patientId)
  const told = people.filter((person) => mayTell(person, 'deliveries', today) && (person.telephone || person.email))
  return Math.max(told.length, inUse(contactPoints, ['phone', 'textphone', 'email'], today).length)
}
