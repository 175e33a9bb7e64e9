import type { Config } from './config.ts'
import { demonstrationBox } from '../seeds/print-box.ts'
import { seedDemonstration } from '../seeds/seed.ts'
import { openDatabaseServer, openPlatform } from './app.ts'
import type { Platform } from './core/context.ts'
import type { ServerEvent } from './core/database/embedded/index.ts'
import { inTurn } from './core/database/in-turn.ts'
import { listen, portError, refuseTakenPort } from './core/http/listen.ts'
import { buildServer } from './core/http/server.ts'
import { findSignedIn } from './core/identity/accounts/find-signed-in.ts'
import { startWorkers } from './core/jobs/worker.ts'
import { makeLog } from './core/observability/log.ts'
import { startSimulators } from './integrations/simulators.ts'
import { smtpDoor } from './integrations/smtp/client.ts'
import { lifetime, type Lifetime } from './lifetime.ts'

/** What this process does; any number of each may run on one DATABASE_URL. */
export interface Run {
  readonly web: boolean
  readonly worker: boolean
}

/** How long requests and jobs in hand have to finish once the program is told to stop, in milliseconds. */
const GRACE_MS = 10_000

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
  if (config.demonstration) await refuseTakenPort(config.simulatorPort, 'SIMULATOR_PORT')

  const database = await openDatabaseServer(config, {
    purpose: 'troth start',
    attach: false,
    onEvent: (event) => log.warn(describe(event), 'database'),
  })
  await life.hold(() => database.stop())
  if (database.owner) await database.migrate()
  const { platform, boss, close } = await openPlatform(config, database, {
    worker: run.worker,
    doors: await doorsOf(config, life),
  })
  await life.hold((hurry) => Promise.race([close(GRACE_MS), hurry]))
  if (config.demonstration) await inTurn(database.application, 'seed', () => seedDemonstration(platform))
  if (run.worker) await startWorkers(boss, platform)
  if (run.web) await serve(config, platform, life)
  console.log(config.demonstration ? demonstrationBox(config) : plainNotice(config, run))
}

async function serve(config: Config, platform: Platform, life: Lifetime): Promise<void> {
  const server = await buildServer(platform, {
    findSignedIn,
    demonstration: config.demonstration,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
  })
  await life.hold(async (hurry) => {
    // Answers in hand are finished; streams that never end by themselves, and slow clients, are cut off after that.
    const patience = setTimeout(() => server.server.closeAllConnections(), GRACE_MS)
    void hurry.then(() => server.server.closeAllConnections())
    await server.close()
    clearTimeout(patience)
  })
  await listen(server, config.port)
}

/** The ways out of the building: simulators in a demonstration, otherwise what was set up, or none. */
async function doorsOf(config: Config, life: Lifetime): Promise<NonNullable<Platform['doors']>> {
  if (!config.demonstration) {
    return config.smtpUrl === undefined ? {} : { email: smtpDoor({ url: config.smtpUrl, from: config.smtpFrom }) }
  }
  const simulators = await startSimulators(config.simulatorPort, config.smtpFrom).catch((cause: unknown) => {
    throw portError(cause, config.simulatorPort, 'SIMULATOR_PORT')
  })
  await life.hold(() => simulators.stop())
  return simulators.doors
}

const plainNotice = (config: Config, run: Run): string =>
  [
    run.web ? `Troth is at ${config.publicUrl}.` : 'Troth works on jobs.',
    'The first administrator is made with "troth create-admin", and the key is kept safe with "troth split-key".',
    ...(config.smtpUrl === undefined ? ['E-mail is not set up: set SMTP_URL, or nothing is sent.'] : []),
  ].join('\n')

const describe = (event: ServerEvent) =>
  event.event === 'restart-failed' ? { event: event.event, attempt: event.attempt } : event
