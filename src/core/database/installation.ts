import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { wrappedBy, type KeyFile } from '../encryption/key-file/index.ts'
import { StartUpError } from '../errors.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import type { Tx } from './transaction.ts'

/** What a database was made for. */
export interface Installation {
  readonly demonstration: boolean
  readonly keyCheck: Buffer
}

const BOUND_TO = 'key check of the installation'

/** What the database says it is; undefined before its first start. */
export async function findInstallation(db: Kysely<unknown>): Promise<Installation | undefined> {
  const row = await tables(db).selectFrom('core.installation').select(['demonstration', 'key_check']).executeTakeFirst()
  return row && { demonstration: row.demonstration, keyCheck: row.key_check }
}

/** Writes down at the first start what the database is for. Of two programs that start at once, the first is right. */
export async function recordInstallation(
  db: Kysely<unknown>,
  keys: KeyFile,
  demonstration: boolean,
): Promise<Installation> {
  await tables(db)
    .insertInto('core.installation')
    .values({ demonstration, key_check: keys.wrap(randomBytes(32), BOUND_TO) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const installation = await findInstallation(db)
  if (!installation) throw new StartUpError('The database did not keep what it is for: check its disk and start again.')
  return installation
}

/** Made-up people whose passwords everybody knows never meet real ones. Throws StartUpError. */
export function refuseOtherUse(installation: Installation, demonstration: boolean): void {
  if (installation.demonstration === demonstration) return
  throw new StartUpError(
    installation.demonstration
      ? 'This database holds the demonstration, whose passwords everybody knows, so it is not opened for real use: set TROTH_DATA_DIR (or DATABASE_URL) to a new, empty place, or start without --no-demo and TROTH_DEMO to go on with the demonstration.'
      : 'This database is for real use and a demonstration would add people whose passwords everybody knows: start it with --no-demo or TROTH_DEMO=off, or set TROTH_DATA_DIR (or DATABASE_URL) to another place for a demonstration.',
  )
}

/**
 * Refuses a key file that is not this database's, before anything is sealed that nobody could open. After a rotation the
 * check is wrapped again, so that an old copy of the key file is noticed too. Throws StartUpError.
 */
export async function refuseOtherKeys(
  db: Kysely<unknown>,
  installation: Installation,
  keys: KeyFile,
  path: string,
): Promise<void> {
  const check = openCheck(installation, keys, path)
  if (wrappedBy(installation.keyCheck) === keys.currentKeyId) return
  await tables(db)
    .updateTable('core.installation')
    .set({ key_check: keys.wrap(check, BOUND_TO) })
    .execute()
}

function openCheck({ keyCheck }: Installation, keys: KeyFile, path: string): Buffer {
  try {
    return keys.unwrap(keyCheck, BOUND_TO)
  } catch (cause) {
    throw new StartUpError(
      `The key file ${path} does not belong to this database, whose records are sealed with key ${wrappedBy(keyCheck)}: put that key file back, or rebuild it from the two written shares with "troth restore-key".`,
      { cause },
    )
  }
}

const tables = (db: Kysely<unknown>) => db as unknown as Tx<TenancyTables>
