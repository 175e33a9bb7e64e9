import { setImmediate } from 'node:timers/promises'
import type { Config } from './config.ts'
import type { ServerEvent } from './core/database/embedded/index.ts'
import { refuseTakenPort } from './core/http/listen.ts'
import { makeLog } from './core/observability/log.ts'
import { openServer } from './database-server.ts'
import { lifetime, type Lifetime } from './lifetime.ts'

/** What this process does; any number of each may run on one DATABASE_URL. */
export interface Run {
  readonly web: boolean
  readonly worker: boolean
}

/** Starts the program and keeps it running until it is told to stop. Throws StartUpError when it cannot start. */
export async function start(config: Config, run: Run): Promise<void> {
  const life = lifetime()
  const up = bringUp(config, run, life)
  try {
    await Promise.race([up, life.ending])
    await life.ending
  } finally {
    await life.end()
    // Told to stop while it was starting: what it still opens is given up as it comes.
    await Promise.race([up.catch(() => undefined), life.hurry])
  }
}

async function bringUp(config: Config, run: Run, life: Lifetime): Promise<void> {
  const log = makeLog(config.log)
  life.onFault((fault) => log.fatal(fault, 'stopped by a fault in the program'))
  if (run.web) await refuseTakenPort(config.port, 'PORT')
  if (config.metricsPort !== undefined) await refuseTakenPort(config.metricsPort, 'METRICS_PORT')
  if (config.demonstration) await refuseTakenPort(config.simulatorPort, 'SIMULATOR_PORT')

  const opening = openServer(config, {
    purpose: 'troth start',
    attach: false,
    onEvent: (event) => log.warn(describe(event), 'database'),
  }).then(async (server) => {
    await life.hold(() => server.stop())
    return server
  })
  const [server, program] = await Promise.all([opening, readProgram()])
  await program.bringUp(config, run, life, server)
}

/** Most of the program is read while PostgreSQL, in a process of its own, comes up: reading keeps this one busy. */
async function readProgram() {
  await setImmediate()
  return await import('./program.ts')
}

const describe = (event: ServerEvent) =>
  event.event === 'restart-failed' ? { event: event.event, attempt: event.attempt } : event
