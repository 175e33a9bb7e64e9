import { Command } from 'commander'
import { readConfig } from '../config.ts'

export const migrateCommand = new Command('migrate')
  .description('Bring the database to the schema of this version of Troth.')
  .action(async () => {
    const { openDatabaseServer } = await import('../app.ts')
    const server = await openDatabaseServer(readConfig(), { purpose: 'troth migrate' })
    try {
      const { applied } = await server.migrate()
      console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
    } finally {
      await server.stop()
    }
  })
