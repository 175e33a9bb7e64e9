import { command } from '../../../command.ts'
import { systemContext, type Platform } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import type { NamedRight, StaffRole } from '../../../policy/roles.ts'
import { emailKey, parseEmailAddress } from '../../../values/email-address.ts'
import { parseRegistration } from '../../../values/professional-registration.ts'
import { newUuid } from '../../../values/uuid.ts'
import { emailIndex } from '../indexes.ts'
import { hashPassword, type PasswordHash } from '../password-hash.ts'
import { manageStaff } from '../policy.ts'
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

/** Adds a member of staff. Nobody holds a regulated role without the registration that it needs. */
export const addStaff = command<IdentityTables, NewStaff, undefined, AddStaffRefusal | { accountId: string }>({
  action: 'identity.staff.added',
  policy: manageStaff,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, staff, note) {
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
    if (await isRegistered(tx, ctx.tenantId, registrations)) return refuse('registration-taken')
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
    if (roles.length > 0) {
      await tx
        .insertInto('core.staff_role')
        .values(roles.map((role) => ({ ...account, role })))
        .execute()
    }
    if (rights.length > 0) {
      await tx
        .insertInto('core.staff_right')
        .values(rights.map((named_right) => ({ ...account, named_right })))
        .execute()
    }
    if (registrations.length > 0) {
      await tx
        .insertInto('core.staff_registration')
        .values(registrations.map((held) => ({ ...account, ...held })))
        .execute()
    }
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
  },
})

/** Whether someone else here already holds one of these registrations. */
async function isRegistered(
  tx: Tx<IdentityTables>,
  tenantId: string,
  registrations: readonly Registration[],
): Promise<boolean> {
  for (const { register, number } of registrations) {
    const held = await tx
      .selectFrom('core.staff_registration')
      .select('account_id')
      .where('tenant_id', '=', tenantId)
      .where('register', '=', register)
      .where('number', '=', number)
      .executeTakeFirst()
    if (held) return true
  }
  return false
}

/** For the command line and the demonstration's seeds: adds a member of staff as the program itself, or throws and says why not. */
export async function createStaffAccount(
  platform: Platform,
  {
    tenantId,
    password,
    ...staff
  }: Omit<NewStaff, 'password'> & {
    readonly tenantId: string
    /** A text is hashed, which takes a tenth of a second; many accounts can share one hash. */
    readonly password?: string | PasswordHash
  },
): Promise<string> {
  const hash = typeof password === 'string' ? await hashPassword(platform.keys, password) : password
  const answer = await addStaff(systemContext(platform, tenantId, newUuid(platform.clock.now())), {
    ...staff,
    ...(hash ? { password: hash } : {}),
  })
  if (typeof answer === 'string') throw new Error(`The account could not be added: ${answer}`)
  return answer.accountId
}
