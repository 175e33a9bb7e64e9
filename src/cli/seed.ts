import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'

export const seedCommand = new Command('seed')
  .description('Build the demonstration, or what is missing of it. "troth start" does this by itself.')
  .action(async () => {
    const config = readConfig()
    if (!config.demonstration)
      throw new StartUpError(
        'TROTH_DEMO is off, and seeds are for demonstrations only: unset it, and set TROTH_DATA_DIR to a place of its own.',
      )
    const [{ openDatabaseServer, openPlatform }, { seedDemonstration }, { inTurn }] = await Promise.all([
      import('../app.ts'),
      import('../../seeds/seed.ts'),
      import('../core/database/in-turn.ts'),
    ])
    const server = await openDatabaseServer(config, { purpose: 'troth seed' })
    try {
      if (server.owner) await server.migrate()
      const { platform, close } = await openPlatform(config, server, { worker: false })
      try {
        await inTurn(server.application, 'seed', () => seedDemonstration(platform, server.owner))
      } finally {
        await close()
      }
    } finally {
      await server.stop()
    }
    console.log('The demonstration is built.')
  })
