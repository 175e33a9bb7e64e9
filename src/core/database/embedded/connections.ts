import { existsSync, readFileSync } from 'node:fs'
import { Client, type ClientConfig } from 'pg'
import type { DataFolder } from './data-folder.ts'
import { DATABASE, OWNER_ROLE } from './settings.ts'

/** How to connect over the socket. Every field is given, so that PG* variables of the environment change nothing. */
export function connection(folder: DataFolder, user: string, password: string, database = DATABASE): ClientConfig {
  // `options` as well: PGOPTIONS could otherwise switch durability off for a session.
  return { host: folder.socket, port: 5432, user, password, database, ssl: false, options: '-c synchronous_commit=on' }
}

/** The superuser of the embedded server: migrations, backup and restore. */
export function ownerConnection(folder: DataFolder, database = DATABASE): ClientConfig {
  return connection(folder, OWNER_ROLE, readPassword(folder.ownerPassword), database)
}

export function readPassword(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
}

/** Runs work on a connection of its own and closes it, whatever happens. */
export async function withClient<Result>(
  config: ClientConfig,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionTimeoutMillis: 10_000, application_name: 'troth-lifecycle', ...config })
  // The server may go away while the connection is idle; the next query reports it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** True when the server answers, and is the one of this data folder. */
export async function answers(folder: DataFolder): Promise<boolean> {
  try {
    return await withClient(
      { ...ownerConnection(folder, 'postgres'), connectionTimeoutMillis: 5_000 },
      async (client) => {
        const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
        return rows[0]?.folder === folder.pgdata
      },
    )
  } catch {
    return false
  }
}
