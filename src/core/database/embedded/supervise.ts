import { setTimeout as sleep } from 'node:timers/promises'
import type { DataFolder } from './data-folder.ts'
import { launch } from './postmaster.ts'
import { isRunning } from './processes.ts'
import type { ServiceUser } from './service-user.ts'
import type { ServerEvent, ServerState } from './start.ts'

const LOOK_EVERY_MS = 200
const LONGEST_WAIT_MS = 5_000

/** Keeps PostgreSQL running: when it dies it is started again, at once and then ever more slowly. */
export function supervise(folder: DataFolder, user: ServiceUser, firstPid: number, tell: (event: ServerEvent) => void) {
  let pid = firstPid
  let state: ServerState = 'running'
  let restart: Promise<void> | undefined
  const ending = new AbortController()

  const look = setInterval(() => {
    if (state !== 'running' || isRunning(pid)) return
    state = 'restarting'
    tell({ event: 'died' })
    restart = restartUntilUp()
  }, LOOK_EVERY_MS)
  look.unref()

  async function restartUntilUp(): Promise<void> {
    for (let attempt = 1; !ending.signal.aborted; attempt += 1) {
      try {
        pid = await launch(folder, user)
        state = 'running'
        tell({ event: 'restarted', attempt })
        return
      } catch (error) {
        tell({ event: 'restart-failed', attempt, reason: error instanceof Error ? error.message : String(error) })
        await sleep(Math.min(LONGEST_WAIT_MS, 100 * 2 ** attempt), undefined, {
          signal: ending.signal,
          ref: false,
        }).catch(() => undefined)
      }
    }
  }

  return {
    pid: () => pid,
    state: () => state,
    /** Stops watching, and waits for a restart that has begun. */
    async end(): Promise<void> {
      clearInterval(look)
      ending.abort()
      await restart
      state = 'stopped'
    },
  }
}
