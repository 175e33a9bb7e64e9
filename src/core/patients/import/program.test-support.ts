// An import in a process of its own, to be killed by a test. Prints how many rows it has dealt with.
import { type ClientConfig } from 'pg'
import { fixedClock } from '../../clock.ts'
import { systemContext } from '../../context.ts'
import { openDatabase } from '../../database/database.ts'
import { loadKeyFile } from '../../encryption/key-file/index.ts'
import { makeLog } from '../../observability/log.ts'
import { newUuid } from '../../values/uuid.ts'
import { importPatients } from './run-import.ts'

const { connection, keyFile, tenantId, path, reportFolder } = JSON.parse(process.env['TROTH_IMPORT'] ?? '{}') as {
  connection: ClientConfig
  keyFile: string
  tenantId: string
  path: string
  reportFolder: string
}
const { db } = openDatabase(connection, 4)
const platform = {
  db,
  keys: loadKeyFile(keyFile),
  jobs: { send: () => Promise.reject(new Error('An import sends no jobs')) },
  clock: fixedClock('2026-11-22T10:00:00Z'),
  log: makeLog('silent'),
}
await importPatients(systemContext(platform, tenantId, newUuid(new Date())), {
  path,
  mode: 'apply',
  reportFolder,
  addAlike: true,
  onProgress: ({ rows }) => process.stdout.write(`${rows}\n`),
})
process.stdout.write('finished\n')
await db.destroy()
