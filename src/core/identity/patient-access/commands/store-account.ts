import { randomBytes } from 'node:crypto'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { hasNhsNumber, type Patient } from '../../../patients/patient.ts'
import { newUuid } from '../../../values/uuid.ts'
import { forgetAttempts } from '../../accounts/commands/count-attempts.ts'
import { accountIndex } from '../../accounts/indexes.ts'
import type { PasswordHash } from '../../accounts/password-hash.ts'
import type { AccountTables } from '../../accounts/tables.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { signInNameIndex } from '../indexes.ts'
import type { PatientAccount } from '../patient-account.ts'
import { makeSignInName, type SignInKind } from '../sign-in-name.ts'
import type { AccessTables } from '../tables.ts'

type Named = Pick<PatientAccount, 'accountId' | 'signInKind' | 'signInName'>

/** Adds the account of a record. An NHS number that is someone's sign-in name already, by an old mistake, gives way to a made name. */
export async function makeAccount(
  tx: Tx<AccessTables>,
  ctx: Context,
  { patient, kind, isDemonstration }: { patient: Patient; kind: SignInKind; isDemonstration: boolean },
): Promise<Named> {
  const accountId = newUuid(ctx.clock.now())
  for (const { signInKind, signInName } of namesToTry(patient, kind)) {
    const added = await tx
      .insertInto('core.patient_sign_in')
      .values({ name_index: signInNameIndex(ctx.keys, signInName), tenant_id: ctx.tenantId, account_id: accountId })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows !== 1n) continue
    await tx
      .insertInto('core.patient_account')
      .values({
        tenant_id: ctx.tenantId,
        account_id: accountId,
        patient_id: patient.patientId,
        sign_in_kind: signInKind,
        sign_in_name: signInName,
        code_mobile: null,
        status: 'active',
        is_demonstration: isDemonstration,
        activated_at: ctx.clock.now(),
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_reason: null,
      })
      .execute()
    return { accountId, signInKind, signInName }
  }
  throw new Error('No sign-in name was free')
}

function namesToTry({ nhsNumber }: Patient, kind: SignInKind): Omit<Named, 'accountId'>[] {
  const made = Array.from({ length: 8 }, () => ({
    signInKind: 'made-name' as const,
    signInName: makeSignInName(randomBytes),
  }))
  return kind === 'nhs-number' && hasNhsNumber(nhsNumber)
    ? [{ signInKind: 'nhs-number', signInName: nhsNumber.number }, ...made]
    : made
}

/** Sets the password, ends the sessions of the account and forgets wrong tries. */
export async function setPassword(
  tx: Tx<AccessTables>,
  ctx: Context,
  { accountId, signInName }: Named,
  { scheme, hash }: PasswordHash,
): Promise<void> {
  const secret = { password_scheme: scheme, password_hash: hash, password_set_at: ctx.clock.now() }
  await tx
    .insertInto('core.patient_secret')
    .values({ tenant_id: ctx.tenantId, account_id: accountId, ...secret })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'account_id']).doUpdateSet(secret))
    .execute()
  await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
  await forgetAttempts(tx as unknown as Tx<AccountTables>, [
    { kind: 'email', index: signInNameIndex(ctx.keys, signInName) },
    { kind: 'account', index: accountIndex(ctx.keys, { tenantId: ctx.tenantId, accountId }) },
  ])
}

/** Opens an account again that was withdrawn: staff made a new code for it, and it was used. */
export async function openAgain(tx: Tx<AccessTables>, ctx: Context, accountId: string): Promise<void> {
  await tx
    .updateTable('core.patient_account')
    .set((eb) => ({
      status: 'active',
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_reason: null,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('status', '=', 'withdrawn')
    .execute()
}
