import { existsSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartUpError } from '../../errors.ts'
import { syncFolder } from '../../durable-files.ts'
import { findBinaries } from '../embedded/binaries.ts'
import { openDataFolder } from '../embedded/data-folder.ts'
import { takeLock } from '../embedded/instance-lock.ts'
import { serviceUser } from '../embedded/service-user.ts'
import { startEmbedded, UNFINISHED_RESTORE } from '../embedded/start.ts'
import { removeDataFolder } from '../embedded/temporary.ts'
import type { BackupSummary } from './contents.ts'
import { restore, type RestoreOptions } from './restore.ts'

export type FolderRestoreOptions = Omit<RestoreOptions, 'owner'> & { dataDir: string }

/**
 * Restores into a data folder that has no database yet. It is built in a folder inside, and takes its place by a rename
 * when it is complete: a killed restore leaves only that folder, which the next one removes and `start` refuses.
 */
export async function restoreToDataFolder({ dataDir, ...options }: FolderRestoreOptions): Promise<BackupSummary> {
  const folder = openDataFolder(dataDir, serviceUser(), findBinaries())
  if (existsSync(folder.pgdata)) {
    throw new StartUpError(
      `The data folder ${folder.root} already has a database and is not overwritten: set TROTH_DATA_DIR to a new folder, or move ${folder.pgdata} away.`,
    )
  }
  const answer = await takeLock(folder.locks, 'troth restore')
  if ('heldBy' in answer) {
    throw new StartUpError(
      `The data folder ${folder.root} is in use by process ${answer.heldBy.pid} (${answer.heldBy.purpose}): stop that first.`,
    )
  }
  try {
    const inside = join(folder.root, UNFINISHED_RESTORE)
    await removeDataFolder(inside)
    const server = await startEmbedded({ dataDir: inside, purpose: 'troth restore' })
    try {
      const summary = await restore({ ...options, owner: server.owner })
      await server.stop()
      // The database last: until it is in place the folder counts as empty.
      for (const name of ['owner.password', 'app.password']) renameSync(join(inside, name), join(folder.root, name))
      syncFolder(folder.root)
      renameSync(openDataFolder(inside, serviceUser(), findBinaries()).pgdata, folder.pgdata)
      syncFolder(dirname(folder.pgdata))
      return summary
    } finally {
      await server.stop()
      await removeDataFolder(inside)
    }
  } finally {
    answer.lock.release()
  }
}
