import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Client } from 'pg'
import { readConfig } from '../config.ts'

export const restoreCommand = new Command('restore')
  .description('Build an empty database, or a new data folder, from a backup.')
  .argument('<file>', 'the backup')
  .action(async (file: string) => {
    const [{ MIGRATIONS, openDatabaseServer }, { restore, restoreToDataFolder }, { loadKeyFile }, { migrationNames }] =
      await Promise.all([
        import('../app.ts'),
        import('../core/database/backup/index.ts'),
        import('../core/encryption/key-file/index.ts'),
        import('../core/database/migrate.ts'),
      ])
    const config = readConfig()
    const common = {
      from: resolve(file),
      keyFile: loadKeyFile(config.keyFile),
      migrations: migrationNames(MIGRATIONS),
      beforeOpening: endSessions,
    }
    if (config.databaseUrl) {
      const server = await openDatabaseServer(config, { purpose: 'troth restore' })
      if (!server.owner) throw new Error('Set DATABASE_OWNER_URL: only the owner can restore.')
      await restore({ ...common, owner: server.owner, migrate: async () => void (await server.migrate()) })
      await server.stop()
    } else {
      await restoreToDataFolder({ ...common, dataDir: config.dataDir })
    }
    console.log('Restored and checked. Everyone has to sign in again. Start Troth to bring the schema up to date.')
  })

/** A session that was live when the backup was made may have been ended since. */
async function endSessions(client: Client): Promise<void> {
  await client.query('delete from core.session')
}
