import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { createKeyFile, restoreKeyFile, rotateKeyFile, splitKeyFile } from '../core/encryption/key-file/index.ts'
import { StartUpError } from '../core/errors.ts'

const fileOf = (options: { file?: string }): string => options.file ?? readConfig().keyFile
const FILE = ['--file <path>', 'the key file (TROTH_KEY_FILE unless given)'] as const

export const createKeyCommand = new Command('create-key')
  .description('Make a new key file. Never overwrites one.')
  .option(...FILE)
  .action((options: { file?: string }) => {
    const file = fileOf(options)
    createKeyFile(file)
    console.log(
      `Made ${file}.\nNow run "troth split-key" and give the two shares to two people: without the key nothing sealed can be read.`,
    )
  })

export const splitKeyCommand = new Command('split-key')
  .description('Print the key file as two shares for two people to keep on paper.')
  .option(...FILE)
  .action((options: { file?: string }) => {
    const { shares, instructions } = splitKeyFile(fileOf(options))
    console.log([instructions, ...shares].join('\n\n'))
  })

export const restoreKeyCommand = new Command('restore-key')
  .description('Rebuild a lost key file from its two shares.')
  .option(...FILE)
  .action(async (options: { file?: string }) => {
    const first = await readShare('Type the first share, line by line, then an empty line:')
    const second = await readShare('Type the second share, line by line, then an empty line:')
    try {
      restoreKeyFile(fileOf(options), first, second)
    } catch (cause) {
      throw cause instanceof StartUpError ? cause : new StartUpError((cause as Error).message, { cause })
    }
    console.log(`Rebuilt ${fileOf(options)}.`)
  })

export const rotateKeyCommand = new Command('rotate-key')
  .description('Add a new key to the key file: it wraps from now on, older keys stay for what they wrapped.')
  .option(...FILE)
  .action((options: { file?: string }) => {
    rotateKeyFile(fileOf(options))
    console.log('The key file has a new current key. Restart Troth, and split the key for your two people again.')
  })

const lines: AsyncIterator<string>[] = []

async function readShare(prompt: string): Promise<string> {
  console.log(prompt)
  const input = (lines[0] ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]())
  const share: string[] = []
  for (let line = await input.next(); !line.done && line.value.trim() !== ''; line = await input.next())
    share.push(line.value)
  return share.join('\n')
}
