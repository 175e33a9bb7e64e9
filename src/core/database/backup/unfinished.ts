import type { ClientBase } from 'pg'
import { StartUpError } from '../../errors.ts'

/** A schema that stands in the database while a restore is under way; a killed one leaves it behind. */
const MARKER = 'troth_restore'

/** Marks the database as not to be opened. Committed before anything else. */
export async function markUnfinished(client: ClientBase): Promise<void> {
  await client.query(`create schema ${MARKER}`)
  await client.query(
    `comment on schema ${MARKER} is 'A restore began and has not finished: drop this database and restore again.'`,
  )
}

/** Part of the transaction that completes the restore. */
export async function markFinished(client: ClientBase): Promise<void> {
  await client.query(`drop schema ${MARKER}`)
}

/** Refuses a database in which a restore was interrupted. Any login may ask. Throws StartUpError. */
export async function refuseUnfinishedRestore(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [MARKER])
  if (rowCount) {
    throw new StartUpError(
      'A restore into this database was interrupted and it holds no complete copy: drop the database, create it again empty, and run "troth restore" again.',
    )
  }
}
