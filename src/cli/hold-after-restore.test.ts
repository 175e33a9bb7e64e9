import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Client, type ClientConfig } from 'pg'
import { startDebianServer, WITHOUT_DEBIAN_SERVER } from '../../test/support/debian-server.ts'
import { backup, restore } from '../core/database/backup/index.ts'
import { migrate, migrationNames } from '../core/database/migrate.ts'
import { createKeyFile } from '../core/encryption/key-file/index.ts'
import { holdAfterRestore, type Held } from './hold-after-restore.ts'

const TENANTS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const ID = '00000000-0000-4000-8000-000000000001'

/** One e-mail that waits and one patient's code in each of two organisations. */
const FILLED = TENANTS.flatMap((tenant, index) => [
  `insert into core.tenant (tenant_id, slug) values ('${tenant}', 'organisation-${index}')`,
  `begin; set local app.tenant_id = '${tenant}';
   insert into core.outgoing_email (tenant_id, email_id, subject_id, template, sealed, state, queued_at)
     values ('${tenant}', '${ID}', '${ID}', 't', '\\x00', 'queued', now()); commit`,
  `insert into core.activation_lookup (code_index, tenant_id, code_id, ends_at)
     values (sha256('${tenant}'), '${tenant}', '${ID}', now() + interval '14 days')`,
])

describe('A restore on an operator’s PostgreSQL 15', { skip: WITHOUT_DEBIAN_SERVER ?? false }, () => {
  it('holds what waited, by an owner who is under row-level security like everyone else', async () => {
    const operator = await startDebianServer()
    const folder = mkdtempSync('/tmp/troth-h-')
    const migrations = migrationNames('migrations')
    const keyFile = createKeyFile(join(folder, 'key'))
    const from = join(folder, 'backup')
    try {
      await run(operator.superuser, 'create role troth_application nologin', 'grant troth_application to troth_app')
      const { owner } = operator
      await migrate({ owner, applicationLogin: 'troth_app', folder: 'migrations', today: '2026-11-22' })
      await run(owner, ...FILLED)
      await run(operator.superuser, 'alter role troth_owner bypassrls')
      await backup({ owner, keyFile, to: from, migrations })

      await run(operator.superuser, 'alter role troth_owner nobypassrls', 'create database second owner troth_owner')
      const second = { ...owner, database: 'second' }
      let held: Held | undefined
      const beforeOpening = async (client: Client) => void (held = await holdAfterRestore(client))
      await restore({ from, keyFile, owner: second, migrations, beforeOpening })

      assert.deepEqual(held, { jobs: 0, emails: 2, texts: 0 })
      const restored = { ...operator.superuser, database: 'second' }
      assert.deepEqual(
        await rowsOf(restored, 'select * from core.activation_lookup'),
        [],
        'a used code may not work again',
      )
      const states = await rowsOf(restored, 'select state, problem from core.outgoing_email')
      assert.deepEqual(
        states,
        TENANTS.map(() => ({ state: 'delivery-not-confirmed', problem: 'restored' })),
      )
    } finally {
      await operator.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

async function run(config: ClientConfig, ...statements: string[]): Promise<void> {
  await connected(config, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

const rowsOf = (config: ClientConfig, query: string): Promise<unknown[]> =>
  connected(config, async (client) => (await client.query(query)).rows)

async function connected<Result>(config: ClientConfig, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client(config)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
