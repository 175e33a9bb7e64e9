// Writes migrations/checksums.txt. Refuses when a migration that was released has changed: add a new one instead.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  acceptedChecksums,
  changedSinceRelease,
  CHECKSUMS,
  checksumsNow,
  printChecksums,
} from './testing/migration-checksums.ts'

const folder = join(import.meta.dirname, '../migrations')
const accepted = acceptedChecksums(folder)
const files = checksumsNow(folder)
const changed = changedSinceRelease(accepted, files)
if (changed.length > 0) {
  console.error(`${changed.join(', ')} was released and may not change: put the change in a new migration.`)
  process.exitCode = 1
} else {
  writeFileSync(join(folder, CHECKSUMS), printChecksums({ released: accepted.released, files }))
}
