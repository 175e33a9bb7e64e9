import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import type { SigningKey } from './signature.ts'
import type { SignatureTables } from './tables.ts'

const KEY = [
  'key_id as keyId',
  'account_id as accountId',
  'authority_id as authorityId',
  'serial',
  'registration',
  'certificate',
  'valid_from as validFrom',
  'valid_until as validUntil',
  'withdrawn_at as withdrawnAt',
  'withdrawn_reason as withdrawnReason',
  'version',
] as const

const keys = (db: Reader<SignatureTables>, tenantId: string) =>
  db.selectFrom('core.signing_key').select(KEY).where('tenant_id', '=', tenantId)

/** Someone's key: the one in use, expired or not, or else the one that was withdrawn last. */
export async function findKeyOf(
  db: Reader<SignatureTables>,
  tenantId: string,
  accountId: string,
): Promise<SigningKey | undefined> {
  return await keys(db, tenantId)
    .where('account_id', '=', accountId)
    .orderBy((eb) => eb('withdrawn_at', 'is', null), 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('key_id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A key by its own identifier, whoever holds it. */
export async function getKey(db: Reader<SignatureTables>, tenantId: string, keyId: string): Promise<SigningKey> {
  const key = isUuid(keyId) ? await keys(db, tenantId).where('key_id', '=', keyId).executeTakeFirst() : undefined
  if (!key) throw new NotFoundError('Signing key')
  return key
}

/** The closed and sealed private key. Undefined when the key was withdrawn. */
export async function findSealedKey(
  db: Reader<SignatureTables>,
  tenantId: string,
  keyId: string,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('core.signing_key')
    .select('sealed_key as sealed')
    .where('tenant_id', '=', tenantId)
    .where('key_id', '=', keyId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return row?.sealed ?? undefined
}

/** An authority, without its key. */
export interface SigningAuthority {
  readonly authorityId: string
  readonly certificate: string
  readonly validFrom: Date
  readonly validUntil: Date
  readonly replacedAt: Date | null
}

/** Every authority the organisation has had, the one in use first. */
export async function listAuthorities(db: Reader<SignatureTables>, tenantId: string): Promise<SigningAuthority[]> {
  return await db
    .selectFrom('core.signing_authority')
    .select([
      'authority_id as authorityId',
      'certificate',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'replaced_at as replacedAt',
    ])
    .where('tenant_id', '=', tenantId)
    .orderBy('created_at', 'desc')
    .execute()
}

/** The authority that certifies new keys; undefined before the first key is made. */
export const findLiveAuthority = async (db: Reader<SignatureTables>, tenantId: string) =>
  (await listAuthorities(db, tenantId)).find(({ replacedAt }) => replacedAt === null)

export async function getAuthority(
  db: Reader<SignatureTables>,
  tenantId: string,
  authorityId: string,
): Promise<SigningAuthority> {
  const authority = (await listAuthorities(db, tenantId)).find((one) => one.authorityId === authorityId)
  if (!authority) throw new NotFoundError('Signing authority')
  return authority
}

/** What was withdrawn, oldest first. Of one authority, or of all. */
export async function listWithdrawn(db: Reader<SignatureTables>, tenantId: string, authorityId?: string) {
  let query = db
    .selectFrom('core.signing_key')
    .select(['serial', 'withdrawn_at as at', 'withdrawn_reason as reason'])
    .where('tenant_id', '=', tenantId)
    .where('withdrawn_at', 'is not', null)
    .$narrowType<{ at: Date; reason: NonNullable<SigningKey['withdrawnReason']> }>()
    .orderBy('withdrawn_at')
    .orderBy('serial')
  if (authorityId !== undefined) query = query.where('authority_id', '=', authorityId)
  return await query.execute()
}

/** Whether these serials were withdrawn, and when. */
export async function findWithdrawn(db: Reader<SignatureTables>, tenantId: string, serial: string) {
  return await db
    .selectFrom('core.signing_key')
    .select(['serial', 'withdrawn_at as at'])
    .where('tenant_id', '=', tenantId)
    .where('serial', '=', serial)
    .where('withdrawn_at', 'is not', null)
    .$narrowType<{ at: Date }>()
    .execute()
}
