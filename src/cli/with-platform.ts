import type { Config } from '../config.ts'
import type { Platform } from '../core/context.ts'

/** Runs a command on the database as it is: beside a running program, or by starting the database for as long as it takes. */
export async function withPlatform<Result>(
  config: Config,
  purpose: string,
  work: (platform: Platform) => Promise<Result>,
): Promise<Result> {
  const { openDatabaseServer, openPlatform } = await import('../app.ts')
  const server = await openDatabaseServer(config, { purpose })
  try {
    const { platform, close } = await openPlatform(config, server, { worker: false, isCommand: true })
    try {
      return await work(platform)
    } finally {
      await close()
    }
  } finally {
    await server.stop()
  }
}
