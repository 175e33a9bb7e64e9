import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { StartUpError } from '../core/errors.ts'
import type { Held } from './hold-after-restore.ts'

export const restoreCommand = new Command('restore')
  .description('Build an empty database, or a new data folder, from a backup.')
  .argument('<file>', 'the backup')
  .action(async (file: string) => {
    const [
      { MIGRATIONS, openDatabaseServer },
      { restore, restoreToDataFolder },
      { loadKeyFile },
      { migrationNames },
      { holdAfterRestore },
    ] = await Promise.all([
      import('../app.ts'),
      import('../core/database/backup/index.ts'),
      import('../core/encryption/key-file/index.ts'),
      import('../core/database/migrate.ts'),
      import('./hold-after-restore.ts'),
    ])
    const config = readConfig()
    let held: Held = { jobs: 0, emails: 0, texts: 0, disclosures: 0 }
    const common = {
      from: resolve(file),
      keyFile: loadKeyFile(config.keyFile),
      migrations: migrationNames(MIGRATIONS),
      beforeOpening: async (client: Parameters<typeof holdAfterRestore>[0]) => {
        held = await holdAfterRestore(client)
      },
    }
    if (config.databaseUrl === undefined) {
      const { createdAt } = await restoreToDataFolder({ ...common, dataDir: config.dataDir })
      console.log(wordsOf(held, createdAt))
      return
    }
    const server = await openDatabaseServer(config, { purpose: 'troth restore' })
    try {
      if (!server.owner)
        throw new StartUpError(
          'A restore builds the database, so it needs its owner: set DATABASE_OWNER_URL, for example postgres://troth_owner:secret@localhost:5432/troth.',
        )
      const migrate = async () => void (await server.migrate())
      const { createdAt } = await restore({ ...common, owner: server.owner, migrate })
      console.log(wordsOf(held, createdAt))
    } finally {
      await server.stop()
    }
  })

/** What whoever restores has to know and do. */
const wordsOf = ({ jobs, emails, texts, disclosures }: Held, createdAt: string | Date): string => {
  const at = new Date(createdAt).toISOString()
  return [
    `Restored and checked: everything is as it was at ${at}. Start Troth to bring the schema up to date.`,
    'Everyone has to sign in again, and links in e-mails no longer work.',
    ...(jobs + emails + texts + disclosures > 0
      ? [
          `Held, because it may have been done since: ${jobs} jobs (on the page of failed jobs of each organisation), ${emails} e-mails and ${texts} text messages (marked "delivery not confirmed"), ${disclosures} disclosures between organisations (marked "not delivered" or "not in the record", to be sent again or stopped). Nothing of it is sent by itself.`,
        ]
      : []),
    `Changes since then are undone, also who left and which tokens were revoked: check people and machine access of each organisation.`,
  ].join('\n')
}
