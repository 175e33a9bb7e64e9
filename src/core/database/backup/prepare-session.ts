import { types, type ClientConfig } from 'pg'
import { StartUpError } from '../../errors.ts'

/** A connection for backup or restore: long statements are expected, and rows filtered by row-level security are refused. */
export const forCopying = (owner: ClientConfig): ClientConfig => ({
  ...owner,
  application_name: 'troth-backup',
  statement_timeout: 0,
  query_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  // The program's own parsers may differ; text is enough here, and the same everywhere.
  types,
})

/** What every session of a backup or restore begins with, inside its transaction. */
export const SESSION = `
  set local search_path = '';
  set local row_security = off;
  set local lock_timeout = '60s';
  set local check_function_bodies = off;
  set local timezone = 'UTC'`

/** Row-level security refused a read: better than a backup with some organisations missing. */
export function explainRowSecurity(error: unknown, user: string): unknown {
  if ((error as { code?: unknown }).code !== '42501' || !/row-level security|row security/.test(String(error)))
    return error
  return new StartUpError(
    `The login "${user}" in DATABASE_OWNER_URL may not read every organisation's rows, so a backup would be incomplete: run "ALTER ROLE ${user} BYPASSRLS" as an administrator of that server, and keep that login for migrations and backups alone.`,
  )
}
