import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncFolder, writeDurably } from '../../core/durable-files.ts'
import type { SheetDoor } from '../../core/sheet-door.ts'

/** A folder, best on another machine: it must be there already, since one that is made by itself may be the wrong disk. */
export const sheetFolder = (folder: string): SheetDoor => ({
  put(name, bytes) {
    return new Promise((resolve) => {
      writeDurably(join(folder, plain(name)), bytes)
      resolve()
    })
  },
  keepLast(prefix, most) {
    return new Promise((resolve) => {
      const ours = readdirSync(folder)
        .filter((name) => name.startsWith(prefix) && name.endsWith(ENDING))
        .sort()
      for (const name of ours.slice(0, Math.max(0, ours.length - most))) rmSync(join(folder, name))
      syncFolder(folder)
      resolve()
    })
  },
})

const ENDING = '.sheet'

/** Throws on a name that could lead out of the folder. */
function plain(name: string): string {
  if (!/^[a-z0-9-]+\.sheet$/.test(name))
    throw new Error('The name of a sheet is small letters, digits and hyphens alone')
  return name
}
