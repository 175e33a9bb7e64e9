import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Client, type ClientConfig } from 'pg'
import { startDebianServer, WITHOUT_DEBIAN_SERVER } from '../../test/support/debian-server.ts'
import { backup, restore } from '../core/database/backup/index.ts'
import { migrate, migrationNames } from '../core/database/migrate.ts'
import { TRIES } from '../core/disclosures/disclosure.ts'
import { createKeyFile } from '../core/encryption/key-file/index.ts'
import { holdAfterRestore, type Held } from './hold-after-restore.ts'

const TENANTS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const ID = '00000000-0000-4000-8000-000000000001'

/** One e-mail that waits, disclosures of every state and one patient's code in each of two organisations. */
const FILLED = TENANTS.flatMap((tenant, index) => [
  `insert into core.tenant (tenant_id, slug) values ('${tenant}', 'organisation-${index}')`,
  `begin; set local app.tenant_id = '${tenant}';
   insert into core.outgoing_email (tenant_id, email_id, subject_id, template, sealed, state, queued_at)
     values ('${tenant}', '${ID}', '${ID}', 't', '\\x00', 'queued', now());
   insert into core.disclosure_recipient (tenant_id, recipient_tenant_id, name, agreement, kinds, added_at, added_by)
     values ('${tenant}', '${TENANTS[1 - index]}', 'n', 'a', '{k}', now(), '${ID}');
   insert into core.disclosure_outbox (tenant_id, disclosure_id, recipient_tenant_id, kind, subject_id, purpose, basis,
                                       ground, fields, sealed, sent_at, sent_by, delivered_at, stopped_at, stopped_by, stop_reason)
     select '${tenant}', gen_random_uuid(), '${TENANTS[1 - index]}', 'k', '${ID}', 'p', 'b', 'g', '{}', '\\x00', now(), '${ID}',
            case state when 'delivered' then now() end, case state when 'stopped' then now() end,
            case state when 'stopped' then '${ID}'::uuid end, case state when 'stopped' then 'mistake' end
       from unnest(array['waiting', 'delivered', 'stopped']) as state;
   insert into core.disclosure_inbox (tenant_id, sender_tenant_id, disclosure_id, sender_name, kind, purpose, basis, ground,
                                      fields, sealed, sent_at, received_at, applied_at)
     select '${tenant}', '${TENANTS[1 - index]}', gen_random_uuid(), 'n', 'k', 'p', 'b', 'g', '{}', '\\x00', now(), now(),
            case state when 'applied' then now() end
       from unnest(array['waiting', 'applied']) as state; commit`,
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

      assert.deepEqual(held, { jobs: 0, emails: 2, texts: 0, disclosures: 4 })
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
      for (const [table, done] of [
        ['outbox', 'coalesce(delivered_at, stopped_at)'],
        ['inbox', 'applied_at'],
      ] as const) {
        const lines = await rowsOf(
          restored,
          `select attempts, problem, count(*)::int as lines from core.disclosure_${table} group by attempts, problem, ${done} is null order by attempts`,
        )
        const finished = { attempts: 0, problem: null, lines: table === 'outbox' ? 4 : 2 }
        assert.deepEqual(lines, [finished, { attempts: TRIES, problem: 'Held after a restore', lines: 2 }], table)
      }
      assert.deepEqual(
        await rowsOf(
          restored,
          'select count(*)::int as left from core.disclosure_outbox where delivered_at is null and stopped_at is null and handed_over_at is not null',
        ),
        [{ left: 2 }],
        'the old system may have delivered what was on its way',
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
