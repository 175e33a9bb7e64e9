import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import { systemContext, type Context, type Platform } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import { BadRequestError } from '../../../errors.ts'
import type { NamedRight, StaffRole } from '../../../policy/roles.ts'
import { createOrganisation, type NewOrganisation } from '../../../tenancy/create-organisation.ts'
import { findTenantBySlug } from '../../../tenancy/queries.ts'
import type { TenancyTables } from '../../../tenancy/tables.ts'
import { emailKey } from '../../../values/email-address.ts'
import { newUuid } from '../../../values/uuid.ts'
import { addStaff } from '../../accounts/commands/add-staff.ts'
import type { AddStaffRefusal } from '../../accounts/commands/insert-staff.ts'
import { ownAddress } from '../../accounts/commands/own-address.ts'
import { makeLink, voidLinks } from '../../accounts/commands/sign-in-links.ts'
import { removeSecrets } from '../../accounts/commands/store-secrets.ts'
import { paths } from '../../accounts/paths.ts'
import { staffAccounts } from '../../accounts/queries.ts'
import type { Registration, StaffAccount } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { endSessionsOf } from '../../sessions/commands.ts'

/** A person made at the command line, and the address where they set up their account: it is printed once and kept nowhere. */
export interface MadeAccount {
  readonly tenantId: string
  readonly accountId: string
  readonly link: string
}

const REFUSALS: Readonly<Record<AddStaffRefusal, string>> = {
  'email-not-valid': 'The email address is not in the correct format, like name@example.com.',
  'email-taken': 'Somebody in this organisation already has that email address.',
  'registration-missing':
    'This role needs a professional registration, for example "--registration gmc:1234567" for a doctor.',
  'registration-taken': 'Somebody in this organisation already has that registration number.',
}

/**
 * The first administrator of an organisation, which is made when it is not there yet. For an administrator who is there and
 * locked out, makes everything that proves it is them anew. Throws `BadRequestError` with a sentence for the command line.
 */
export async function createAdministrator(
  platform: Platform,
  {
    organisation,
    name,
    email,
  }: {
    readonly organisation: Pick<NewOrganisation, 'slug'> & Partial<NewOrganisation>
    readonly name: string
    readonly email: string
  },
): Promise<MadeAccount> {
  const known = await findTenantBySlug(platformReader<TenancyTables>(platform), organisation.slug)
  const { name: organisationName, kind } = organisation
  if (!known && (organisationName === undefined || kind === undefined)) {
    throw new BadRequestError(
      `There is no organisation "${organisation.slug}" yet: give its name and kind as well, and it will be made.`,
    )
  }
  const tenantId =
    known ??
    (await createOrganisation(platform, { ...organisation, name: organisationName ?? '', kind: kind ?? 'nhs-trust' }))
  const ctx = commandLineContext(platform, tenantId)
  const existing = await findByEmail(ctx, email)
  if (existing) return await renewAdministrator(ctx, existing)
  return await addAndLink(ctx, { name, email, roles: ['administrator'] })
}

/** A member of staff of an organisation that is there. Throws `BadRequestError` with a sentence for the command line. */
export async function createUser(
  platform: Platform,
  {
    organisation,
    ...staff
  }: {
    /** The organisation's short name in addresses, such as `riverside`. */
    readonly organisation: string
    readonly name: string
    readonly email: string
    readonly roles: readonly StaffRole[]
    readonly rights?: readonly NamedRight[]
    readonly registrations?: readonly Registration[]
  },
): Promise<MadeAccount> {
  const tenantId = await findTenantBySlug(platformReader<TenancyTables>(platform), organisation)
  if (!tenantId) throw new BadRequestError(`There is no organisation "${organisation}".`)
  return await addAndLink(commandLineContext(platform, tenantId), staff)
}

const commandLineContext = (platform: Platform, tenantId: string): Context =>
  systemContext(platform, tenantId, newUuid(platform.clock.now()))

async function addAndLink(ctx: Context, staff: Parameters<typeof addStaff>[1]): Promise<MadeAccount> {
  const added = await addStaff(ctx, staff)
  if (typeof added === 'string') throw new BadRequestError(REFUSALS[added])
  return await linkFor(ctx, added.accountId, 'identity.set-up-link.made')
}

async function renewAdministrator(ctx: Context, account: StaffAccount): Promise<MadeAccount> {
  if (account.status === 'left' || !account.roles.includes('administrator')) {
    throw new BadRequestError('Somebody with that email address is there, and is not an administrator.')
  }
  return await linkFor(ctx, account.accountId, 'identity.account.reset')
}

async function linkFor(ctx: Context, accountId: string, action: string): Promise<MadeAccount> {
  const token = await inTenant<IdentityTables & CoreTables, string>(ctx, async (tx) => {
    await removeSecrets(tx, ctx, accountId)
    await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
    await record(tx, ctx, {
      action,
      outcome: 'done',
      entity: { type: 'staff-account', id: accountId },
      values: { from: 'command line' },
    })
    await voidLinks(tx, ctx, accountId)
    return await makeLink(tx, ctx, accountId, 'set-up')
  })
  return { tenantId: ctx.tenantId, accountId, link: ownAddress(ctx, paths.setUp(token)) }
}

async function findByEmail(ctx: Context, email: string): Promise<StaffAccount | undefined> {
  return await inTenant<IdentityTables, StaffAccount | undefined>(ctx, (tx) =>
    staffAccounts(tx, ctx.tenantId).where('account.email_key', '=', emailKey(email)).executeTakeFirst(),
  )
}
