import { type AuditNote, command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { ConflictError } from '../../../../core/errors.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import type { RegistrationSubject } from '../policy.ts'
import { getRegistration, type Registration } from '../queries/registrations.ts'

export type RegistrationWork = HomecareWork & TenancyTables

/** Which registration, and the version that the person was looking at. */
export interface WhichRegistration {
  readonly enrolmentId: string
  readonly version: number
}
/** What a change came to: done, or every sentence that stands in its way. */
export type RegistrationAnswer = { readonly refusals: readonly Refusal[] }
export const DONE: RegistrationAnswer = { refusals: [] }
export const refused = (name: string, sentence: string): RegistrationAnswer => ({ refusals: [{ name, sentence }] })

/**
 * A change of one registration: read under the lock of the patient's homecare, and refused when somebody else changed it
 * after the person opened the page.
 */
export const registrationCommand = <Input extends WhichRegistration>(spec: {
  readonly action: string
  readonly policy: Policy<RegistrationSubject>
  readonly run: (
    tx: Tx<RegistrationWork>,
    ctx: Context,
    registration: Registration,
    input: Input,
    note: AuditNote,
  ) => Promise<RegistrationAnswer>
}) =>
  command<RegistrationWork, Input, Registration, RegistrationAnswer>({
    action: spec.action,
    policy: spec.policy,
    async load(tx, { enrolmentId }, ctx) {
      const { patientId } = await getRegistration(tx, ctx, enrolmentId)
      await lockHomecare(tx, ctx, patientId)
      return await getRegistration(tx, ctx, enrolmentId)
    },
    subjects: ({ patientId }) => [patientId],
    async run(tx, ctx, registration, input, note) {
      note.entity = { type: 'homecare.enrolment', id: registration.enrolmentId }
      if (registration.version !== input.version) throw new ConflictError('Someone else changed the registration')
      const answer = await spec.run(tx as never, ctx, registration, input, note)
      if (answer.refusals.length > 0) note.outcome = 'refused'
      return answer
    },
  })
