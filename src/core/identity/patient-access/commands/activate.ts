import { command, type CoreTables } from '../../../command.ts'
import { systemContext, type Context, type Platform } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import type { Tx } from '../../../database/transaction.ts'
import { NotFoundError } from '../../../errors.ts'
import { hasNhsNumber, type Patient } from '../../../patients/patient.ts'
import { getPatient } from '../../../patients/queries.ts'
import { newUuid } from '../../../values/uuid.ts'
import { hashPassword, type PasswordHash } from '../../accounts/password-hash.ts'
import { codeState } from '../activation-code.ts'
import { activateAccess } from '../policy.ts'
import {
  findCode,
  findLiveRecordId,
  getSignInName,
  listAccountsOf,
  type AccountNow,
  type CodeSeen,
} from '../queries.ts'
import { findStep } from '../queries/sign-in-step.ts'
import type { SignInKind } from '../sign-in-name.ts'
import type { AccessTables } from '../tables.ts'
import { whyNotBegin } from '../who-may-begin.ts'
import { revokeCodes } from './make-code.ts'
import { makeAccount, openAgain, setPassword } from './store-account.ts'

interface Activate {
  /** Left out by the program itself, which needs no code. */
  readonly codeId?: string
  readonly patientId?: string
  readonly name: SignInKind
  readonly isDemonstration?: boolean
  /** A function, so that the hash, which differs each time, is not part of what makes two forms the same. */
  readonly password: () => PasswordHash
}

interface Subject {
  readonly isProved: boolean
  readonly code: CodeSeen | undefined
  readonly patient: Patient
  readonly account: AccountNow | undefined
}

export type ActivateRefusal = 'code-ended' | 'no-access'

/** Turns a proved code into a sign-in, or gives one that exists a new password. Every session of it ends. */
export const activate = command<AccessTables, Activate, Subject, ActivateRefusal | { accountId: string }>({
  action: 'patient-access.activated',
  policy: activateAccess,
  load: (tx, input, ctx) => loadSubject(tx, ctx, input),
  subjects: ({ patient }) => [patient.patientId],
  async run(tx, ctx, { code, patient, account }, { name, isDemonstration = false, password }, note) {
    const refuse = (refusal: ActivateRefusal) => {
      note.outcome = 'refused'
      note.values = { refusal }
      return refusal
    }
    if (code && codeState(code, ctx.clock.now()) !== 'waiting') return refuse('code-ended')
    if (whyNotBegin(patient, ctx.clock.today())) return refuse('no-access')
    if (code && !(await useCode(tx, ctx, code.codeId))) return refuse('code-ended')
    await revokeCodes(tx, ctx, patient.patientId)
    const kept = account ?? (await makeAccount(tx, ctx, { patient, kind: kindFor(patient, name), isDemonstration }))
    if (account) await openAgain(tx, ctx, account.accountId)
    await setPassword(tx, ctx, kept, password())
    note.entity = { type: 'patient-account', id: kept.accountId }
    note.values = { isNew: account === undefined, signInKind: kept.signInKind }
    return { accountId: kept.accountId }
  },
})

const kindFor = ({ nhsNumber }: Patient, asked: SignInKind): SignInKind =>
  asked === 'nhs-number' && hasNhsNumber(nhsNumber) ? 'nhs-number' : 'made-name'

async function loadSubject(tx: Tx<AccessTables & CoreTables>, ctx: Context, input: Activate): Promise<Subject> {
  const code = input.codeId === undefined ? undefined : await findCode(tx as never, ctx.tenantId, input.codeId)
  const recordId = code?.patientId ?? input.patientId
  const liveId = recordId === undefined ? undefined : await findLiveRecordId(tx, ctx.tenantId, recordId)
  if (liveId === undefined) throw new NotFoundError('Patient')
  const places = await findStep(ctx, ctx.visitor?.tokenHash, 'activate', tx)
  const [account] = await listAccountsOf(tx, ctx.tenantId, liveId)
  return {
    isProved: code !== undefined && places.some(({ tenantId, id }) => tenantId === ctx.tenantId && id === code.codeId),
    code,
    patient: await getPatient(tx, ctx, liveId),
    account,
  }
}

/** Of two who use a code at the same time, one has used it. */
async function useCode(tx: Tx<AccessTables>, ctx: Context, codeId: string): Promise<boolean> {
  const used = await tx
    .updateTable('core.activation_code')
    .set({ used_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('code_id', '=', codeId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('code_id')
    .executeTakeFirst()
  await tx
    .deleteFrom('core.activation_lookup')
    .where('tenant_id', '=', ctx.tenantId)
    .where('code_id', '=', codeId)
    .execute()
  return used !== undefined
}

/** For the demonstration's seeds: gives a patient a sign-in as the program itself, or throws and says why not. */
export async function createPatientAccount(
  platform: Platform,
  given: {
    readonly tenantId: string
    readonly patientId: string
    /** A text is hashed, which takes a tenth of a second; many accounts can share one hash. */
    readonly password: string | PasswordHash
    readonly name?: SignInKind
    readonly demonstration?: boolean
  },
): Promise<{ readonly accountId: string; readonly signInName: string }> {
  if (given.demonstration && platform.demonstration !== true) {
    throw new Error('A demonstration account can be made in a demonstration only')
  }
  const hash = typeof given.password === 'string' ? await hashPassword(platform.keys, given.password) : given.password
  const ctx = systemContext(platform, given.tenantId, newUuid(platform.clock.now()))
  const answer = await activate(ctx, {
    patientId: given.patientId,
    name: given.name ?? 'nhs-number',
    isDemonstration: given.demonstration ?? false,
    password: () => hash,
  })
  if (typeof answer === 'string') throw new Error(`The patient could not be given a sign-in: ${answer}`)
  return await readInTenant<AccessTables, { accountId: string; signInName: string }>(ctx, async (tx) => ({
    ...answer,
    signInName: await getSignInName(tx, given.tenantId, answer.accountId),
  }))
}
