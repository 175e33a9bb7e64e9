import type { Config } from './config.ts'
import { demonstrationBox } from '../seeds/print-box.ts'
import { seedDemonstration } from '../seeds/seed.ts'
import { openDatabaseServer, openPlatform } from './app.ts'
import { StartUpError } from './core/errors.ts'
import { findSignedIn } from './core/identity/accounts/find-signed-in.ts'
import { buildServer } from './core/http/server.ts'
import { startWorkers } from './core/jobs/worker.ts'

/** Starts the program and keeps it running until it is told to stop. */
export async function start(config: Config, run: { web: boolean; worker: boolean }): Promise<void> {
  const database = await openDatabaseServer(config, 'troth start', { attach: false })
  const closers: (() => Promise<unknown>)[] = [() => database.stop()]
  const stop = async () => {
    for (const close of closers.reverse().splice(0)) await close()
  }
  try {
    if (database.owner) await database.migrate()
    const { platform, boss, close } = await openPlatform(config, database, { worker: run.worker })
    closers.push(close)
    if (config.demonstration) await seedDemonstration(platform)
    if (run.worker) await startWorkers(boss, platform)
    if (run.web) {
      const server = await buildServer(platform, {
        findSignedIn,
        demonstration: config.demonstration,
        publicUrl: config.publicUrl,
        trustedProxies: config.trustedProxies,
      })
      closers.push(() => server.close())
      await server.listen({ port: config.port, host: '::' }).catch((cause: unknown) => {
        throw portError(cause, config.port)
      })
      console.log(config.demonstration ? demonstrationBox(config) : realBox(config))
    }
  } catch (error) {
    await stop()
    throw error
  }
  await toldToStop()
  await stop()
}

const realBox = (config: Config): string =>
  `Troth is at ${config.publicUrl}. Make the first administrator with "troth create-admin", and keep the key safe with "troth split-key".`

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

function portError(cause: unknown, port: number): unknown {
  const code = (cause as { code?: string }).code
  if (code === 'EADDRINUSE')
    return new StartUpError(
      `Port ${port} is already in use: stop the program that uses it, or set PORT to another number.`,
      { cause },
    )
  if (code === 'EACCES')
    return new StartUpError(`Port ${port} may not be used by this user: set PORT to a number above 1023.`, { cause })
  return cause
}
