import { Command } from 'commander'
import { readConfig } from '../config.ts'

export const startCommand = new Command('start')
  .description('Start Troth: the database, the web pages and the workers.')
  .option('--no-demo', 'start empty, for real use: no demonstration organisations and no simulators')
  .option('--web', 'only the web pages')
  .option('--worker', 'only the workers')
  .action(async (options: { demo: boolean; web?: boolean; worker?: boolean }) => {
    const config = readConfig()
    const both = options.web === options.worker
    const { start } = await import('../main.ts')
    await start(
      { ...config, demonstration: config.demonstration && options.demo },
      { web: both || options.web === true, worker: both || options.worker === true },
    )
    // A stray timer must not hold up a program that has given everything up.
    process.exit()
  })
