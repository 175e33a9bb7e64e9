import { Command } from 'commander'
import { startCommand } from './start.ts'
import { migrateCommand } from './migrate.ts'
import { inOneSentence } from './in-one-sentence.ts'

const program = new Command('troth')
  .description('Care between visits, with every promise kept in software and the proof shown.')
  .addCommand(startCommand)
  .addCommand(migrateCommand)

await inOneSentence(() => program.parseAsync())
