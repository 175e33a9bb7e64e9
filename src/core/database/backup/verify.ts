import type { ClientConfig } from 'pg'
import type { KeyFile } from '../../encryption/key-file/index.ts'
import { StartUpError } from '../../errors.ts'
import { startTemporary } from '../embedded/temporary.ts'
import type { BackupSummary } from './contents.ts'
import { restore } from './restore.ts'

export type VerifyOptions = {
  from: string
  keyFile: KeyFile
  migrations: readonly string[]
  /** Where the temporary server lives; it needs room for the whole database. */
  under?: string
  migrate?: (owner: ClientConfig) => Promise<void>
}

/** Proves a backup by restoring it into a temporary server of its own, which is removed after. Throws StartUpError when it is not proved. */
export async function verifyBackup({ under, ...options }: VerifyOptions): Promise<BackupSummary> {
  const server = await startTemporary({ purpose: 'verify backup', ...(under === undefined ? {} : { under }) })
  try {
    return await restore({ ...options, owner: server.owner })
  } catch (error) {
    throw new StartUpError(
      `The backup ${options.from} is not verified: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    )
  } finally {
    await server.stop()
  }
}
