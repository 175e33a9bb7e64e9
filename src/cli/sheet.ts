import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { openSheet, readSheetHead, readSheetKey, sheetKey, writeSheetKey } from '../core/encryption/sealed-sheet.ts'
import { loadKeyFile } from '../core/encryption/key-file/index.ts'
import { StartUpError } from '../core/errors.ts'

/** Opens a run-out sheet with no database, no network and no running Troth. */
export const openSheetCommand = new Command('open-sheet')
  .description('Opens a sealed run-out sheet as a PDF: no database and no network are needed.')
  .argument('<file>', 'the sealed sheet')
  .option('--to <path>', 'where to write the PDF', 'run-out-sheet.pdf')
  .option('--key-file <path>', 'the key file (TROTH_KEY_FILE unless given)')
  .option('--ask', 'ask for the sheet key that is kept on paper instead of using the key file')
  .action(async (file: string, options: { to: string; keyFile?: string; ask?: boolean }) => {
    const sealed = read(file)
    const key = options.ask === true ? await askedKey() : keyOf(sealed, options.keyFile)
    writeFileSync(options.to, opened(key, sealed), { mode: 0o600, flag: 'wx' })
    console.log(`Written to ${options.to}. It names patients: print it, then delete it.`)
  })

export const sheetKeyCommand = new Command('sheet-key')
  .description('Prints the key that opens the run-out sheets of one organisation and nothing else, to keep on paper.')
  .argument('<file>', 'any sealed sheet of the organisation')
  .option('--key-file <path>', 'the key file (TROTH_KEY_FILE unless given)')
  .action((file: string, options: { keyFile?: string }) => {
    console.log(
      `${writeSheetKey(keyOf(read(file), options.keyFile))}\nKeep it in a sealed envelope where pharmacy can reach it when Troth is down.`,
    )
  })

/** The document in a sheet. Throws a `StartUpError` of one sentence. */
export function opened(key: Buffer, sealed: Buffer): Buffer {
  try {
    return openSheet(key, sealed)
  } catch (cause) {
    throw new StartUpError('The sheet cannot be opened: the key is another one, or the file was changed.', { cause })
  }
}

/** The key of a sheet’s organisation, from the key file. */
export function keyOf(sealed: Buffer, keyFile?: string): Buffer {
  const head = readSheetHead(sealed)
  if (!head) throw new StartUpError('This file is not a run-out sheet.')
  return sheetKey(loadKeyFile(keyFile ?? readConfig().keyFile), head.tenantId)
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new StartUpError(`The file ${file} cannot be read: check that it is there and that you may read it.`, {
      cause,
    })
  }
}

async function askedKey(): Promise<Buffer> {
  const asking = createInterface({ input: process.stdin, output: process.stdout })
  const key = readSheetKey(await asking.question('Sheet key: '))
  asking.close()
  if (!key) throw new StartUpError('That is not a sheet key: it has 52 letters and digits.')
  return key
}
