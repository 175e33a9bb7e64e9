import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { say } from '../../exchange/commands/say.ts'
import { maySay } from '../../exchange/queries/may-say.ts'
import type { AllergiesBody } from '../allergies-body.ts'
import { introduce } from './introduce.ts'
import type { DeliveryAddress, DeliveryPlace } from '../enrolment-details.ts'
import type { EnrolmentEvent } from '../enrolment.ts'
import { companyOf, type Registration } from '../queries/registrations.ts'
import { registrationChanged, type RegistrationChange } from '../sayings/changed.ts'
import { telephoneCompany } from '../task-reasons.ts'
import { ownerOf } from './close-tasks.ts'
import type { CompanyTables } from '../../companies/tables.ts'

/** Events that the company need not know of: what it says itself, and what is only about waiting for it. */
const OWN: readonly EnrolmentEvent[] = ['accept', 'reject', 'go-quiet', 'activate']

/** Tells a company that uses Troth of a step of a registration that it has. */
export async function tellCompanyOfStep(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  event: EnrolmentEvent,
  role: HomecareRole,
  reason: string | undefined,
  reviewOn: string | null | undefined,
): Promise<void> {
  if (OWN.includes(event)) return
  await tell(tx, ctx, registration, { step: { event, role, reason, reviewOn: reviewOn ?? undefined } })
}

/** Tells a company that uses Troth where deliveries go from now on. Answers with the number of what was said. */
export const tellCompanyOfPlace = (
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  place: { readonly place: DeliveryPlace; readonly address?: DeliveryAddress | undefined },
): Promise<number | undefined> => tell(tx, ctx, registration, { delivery: place })

/** Tells a company what the hospital now knows of the patient's allergies: by a person, when it does not use Troth. */
export async function tellCompanyOfAllergies(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  allergies: AllergiesBody,
): Promise<void> {
  await tell(tx, ctx, registration, { allergies })
}

/** The number of what was said; undefined when there was nobody to say it to. */
async function tell(
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  body: RegistrationChange,
): Promise<number | undefined> {
  const { company, counterpartId, enrolmentId, patientId, details } = registration
  if (counterpartId !== undefined || company === undefined) return undefined
  const now = await companyOf(asTx<CompanyTables>(tx), ctx.tenantId, company.companyId)
  // It has said that this is not its patient: whoever has that task decides what becomes of the registration.
  if (details.broughtIn?.companySaid?.answer === 'reject') return undefined
  if (now?.recipientId === undefined) {
    if (body.allergies) await askToTelephone(tx, ctx, registration, body)
    return undefined
  }
  if (
    !(await maySay(tx, ctx, registrationChanged, now.recipientId)) ||
    (await introduce(tx, ctx, enrolmentId)) !== 'may-follow'
  ) {
    await askToTelephone(tx, ctx, registration, body)
    return undefined
  }
  const said = { to: now.recipientId, about: enrolmentId, patientId, body }
  return (await say(tx, ctx, registrationChanged, said)).number
}

/** The change stands, whether or not the company can be told of it by Troth. */
const askToTelephone = (
  tx: AnyTx,
  ctx: Context,
  registration: Registration,
  { allergies, delivery }: RegistrationChange,
): Promise<unknown> =>
  createTask(tx, ctx, {
    reason: telephoneCompany,
    owner: ownerOf(registration),
    patientId: registration.patientId,
    entity: { type: 'homecare.enrolment', id: registration.enrolmentId },
    key: registration.enrolmentId,
    note: allergies ? 'Allergies are different' : delivery ? 'Deliveries go somewhere else' : 'It is in another state',
  })
