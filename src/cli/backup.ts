import { resolve } from 'node:path'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import type { BackupSummary } from '../core/database/backup/index.ts'
import { StartUpError } from '../core/errors.ts'

/** What a backup that was made and not proved ends with, so that no script takes it for one that can be relied on. */
const NOT_VERIFIED = 2
const UNDER = ['--under <folder>', 'where it is restored for the proof; needs room for the whole database'] as const

export const backupCommand = new Command('backup')
  .description('Write a sealed copy of the whole database while Troth runs, and prove it by restoring it.')
  .argument('<file>', 'the new file; never overwritten')
  .option('--no-verify', 'do not prove it: the command then ends with 2, because a backup that is not proved is none')
  .option(...UNDER)
  .action(async (file: string, options: { verify: boolean; under?: string }) => {
    const [{ openDatabaseServer, MIGRATIONS }, { backup, backupAndVerify }, { loadKeyFile }, migrations] =
      await Promise.all([
        import('../app.ts'),
        import('../core/database/backup/index.ts'),
        import('../core/encryption/key-file/index.ts'),
        import('../core/database/migrate.ts'),
      ])
    const config = readConfig()
    const keyFile = loadKeyFile(config.keyFile)
    const to = resolve(file)
    const server = await openDatabaseServer(config, { purpose: 'troth backup' })
    try {
      if (!server.owner) {
        throw new StartUpError(
          'A backup reads every organisation, so it needs the owner of the database: set DATABASE_OWNER_URL.',
        )
      }
      const has = await migrations.migrationsOf(server.owner)
      const wanted = { owner: server.owner, keyFile, to, migrations: has }
      const tell = (made: BackupSummary) =>
        console.log(`Wrote ${made.tables} tables, ${made.rows} rows, sealed with key ${made.keyId}.`)
      if (!options.verify) {
        tell(await backup(wanted))
        console.error('It has NOT been verified: prove it with "troth verify-backup" before you rely on it.')
        process.exitCode = NOT_VERIFIED
        return
      }
      await backupAndVerify({
        ...wanted,
        proof: {
          migrations: migrations.migrationNames(MIGRATIONS),
          ...(options.under ? { under: options.under } : {}),
        },
        onMade(made) {
          tell(made)
          console.log('Verifying it by restoring it into a server of its own …')
        },
      })
      console.log(
        `Verified: every table came out with the same rows, so it is now ${to}. Keep the key file somewhere else than the backup.`,
      )
    } finally {
      await server.stop()
    }
  })

export const verifyBackupCommand = new Command('verify-backup')
  .description('Prove a backup by restoring it into a temporary server, which is removed after.')
  .argument('<file>', 'the backup')
  .option(...UNDER)
  .action(async (file: string, options: { under?: string }) => {
    const [{ MIGRATIONS }, { verifyBackup }, { loadKeyFile }, { migrationNames }] = await Promise.all([
      import('../app.ts'),
      import('../core/database/backup/index.ts'),
      import('../core/encryption/key-file/index.ts'),
      import('../core/database/migrate.ts'),
    ])
    const proved = await verifyBackup({
      from: resolve(file),
      keyFile: loadKeyFile(readConfig().keyFile),
      migrations: migrationNames(MIGRATIONS),
      ...options,
    })
    console.log(`Verified: ${proved.tables} tables and ${proved.rows} rows came out as they went in.`)
  })
