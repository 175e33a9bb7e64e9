// An import of a caseload in a process of its own, to be killed by a test. Prints how many rows it has dealt with.
import { type ClientConfig } from 'pg'
import { fixedClock } from '../../../core/clock.ts'
import { systemContext } from '../../../core/context.ts'
import { openDatabase } from '../../../core/database/database.ts'
import { loadKeyFile } from '../../../core/encryption/key-file/index.ts'
import { makeLog } from '../../../core/observability/log.ts'
import { newUuid } from '../../../core/values/uuid.ts'
import { importCaseload } from './index.ts'

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
  jobs: { send: () => Promise.reject(new Error('An import of a caseload sends no jobs')) },
  clock: fixedClock('2026-11-30T09:00:00Z'),
  log: makeLog('silent'),
}
await importCaseload(systemContext(platform, tenantId, newUuid(new Date())), {
  path,
  mode: 'apply',
  reportFolder,
  onProgress: ({ rows }) => process.stdout.write(`${rows}\n`),
})
process.stdout.write('finished\n')
await db.destroy()
