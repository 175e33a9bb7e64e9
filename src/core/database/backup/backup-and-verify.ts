import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '../../durable-files.ts'
import { StartUpError } from '../../errors.ts'
import { backup, type BackupOptions } from './backup.ts'
import type { BackupSummary } from './contents.ts'
import { verifyBackup, type VerifyOptions } from './verify.ts'

/** What follows the name of a backup until it is proved. */
export const NOT_VERIFIED = '.not-verified'

/**
 * Writes a backup and proves it. Only then does it get its name: whatever stops the proof leaves a file that nobody takes
 * for a backup to rely on.
 */
export async function backupAndVerify(
  options: BackupOptions & {
    /** How it is proved: `migrations` are those of this program. */
    readonly proof: Omit<VerifyOptions, 'from' | 'keyFile'>
    readonly onMade?: (made: BackupSummary) => void
  },
): Promise<BackupSummary> {
  const { to, keyFile, proof, onMade } = options
  if (existsSync(to)) throw new StartUpError(taken(to))
  const unproved = `${to}${NOT_VERIFIED}`
  const made = await backup({ ...options, to: unproved })
  onMade?.(made)
  try {
    await verifyBackup({ ...proof, from: unproved, keyFile })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartUpError(`${why} Do not rely on ${unproved}: find out why it failed, and make another backup.`, {
      cause: error,
    })
  }
  if (existsSync(to)) throw new StartUpError(`${taken(to)} It was proved and is in ${unproved}.`)
  renameSync(unproved, to)
  syncFolder(dirname(to))
  return made
}

const taken = (path: string) => `${path} already exists and is not overwritten: choose another name for the backup.`
