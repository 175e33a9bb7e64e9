import type { ClientConfig } from 'pg'
import type { Config } from './config.ts'
import { attachEmbedded, startEmbedded, type ServerEvent } from './core/database/embedded/index.ts'

/** The database as the program may use it: its own embedded one, or the server of DATABASE_URL. */
export interface OpenServer {
  readonly application: ClientConfig
  /** Absent when only DATABASE_URL was given: then somebody else migrates. */
  readonly owner: ClientConfig | undefined
  readonly stop: () => Promise<void>
}

/** How a process comes to the database. `attach` is for commands, which may find a program running on the data folder. */
export interface Opening {
  /** What this process is, in the words that a second one is told. */
  readonly purpose: string
  readonly attach?: boolean
  readonly onEvent?: (event: ServerEvent) => void
}

/** Opens the database server. Throws StartUpError. */
export async function openServer(
  { databaseUrl, databaseOwnerUrl, dataDir }: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataDir'>,
  { purpose, attach = true, onEvent }: Opening,
): Promise<OpenServer> {
  if (databaseUrl !== undefined) {
    const { openExternal } = await import('./core/database/external.ts')
    return { ...(await openExternal(databaseUrl, databaseOwnerUrl)), stop: () => Promise.resolve() }
  }
  const server = attach
    ? await attachEmbedded({ dataDir, purpose })
    : await startEmbedded({ dataDir, purpose, ...(onEvent ? { onEvent } : {}) })
  return { application: server.app, owner: server.owner, stop: () => server.stop() }
}
