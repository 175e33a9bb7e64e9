import type { AuditNote } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import type { NamedRight, StaffRole } from '../../../policy/roles.ts'
import { emailKey, parseEmailAddress } from '../../../values/email-address.ts'
import { parseRegistration } from '../../../values/professional-registration.ts'
import { newUuid } from '../../../values/uuid.ts'
import { emailIndex } from '../indexes.ts'
import type { PasswordHash } from '../password-hash.ts'
import { registrationMissing, type Registration } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'

export interface NewStaff {
  readonly name: string
  readonly email: string
  readonly roles: readonly StaffRole[]
  readonly rights?: readonly NamedRight[]
  readonly registrations?: readonly Registration[]
  /** With a password the account is active at once; without one it waits for its set-up link. */
  readonly password?: PasswordHash
  /** Made up: for demonstrations only. */
  readonly demonstration?: boolean
}

export type AddStaffRefusal = 'email-not-valid' | 'email-taken' | 'registration-missing' | 'registration-taken'

/** Adds a member of staff, in a command's transaction. Nobody holds a regulated role without the registration that it needs. */
export async function insertStaff(
  tx: Tx<IdentityTables>,
  ctx: Context,
  staff: NewStaff,
  note: AuditNote,
): Promise<AddStaffRefusal | { readonly accountId: string }> {
  const { name, roles, rights = [], registrations = [] } = staff
  const refuse = (refusal: AddStaffRefusal) => {
    note.outcome = 'refused'
    return refusal
  }
  const email = parseEmailAddress(staff.email)
  if (!email) return refuse('email-not-valid')
  if (registrations.some(({ register, number }) => parseRegistration(register, number) !== number)) {
    return refuse('registration-missing')
  }
  if (registrationMissing(roles, registrations)) return refuse('registration-missing')
  if (staff.demonstration && ctx.demonstration !== true) {
    throw new Error('A demonstration account can be made in a demonstration only')
  }

  const accountId = newUuid(ctx.clock.now())
  if (await isRegistered(tx, ctx.tenantId, registrations)) {
    // Of someone who is here already, the address is what tells: their registration is their own.
    return refuse((await isHere(tx, ctx.tenantId, email)) ? 'email-taken' : 'registration-taken')
  }
  const account = { tenant_id: ctx.tenantId, account_id: accountId }
  const added = await tx
    .insertInto('core.staff_account')
    .values({
      ...account,
      name,
      email,
      email_key: emailKey(email),
      status: staff.password ? 'active' : 'invited',
      is_demonstration: staff.demonstration ?? false,
      joined_at: staff.password ? ctx.clock.now() : null,
      left_at: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'email_key']).doNothing())
    .returning('account_id')
    .executeTakeFirst()
  if (!added) return refuse('email-taken')

  note.entity = { type: 'staff-account', id: accountId }
  note.values = { name, email, roles, rights, registrations: registrations.map((held) => ({ ...held })) }
  await writeAccess(tx, ctx.tenantId, accountId, { roles, rights, registrations })
  await tx
    .insertInto('core.sign_in')
    .values({
      ...account,
      email_index: emailIndex(ctx.keys, email),
      is_demonstration: staff.demonstration ?? false,
    })
    .execute()
  if (staff.password) {
    await tx
      .insertInto('core.staff_secret')
      .values({
        ...account,
        password_scheme: staff.password.scheme,
        password_hash: staff.password.hash,
        password_set_at: ctx.clock.now(),
        authenticator: null,
        authenticator_since: null,
      })
      .execute()
  }
  return { accountId }
}

async function isHere(tx: Tx<IdentityTables>, tenantId: string, email: string): Promise<boolean> {
  const known = await tx
    .selectFrom('core.staff_account')
    .select('account_id')
    .where('tenant_id', '=', tenantId)
    .where('email_key', '=', emailKey(email))
    .executeTakeFirst()
  return known !== undefined
}

/** What someone is and may do in the organisation. */
export interface Access {
  readonly roles: readonly StaffRole[]
  readonly rights: readonly NamedRight[]
  readonly registrations: readonly Registration[]
}

/** Writes roles, rights and registrations in place of those there were. */
export async function writeAccess(
  tx: Tx<IdentityTables>,
  tenantId: string,
  accountId: string,
  { roles, rights, registrations }: Access,
): Promise<void> {
  const account = { tenant_id: tenantId, account_id: accountId }
  for (const table of ['core.staff_role', 'core.staff_right', 'core.staff_registration'] as const) {
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).where('account_id', '=', accountId).execute()
  }
  if (roles.length > 0) {
    const rows = roles.map((role) => ({ ...account, role }))
    await tx.insertInto('core.staff_role').values(rows).execute()
  }
  if (rights.length > 0) {
    const rows = rights.map((named_right) => ({ ...account, named_right }))
    await tx.insertInto('core.staff_right').values(rows).execute()
  }
  if (registrations.length > 0) {
    const rows = registrations.map((held) => ({ ...account, ...held }))
    await tx.insertInto('core.staff_registration').values(rows).execute()
  }
}

/** Whether someone else here already holds one of these registrations. */
export async function isRegistered(
  tx: Tx<IdentityTables>,
  tenantId: string,
  registrations: readonly Registration[],
  exceptAccountId?: string,
): Promise<boolean> {
  for (const { register, number } of registrations) {
    const held = await tx
      .selectFrom('core.staff_registration')
      .select('account_id')
      .where('tenant_id', '=', tenantId)
      .where('register', '=', register)
      .where('number', '=', number)
      .executeTakeFirst()
    if (held && held.account_id !== exceptAccountId) return true
  }
  return false
}
