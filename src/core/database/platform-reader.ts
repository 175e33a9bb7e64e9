import type { Platform } from '../context.ts'
import type { Reader } from './transaction.ts'

/** Reads platform tables without a transaction. No tenant is set, so a tenant table cannot be read through it. */
export const platformReader = <Tables>(platform: Pick<Platform, 'db'>): Reader<Tables> =>
  platform.db as unknown as Reader<Tables>
