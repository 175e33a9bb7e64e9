import { command } from '../../../command.ts'
import { systemContext, type Platform } from '../../../context.ts'
import { newUuid } from '../../../values/uuid.ts'
import { hashPassword, type PasswordHash } from '../password-hash.ts'
import { manageStaff } from '../policy.ts'
import type { IdentityTables } from '../tables.ts'
import { insertStaff, type AddStaffRefusal, type NewStaff } from './insert-staff.ts'

/** Adds a member of staff. */
export const addStaff = command<IdentityTables, NewStaff, undefined, AddStaffRefusal | { readonly accountId: string }>({
  action: 'identity.staff.added',
  policy: manageStaff,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  run: (tx, ctx, _subject, staff, note) => insertStaff(tx, ctx, staff, note),
})

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
    readonly password?: string | PasswordHash | undefined
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
