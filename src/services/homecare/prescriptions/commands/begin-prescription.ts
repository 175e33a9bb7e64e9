import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { ConflictError, NotFoundError } from '../../../../core/errors.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { mayPrescribe } from '../../enrolments/enrolment.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { isSecondTherapy, planTherapy, SECOND_THERAPY } from '../../therapies/commands/plan-therapy.ts'
import type { DoseRoute } from '../../therapies/dose.ts'
import { getPerson, type Person } from '../../therapies/queries/homecare-subject.ts'
import { listTherapiesOfPatient } from '../../therapies/queries/therapies.ts'
import { mayPrescribeMedicines, writePrescription } from '../policy.ts'
import { isInForce } from '../prescription-state.ts'
import { PRESCRIPTION } from '../prescription.ts'
import { findPrescriber } from '../queries/prescribers.ts'
import { listPrescriptionsOfTherapy } from '../queries/prescriptions.ts'
import { listRegistrations, type Registration } from '../queries/registrations.ts'
import { insertDraft } from './insert-draft.ts'

export interface BeginPrescription {
  readonly patientId: string
  readonly enrolmentId: string
  readonly route: DoseRoute
  readonly indication: string | undefined
  /** Who will finish and sign it, when whoever begins it does not prescribe. */
  readonly prescriberId: string | undefined
  readonly twoBiologicsReason: string | undefined
}
export type BeginAnswer = { readonly prescriptionId: string } | { readonly refused: readonly Refusal[] }
type Work = HomecareWork & TenancyTables & IdentityTables

const begin = command<Work, BeginPrescription, Person, BeginAnswer>({
  action: 'homecare.prescription.begun',
  policy: writePrescription,
  async load(tx, { patientId }, ctx) {
    const { patientId: live } = await getPerson(tx, ctx, patientId)
    await lockHomecare(tx, ctx, live)
    return await getPerson(tx, ctx, patientId)
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, person, input, note) {
    if (person.patientId !== input.patientId) throw new ConflictError('This record was merged into another')
    const refuse = (refused: readonly Refusal[]): BeginAnswer => {
      note.outcome = 'refused'
      return { refused }
    }
    const registration = (await listRegistrations(tx, ctx.tenantId, person.recordIds)).find(
      ({ enrolmentId }) => enrolmentId === input.enrolmentId,
    )
    if (!registration) throw new NotFoundError('Homecare registration')
    const prescriberId = input.prescriberId ?? (mayPrescribeMedicines(ctx) ? ctx.actor.id : undefined)
    if (prescriberId === undefined || !(await findPrescriber(tx, ctx.tenantId, prescriberId)))
      return refuse([NO_PRESCRIBER])
    const therapy = await therapyFor(tx as unknown as Tx<HomecareWork>, ctx, person, registration, input)
    if ('refusals' in therapy) return refuse(therapy.refusals)
    const made = await insertDraft(tx, ctx, {
      patientId: person.patientId,
      recordIds: person.recordIds,
      therapyId: therapy.therapyId,
      enrolmentId: registration.enrolmentId,
      replacesId: undefined,
      prescriberId,
      draft: { twoBiologicsReason: input.twoBiologicsReason },
    })
    if ('refusals' in made) throw new ConflictError(made.refusals.map(({ sentence }) => sentence).join('. '))
    note.entity = { type: 'homecare.prescription', id: made.prescriptionId }
    return made
  },
})

/**
 * A prescription that is being written, from its first page on, so that nothing is lost. It plans the treatment when it is the
 * first of a substance and route. Two people in the same second plan one treatment between them.
 */
export async function beginPrescription(ctx: Context, input: BeginPrescription): Promise<BeginAnswer> {
  try {
    return await begin(ctx, input)
  } catch (error) {
    if (isSecondTherapy(error)) return { refused: [SECOND_THERAPY] }
    throw error
  }
}

type ForTherapy = { readonly therapyId: string } | { readonly refusals: readonly Refusal[] }

/** The treatment that is going on, or a new one. One prescription of it at a time is written or in force. */
async function therapyFor(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { patientId, recordIds }: Person,
  { vtmId, schemeId, medicine, state }: Registration,
  { route, indication, twoBiologicsReason }: BeginPrescription,
): Promise<ForTherapy> {
  if (!mayPrescribe(state)) return { refusals: [NOT_REGISTERED] }
  const open = (await listTherapiesOfPatient(tx, ctx.tenantId, recordIds)).find(
    (therapy) =>
      therapy.vtmId === vtmId &&
      therapy.route === route &&
      therapy.counterpartId === undefined &&
      !['not-begun', 'stopped'].includes(therapy.state),
  )
  if (open) {
    const others = await listPrescriptionsOfTherapy(tx, ctx.tenantId, open.therapyId)
    if (others.some((other) => isInForce(other.state))) return { refusals: [RENEW_INSTEAD] }
    if (others.some((other) => !PRESCRIPTION.terminal.includes(other.state))) return { refusals: [BEING_WRITTEN] }
    return { therapyId: open.therapyId }
  }
  const scheme = schemeId === undefined ? undefined : await findLiveScheme(tx, ctx.tenantId, schemeId)
  if (!scheme) return { refusals: [NO_SCHEME] }
  const { schemeId: id, isBiologic } = scheme
  return await planTherapy(tx, ctx, {
    patientId,
    recordIds,
    schemeId: id,
    vtmId,
    route,
    medicine,
    isBiologic,
    indication,
    twoBiologicsReason,
  })
}

const NOT_REGISTERED: Refusal = {
  name: 'not-registered',
  sentence: 'Register the patient with the homecare company first',
}
const NO_PRESCRIBER: Refusal = { name: 'no-prescriber', sentence: 'Choose who will prescribe this' }
const NO_SCHEME: Refusal = {
  name: 'no-scheme',
  sentence: 'The scheme of this registration is closed or not approved: ask pharmacy',
}
export const RENEW_INSTEAD: Refusal = {
  name: 'other-prescription',
  sentence: 'A prescription for this treatment is in force: renew that one, or change the dose',
}
export const BEING_WRITTEN: Refusal = {
  name: 'being-written',
  sentence: 'A prescription for this treatment is being written or waits for signature already: open that one',
}
