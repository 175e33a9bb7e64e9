import { existsSync, statfsSync } from 'node:fs'

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm'
/** What the databases of a whole run need at once, with room to spare. */
const ENOUGH_BYTES = 6 * 1024 ** 3

/**
 * The folder for a server that lives no longer than the tests: in memory where there is enough of it, since each commit
 * waits for its disk. What must survive a power cut is tested on servers of its own, on the disk.
 */
export function fastestFolder(): string {
  if (!existsSync(IN_MEMORY)) return '/tmp'
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize > ENOUGH_BYTES ? IN_MEMORY : '/tmp'
}
