import { Command } from 'commander'
import { startCommand } from './start.ts'
import { migrateCommand } from './migrate.ts'
import { backupCommand, verifyBackupCommand } from './backup.ts'
import { restoreCommand } from './restore.ts'
import { createKeyCommand, restoreKeyCommand, rotateKeyCommand, splitKeyCommand } from './key.ts'
import { inOneSentence } from './in-one-sentence.ts'

const program = new Command('troth')
  .description('Care between visits, with every promise kept in software and the proof shown.')
  .addCommand(startCommand)
  .addCommand(migrateCommand)
  .addCommand(backupCommand)
  .addCommand(verifyBackupCommand)
  .addCommand(restoreCommand)
  .addCommand(createKeyCommand)
  .addCommand(splitKeyCommand)
  .addCommand(restoreKeyCommand)
  .addCommand(rotateKeyCommand)

await inOneSentence(() => program.parseAsync())
