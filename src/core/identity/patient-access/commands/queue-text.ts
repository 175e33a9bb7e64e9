import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { sealFor } from '../../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import { newUuid } from '../../../values/uuid.ts'
import { ACTIVATION_RULES } from '../activation-code.ts'
import { SEND_TEXT } from '../job-names.ts'
import { activationText } from '../messages.ts'
import type { PatientAccessTables } from '../tables.ts'

/** What is sealed in a row until the text is settled. */
export interface SealedText {
  readonly to: string
  readonly text: string
}

/** Where the sealed words of a text live. */
export const textPlace = (textId: string) => ({ table: 'core.outgoing_text', column: 'sealed', rowId: textId })

/** Puts a text with a code in the outbox, in the caller's transaction: it goes if and only if the code is made. */
export async function queueText(
  tx: Tx<PatientAccessTables & EncryptionTables>,
  ctx: Context,
  {
    patientId,
    codeId,
    to,
    code,
  }: { readonly patientId: string; readonly codeId: string; readonly to: string; readonly code: string },
): Promise<void> {
  const now = ctx.clock.now()
  const textId = newUuid(now)
  const words: SealedText = {
    to,
    text: activationText({ code, minutes: ACTIVATION_RULES.textMinutes, site: ctx.publicUrl ?? '' }),
  }
  const subject = { subjectId: patientId, class: 'message-body' } as const
  await tx
    .insertInto('core.outgoing_text')
    .values({
      tenant_id: ctx.tenantId,
      text_id: textId,
      patient_id: patientId,
      code_id: codeId,
      sealed: await sealFor(tx, ctx, subject, textPlace(textId), JSON.stringify(words)),
      state: 'queued',
      queued_at: now,
      attempted_at: null,
      settled_at: null,
      problem: null,
    })
    .execute()
  await ctx.jobs.send(tx as never, ctx.tenantId, SEND_TEXT, { textId })
}
