import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { systemClock } from '../../src/core/clock.ts'
import { migrate } from '../../src/core/database/migrate.ts'
import '../../src/nouns.ts'
import { createTestDatabase, type TestServer } from '../../test/support/test-server.ts'

/** Migrates one database, and closes it to connections so that it can be copied at any moment (a copy takes 50 ms). */
export async function prepareTemplate(server: TestServer): Promise<string> {
  const { owner, app, name } = await createTestDatabase(server)
  const folder = join(import.meta.dirname, '../../migrations')
  await migrate({ owner, applicationLogin: String(app.user), folder, today: systemClock.today() })
  const client = new Client({ ...server.owner, database: 'postgres' })
  await client.connect()
  try {
    await client.query(`alter database ${name} with allow_connections false`)
    // A connection that is still closing would make the first copy fail.
    const isBusy = `select 1 from pg_stat_activity where datname = '${name}'`
    while ((await client.query(isBusy)).rowCount !== 0) await sleep(20)
  } finally {
    await client.end()
  }
  return name
}
