import { demonstrationBox } from '../seeds/print-box.ts'
import { seedDemonstration } from '../seeds/seed.ts'
import { openPlatform, withMigrations } from './app.ts'
import type { Config } from './config.ts'
import type { Platform } from './core/context.ts'
import { inTurn } from './core/database/in-turn.ts'
import { listen, portError } from './core/http/listen.ts'
import { buildServer } from './core/http/server.ts'
import { findSignedIn } from './core/identity/accounts/find-signed-in.ts'
import { startWorkers } from './core/jobs/worker.ts'
import { startSequencer } from './core/ledger/sequencer.ts'
import type { Metrics } from './core/observability/metrics.ts'
import { serveMetrics } from './core/observability/serve-metrics.ts'
import type { OpenServer } from './database-server.ts'
import { startSimulators } from './integrations/simulators.ts'
import { sheetFolder } from './integrations/sheet-folder/client.ts'
import { smtpDoor } from './integrations/smtp/client.ts'
import type { Lifetime } from './lifetime.ts'
import type { Run } from './main.ts'

/** How long requests and jobs in hand have to finish once the program is told to stop, in milliseconds. */
const GRACE_MS = 10_000

/** Opens everything on a running database server, and says so when pages and jobs are served. Throws StartUpError. */
export async function bringUp(config: Config, run: Run, life: Lifetime, opened: OpenServer): Promise<void> {
  const database = withMigrations(opened)
  if (database.owner) await database.migrate()
  const { platform, boss, pool, close } = await openPlatform(config, database, {
    worker: run.worker,
    doors: await doorsOf(config, life),
  })
  await life.hold((hurry) => Promise.race([close(GRACE_MS), hurry]))
  const metrics = config.metricsPort === undefined ? undefined : (await readMetrics()).makeMetrics(platform, pool)
  if (config.demonstration)
    await inTurn(database.application, 'seed', () => seedDemonstration(platform, database.owner))
  // Pages are put together while the workers wait for the database.
  const [server] = await Promise.all([
    run.web ? pagesOf(config, platform, metrics) : undefined,
    run.worker ? startWorkers(boss, platform) : undefined,
  ])
  if (run.worker) {
    const sequencer = startSequencer(platform)
    await life.hold(() => sequencer.stop())
  }
  // Last, so that whoever is answered is answered by a program that has started: a database that dies now is waited for.
  if (server) await serve(server, config, life)
  if (metrics) await serveNumbers(config, metrics, life)
  console.log(config.demonstration ? demonstrationBox(config) : plainNotice(config, run))
}

/** Read only where somebody watches, so that a start elsewhere is not slower for it. */
const readMetrics = () => import('./core/observability/metrics.ts')

async function serveNumbers({ metricsPort = 0 }: Config, metrics: Metrics, life: Lifetime): Promise<void> {
  const serving = await serveMetrics(metrics, metricsPort).catch((cause: unknown) => {
    throw portError(cause, metricsPort, 'METRICS_PORT')
  })
  await life.hold(() => serving.stop())
}

const pagesOf = (config: Config, platform: Platform, metrics: Metrics | undefined) =>
  buildServer(platform, {
    findSignedIn,
    demonstration: config.demonstration,
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    answered: metrics?.answered,
  })

async function serve(server: Awaited<ReturnType<typeof pagesOf>>, config: Config, life: Lifetime): Promise<void> {
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
    return {
      ...(config.smtpUrl === undefined ? {} : { email: smtpDoor({ url: config.smtpUrl, from: config.smtpFrom }) }),
      ...sheetsOf(config),
    }
  }
  const simulators = await startSimulators(config.simulatorPort, config.smtpFrom).catch((cause: unknown) => {
    throw portError(cause, config.simulatorPort, 'SIMULATOR_PORT')
  })
  await life.hold(() => simulators.stop())
  return { ...simulators.doors, ...sheetsOf(config) }
}

const sheetsOf = ({ sheetDir }: Config): Pick<NonNullable<Platform['doors']>, 'sheets'> =>
  sheetDir === undefined ? {} : { sheets: sheetFolder(sheetDir) }

const plainNotice = (config: Config, run: Run): string =>
  [
    run.web ? `Troth is at ${config.publicUrl}.` : 'Troth works on jobs.',
    'The first administrator is made with "troth create-admin", and the key is kept safe with "troth split-key".',
    ...(config.sheetDir === undefined ? ['Set TROTH_SHEET_DIR, or no run-out sheet is written at night.'] : []),
    ...(config.smtpUrl === undefined ? ['E-mail is not set up: set SMTP_URL, or nothing is sent.'] : []),
  ].join('\n')
