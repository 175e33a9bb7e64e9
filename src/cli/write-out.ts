import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { StartUpError } from '../core/errors.ts'

/** Writes a text to a new file, or prints it where none is named. A file that is there is never overwritten. */
export async function writeOut(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text)
    return
  }
  await writeFile(resolve(file), text, { flag: 'wx' }).catch((cause: unknown) => {
    const why = (cause as { code?: string }).code === 'EEXIST' ? 'is there already' : 'cannot be written'
    throw new StartUpError(`The file ${file} ${why}: name another one.`, { cause })
  })
  console.error(`Written to ${resolve(file)}.`)
}
