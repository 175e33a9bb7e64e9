import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { asTx } from '../../../../core/database/any-transaction.ts'
import type { EnrolmentTables } from '../tables.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { copiedDetails } from '../enrolment-details.ts'
import { moveRegistration as mayMove } from '../policy.ts'
import { openNote } from '../queries/open-sealed.ts'
import { insertRegistration } from './begin-registration.ts'
import { moveRegistration, whyNotMove } from './move-registration.ts'
import { DONE, registrationCommand, type RegistrationWork, type WhichRegistration } from './registration-command.ts'
import { UnavailableError } from '../../../../core/errors.ts'

/**
 * Begins a move to another company: the old registration gives way, and a new one is written with what is known. Nothing of
 * the old supply ends before the new company has accepted.
 */
export const beginMove = registrationCommand<
  WhichRegistration & { readonly schemeId: string; readonly companyId: string; readonly reason: string }
>({
  action: 'homecare.registration.move-begun',
  policy: mayMove,
  async run(anyTx, ctx, registration, { schemeId, companyId, reason }, note) {
    const tx = asTx<RegistrationWork & MedicineTables & EnrolmentTables>(anyTx)
    if (companyId === registration.company?.companyId) {
      return { refusals: [{ name: 'same-company', sentence: 'Choose a company other than the one they are with' }] }
    }
    const refusals = await whyNotMove(tx, ctx, registration, 'begin-transfer', { known: { reason } })
    if (refusals.length > 0) return { refusals }
    const { enrolmentId: oldId, ownerTeamId, ownerAccountId } = registration
    const row = await tx
      .selectFrom('homecare.enrolment')
      .select('delivery_address')
      .where('tenant_id', '=', ctx.tenantId)
      .where('enrolment_id', '=', oldId)
      .executeTakeFirstOrThrow()
    const made = await insertRegistration(
      tx,
      ctx,
      registration,
      {
        schemeId,
        companyId,
        owner: ownerTeamId === undefined ? { accountId: ownerAccountId ?? ctx.actor.id } : { teamId: ownerTeamId },
        untracedReason: reason,
      },
      {
        insteadOf: oldId,
        details: copiedDetails(registration.details, oldId),
        ...(row.delivery_address === null ? {} : { address: row.delivery_address }),
      },
    )
    if ('refusals' in made) return made
    const taken = await moveRegistration(tx, ctx, registration, 'begin-transfer', { known: { reason } })
    if ('refusals' in taken) throw new UnavailableError('The move could not be begun')
    note.values = { newRegistration: made.enrolmentId }
    const words = await openNote(tx, ctx, registration)
    if (words !== undefined) {
      await tx
        .updateTable('homecare.enrolment')
        .set({
          note: await sealFor(
            tx,
            ctx,
            { subjectId: registration.patientId, class: 'clinical-text' },
            { table: 'homecare.enrolment', column: 'note', rowId: made.enrolmentId },
            words,
          ),
        })
        .where('tenant_id', '=', ctx.tenantId)
        .where('enrolment_id', '=', made.enrolmentId)
        .execute()
    }
    return DONE
  },
})

/** The move stops: they stay with the company that they are with. */
export const keepCompany = registrationCommand<WhichRegistration>({
  action: 'homecare.registration.move-stopped',
  policy: mayMove,
  async run(tx, ctx, registration) {
    const taken = await moveRegistration(tx, ctx, registration, 'keep-company')
    return 'refusals' in taken ? taken : DONE
  },
})

/** The old registration ends: the new company has accepted, and nothing of the old one can still arrive. */
export const closeRegistration = registrationCommand<WhichRegistration>({
  action: 'homecare.registration.closed',
  policy: mayMove,
  async run(tx, ctx, registration) {
    const taken = await moveRegistration(tx, ctx, registration, 'close')
    return 'refusals' in taken ? taken : DONE
  },
})
