import { sql } from 'kysely'
import { command, type CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { ConflictError } from '../../../errors.ts'
import type { Patient } from '../../../patients/patient.ts'
import { getPatient } from '../../../patients/queries.ts'
import { closeTasksOf } from '../../../tasks/index.ts'
import { parseTypedCode, typedCode } from '../../../values/opaque-token.ts'
import { newUuid } from '../../../values/uuid.ts'
import { codeEndsAt, type CodeChannel } from '../activation-code.ts'
import { codeNumbers, type NumberSource } from '../code-numbers.ts'
import { codeBytes, codeIndex } from '../indexes.ts'
import { manageAccess } from '../policy.ts'
import { listAccountsOf, recordIdsOf } from '../queries.ts'
import type { AccessTables } from '../tables.ts'
import { sendSignInCode } from '../task-reasons.ts'
import { whyNotBegin, type BeginRefusal } from '../who-may-begin.ts'
import { queueText } from './queue-text.ts'

export type MakeCodeRefusal = BeginRefusal | 'no-mobile' | 'text-not-set-up'

/** `sent` says how the code leaves: on a letter, by text, or, in a demonstration that cannot send texts, read out. */
export interface MadeCode {
  readonly codeId: string
  readonly madeAt: string
  readonly sent: 'letter' | 'text' | 'read-out'
}

interface MakeCode {
  readonly patientId: string
  readonly channel: CodeChannel
  /** Which number a text goes to. */
  readonly number: NumberSource
  /** A function, so that the code is in no stored or hashed form of the request. */
  readonly code: () => string
}

const makeCode = command<AccessTables, MakeCode, Patient, MakeCodeRefusal | MadeCode>({
  action: 'patient-access.code-made',
  policy: manageAccess,
  load: (tx, { patientId }, ctx) => getPatient(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, patient, { channel, number, code }, note) {
    const refuse = (refusal: MakeCodeRefusal) => {
      note.outcome = 'refused'
      note.values = { channel, refusal }
      return refusal
    }
    const refusal = whyNotBegin(patient, ctx.clock.today())
    if (refusal) return refuse(refusal)
    const mobile = channel === 'text' ? await mobileFor(tx, ctx, patient, number) : undefined
    if (channel === 'text' && mobile === undefined) return refuse('no-mobile')
    const canSend = ctx.doors?.text !== undefined
    if (channel === 'text' && !canSend && ctx.demonstration !== true) return refuse('text-not-set-up')

    const madeAt = ctx.clock.now()
    const codeId = newUuid(madeAt)
    await revokeCodes(tx, ctx, patient.patientId)
    await insertCode(tx, ctx, { codeId, patientId: patient.patientId, channel, code: code(), madeAt })
    if (channel === 'text' && canSend) {
      await queueText(tx, ctx, { patientId: patient.patientId, codeId, to: mobile ?? '', code: code() })
    }
    await closeTasksOf(tx, ctx, { reason: sendSignInCode, key: patient.patientId, outcome: 'sent' })
    note.entity = { type: 'activation-code', id: codeId }
    note.values = {
      channel,
      ...(channel === 'text' ? { number } : {}),
      endsAt: codeEndsAt(channel, madeAt).toISOString(),
    }
    return {
      codeId,
      madeAt: madeAt.toISOString(),
      sent: channel === 'letter' ? 'letter' : canSend ? 'text' : 'read-out',
    }
  },
})

/** How long after it was made a form sent again still shows its code, in milliseconds: a double click, not a second look. */
const SHOWN_AGAIN_FOR = 2 * 60_000

/** Makes a code and gives it back, once: to print, to read out, or to no one when it goes by text. An older code stops working. */
export async function giveActivationCode(
  ctx: Context,
  {
    patientId,
    channel,
    number = 'record',
  }: { readonly patientId: string; readonly channel: CodeChannel; readonly number?: NumberSource },
): Promise<MakeCodeRefusal | 'shown-before' | (MadeCode & { readonly code: string })> {
  const key = ctx.idempotencyKey ?? newUuid(ctx.clock.now())
  const code = typedCode((length) =>
    codeBytes(ctx.keys, [ctx.tenantId, ctx.actor.id, patientId, channel, key].join('|')).subarray(0, length),
  )
  const made = await makeCode({ ...ctx, idempotencyKey: key }, { patientId, channel, number, code: () => code })
  if (typeof made === 'string') return made
  const age = ctx.clock.now().getTime() - new Date(made.madeAt).getTime()
  return age > SHOWN_AGAIN_FOR ? 'shown-before' : { ...made, code }
}

async function mobileFor(
  tx: Tx<AccessTables & CoreTables>,
  ctx: Context,
  patient: Patient,
  number: NumberSource,
): Promise<string | undefined> {
  const [account] = await listAccountsOf(tx, ctx.tenantId, patient.patientId)
  return codeNumbers(patient, account, ctx.clock.today())[number]
}

/** Takes back the codes of a person that were not used; says how many. */
export async function revokeCodes(tx: Tx<AccessTables>, ctx: Context, patientId: string): Promise<number> {
  const revoked = await tx
    .updateTable('core.activation_code')
    .set({ revoked_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('patient_id', 'in', recordIdsOf(ctx.tenantId, patientId))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('code_id')
    .execute()
  if (revoked.length === 0) return 0
  await tx
    .deleteFrom('core.activation_lookup')
    .where('tenant_id', '=', ctx.tenantId)
    .where('code_id', '=', sql<string>`any(${revoked.map((row) => row.code_id)}::uuid[])`)
    .execute()
  return revoked.length
}

async function insertCode(
  tx: Tx<AccessTables>,
  ctx: Context,
  {
    codeId,
    patientId,
    channel,
    code,
    madeAt,
  }: {
    codeId: string
    patientId: string
    channel: CodeChannel
    code: string
    madeAt: Date
  },
): Promise<void> {
  const index = codeIndex(ctx.keys, parseTypedCode(code) ?? '')
  const row = { tenant_id: ctx.tenantId, code_id: codeId, code_index: index, ends_at: codeEndsAt(channel, madeAt) }
  const added = await tx
    .insertInto('core.activation_lookup')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  // The same form, sent again after its key was swept: it would bring an old code back.
  if (added.numInsertedOrUpdatedRows !== 1n) throw new ConflictError('This form made a code before')
  await tx
    .insertInto('core.activation_code')
    .values({
      ...row,
      patient_id: patientId,
      channel,
      made_by: ctx.actor.id,
      made_at: madeAt,
      used_at: null,
      revoked_at: null,
    })
    .execute()
}
