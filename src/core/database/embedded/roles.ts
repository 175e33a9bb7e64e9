import { existsSync } from 'node:fs'
import { escapeLiteral, type ClientBase } from 'pg'
import { readPassword } from './connections.ts'
import { writeDurably } from '../../durable-files.ts'
import { newPassword } from './initialise.ts'
import { APP_ROLE, DATABASE } from './settings.ts'

/**
 * Makes the application's login, or brings it back to what it must be: it owns nothing and bypasses nothing.
 * Its password is kept in `passwordFile` (0600), made on first use.
 */
export async function ensureRoles(
  owner: ClientBase,
  passwordFile: string,
): Promise<{ user: string; password: string }> {
  if (!existsSync(passwordFile)) writeDurably(passwordFile, newPassword())
  const password = readPassword(passwordFile)
  const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])
  await owner.query(
    `${rowCount ? 'alter' : 'create'} role ${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${escapeLiteral(password)}`,
  )
  await owner.query(`revoke all on database ${DATABASE} from public`)
  await owner.query(`grant connect on database ${DATABASE} to ${APP_ROLE}`)
  return { user: APP_ROLE, password }
}

/** The server may still be finishing what a program killed during its start had asked for. Held until the connection ends. */
export async function waitForEarlierStart(owner: ClientBase): Promise<void> {
  await owner.query(`select pg_advisory_lock(hashtext('troth start'))`)
}

/** Makes the database when it is missing: a first start may have been killed just before. */
export async function ensureDatabase(owner: ClientBase): Promise<void> {
  const { rowCount } = await owner.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (!rowCount) await owner.query(`create database ${DATABASE}`)
}
