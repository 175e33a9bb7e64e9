import { Client, type ClientConfig } from 'pg'
import { StartUpError } from '../errors.ts'

/** How long a program waits for another that does the same thing, in milliseconds. */
const PATIENCE_MS = 15 * 60_000

/**
 * Lets one program at a time do what must not be done twice at once, such as bringing the schema up to date. The turn is the
 * connection's, so that a killed program gives it back. Throws StartUpError when the other does not end.
 */
export async function inTurn<Result>(
  connection: ClientConfig,
  what: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...connection, application_name: 'troth-turn' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`set lock_timeout = ${PATIENCE_MS}`)
    await client.query('select pg_advisory_lock(hashtext($1))', [`troth ${what}`]).catch((cause: unknown) => {
      throw (cause as { code?: string }).code === '55P03'
        ? new StartUpError(
            `Another program has been busy with this database (${what}) for a quarter of an hour: wait until it ends, or stop it, and start again.`,
            { cause },
          )
        : cause
    })
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
