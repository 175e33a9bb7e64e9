import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { ClientConfig } from 'pg'
import { startDebianServer, WITHOUT_DEBIAN_SERVER } from '../../../../test/support/debian-server.ts'
import { createTestDatabase, startTestServer, type TestServer } from '../../../../test/support/test-server.ts'
import { createKeyFile, loadKeyFile, rotateKeyFile, type KeyFile } from '../../encryption/key-file/index.ts'
import { dumpSchema } from '../dump/index.ts'
import { withClient } from '../embedded/connections.ts'
import { startEmbedded } from '../embedded/index.ts'
import { migrate, migrationNames } from '../migrate.ts'
import { backup, refuseUnfinishedRestore, restore, restoreToDataFolder, verifyBackup } from './index.ts'

const ROWS = 100_000
const TENANTS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
const CANARY = 'Amina Khan lives here'

/** Everything that makes copying hard: forced row-level security, keys both ways, partitions, triggers, computed columns. */
const HARD = `
  create schema care;
  create table care.trust (tenant_id uuid primary key, lead_id uuid);
  create table care.person (
    tenant_id uuid not null references care.trust, person_id uuid not null default gen_random_uuid(), name text,
    number bigint generated always as identity, born date, seen timestamptz, sealed bytea, tags text[], extra jsonb, weight numeric,
    twice numeric generated always as (weight * 2) stored,
    primary key (tenant_id, person_id)
  );
  alter table care.trust add foreign key (tenant_id, lead_id) references care.person deferrable;
  alter table care.person enable row level security;
  alter table care.person force row level security;
  create policy tenant on care.person using (tenant_id = current_setting('app.tenant_id')::uuid);
  create table care.event (tenant_id uuid not null, at timestamptz not null, what text) partition by range (at);
  create table care.event_2026 partition of care.event for values from ('2026-01-01') to ('2027-01-01');
  create table care.event_default partition of care.event default;
  create sequence care.ticket;
  create function care.never() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
  create trigger never before update or delete or truncate on care.event_2026 for each statement execute function care.never();
  create view care.named as select name from care.person;
  grant select on care.person to troth_app;
`
const FILLED = `
  insert into care.trust values ('${TENANTS[0]}'), ('${TENANTS[1]}');
  do $$ declare t uuid; begin
    foreach t in array array['${TENANTS[0]}', '${TENANTS[1]}']::uuid[] loop
      perform set_config('app.tenant_id', t::text, true);
      insert into care.person (tenant_id, name, born, seen, sealed, tags, extra, weight)
        select t, case when n % 7 = 0 then null else '${CANARY} ' || n || E' \\\\ \\n \\t "' end, date '1950-01-01' + n, now(), sha256(n::text::bytea),
               array['a', null, 'c,"'], jsonb_build_object('n', n), n / 3.0 from generate_series(1, 500) n;
      update care.trust set lead_id = (select min(person_id::text)::uuid from care.person where tenant_id = t) where tenant_id = t;
    end loop; end $$;
  insert into care.event select '${TENANTS[0]}', timestamptz '2026-06-01' + n * interval '1 day', 'e' || n % 3 from generate_series(1, 400) n;
  insert into care.event select * from care.event limit 10;
  select nextval('care.ticket') from generate_series(1, 41);
`

let server: TestServer
let folder: string
let keyPath: string
let keyFile: KeyFile
let source: Awaited<ReturnType<typeof createTestDatabase>>
let file: string
const newPath = (name: string): string => join(folder, `${name}-${Math.random().toString(36).slice(2)}`)
const sentence = (words: RegExp) => (error: unknown) =>
  error instanceof Error &&
  error.name === 'StartUpError' &&
  words.test(error.message) &&
  /^[^\n]+\.$/.test(error.message)

before(async () => {
  server = await startTestServer()
  folder = mkdtempSync('/tmp/troth-b-')
  chmodSync(folder, 0o711)
  keyPath = newPath('key')
  keyFile = createKeyFile(keyPath)
  source = await createTestDatabase(server)
  await run(source.owner, HARD, FILLED)
  file = newPath('backup')
  await backup({ owner: source.owner, keyFile, to: file, migrations: ['0001_a'] })
})
after(async () => {
  await source.drop()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(owner: ClientConfig, ...statements: string[]): Promise<void> {
  await withClient(owner, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

/** All rows of the fixture, in an order that does not depend on where they lie. */
async function contentsOf(owner: ClientConfig, user?: string): Promise<unknown> {
  return withClient(owner, async (client) => {
    if (user) await client.query(`set role ${user}`)
    const { rows } = await client.query(`
      select (select json_agg(t order by t::text) from care.trust t) as trusts,
             (select json_agg(p order by p.number, p.tenant_id) from care.person p) as people,
             (select json_agg(e order by e::text) from only care.event_2026 e) as events,
             (select json_agg(e order by e::text) from only care.event_default e) as others,
             (select last_value from care.ticket) as ticket,
             (select last_value from care.person_number_seq) as number`)
    return rows[0]
  })
}

async function inNewDatabase(
  work: (database: { owner: ClientConfig; app: ClientConfig }) => Promise<void>,
): Promise<void> {
  const database = await createTestDatabase(server)
  try {
    await work(database)
  } finally {
    await database.drop()
  }
}

function program(what: string, task: object) {
  const path = fileURLToPath(new URL('program.test-support.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path, what, JSON.stringify({ migrations: ['0001_a'], key: keyPath, ...task })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  const ended = once(child, 'close')
  return {
    async hears(words: string): Promise<string> {
      while (!said.includes(words)) {
        if (child.exitCode !== null) throw new Error(`the program ended: ${said}`)
        await sleep(5)
      }
      return said
    },
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await ended
    },
    ended,
  }
}

describe('A backup', () => {
  it('restored into an empty database is the same rows, the same schema and the same sequences', () =>
    inNewDatabase(async ({ owner }) => {
      const summary = await restore({ from: file, keyFile, owner, migrations: ['0001_a', '0002_b'] })
      assert.deepEqual([summary.tables, summary.rows, summary.migrations], [4, 1412, ['0001_a']])
      assert.deepEqual(await contentsOf(owner), await contentsOf(source.owner))
      assert.equal(await withClient(owner, dumpSchema), await withClient(source.owner, dumpSchema))
      await withClient(owner, refuseUnfinishedRestore)
      await assert.rejects(run(owner, 'delete from care.event_2026'), /append only/)
      await assert.rejects(run(owner, `insert into care.trust values ('${TENANTS[0]}')`), /duplicate key/)
    }))

  it('is proved by restoring it into a server of its own, of which nothing is left', async () => {
    const under = mkdtempSync(join(folder, 'v-'))
    chmodSync(under, 0o711)
    const summary = await verifyBackup({ from: file, keyFile, migrations: ['0001_a'], under })
    assert.equal(summary.rows, 1412)
    assert.deepEqual(readdirSync(under), [])
  })

  it('shows nothing of what is in it, is for its owner alone, and leaves no partial file', () => {
    const bytes = readFileSync(file)
    for (const words of ['Amina', 'care', 'person', 'tenant']) assert.equal(bytes.indexOf(words), -1)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.ok(!existsSync(`${file}.partial`))
  })

  it('is as of one moment, while rows are being written in two tables at once', async () => {
    const database = await createTestDatabase(server)
    await run(
      database.owner,
      'create table a (n int primary key)',
      'create table b (n int primary key)',
      'create table c as select n from generate_series(1, 200000) n',
    )
    let writing = true
    const writer = withClient(database.owner, async (client) => {
      for (let n = 1; writing; n += 1)
        await client.query(`with x as (insert into a values (${n})) insert into b values (${n})`)
    })
    await sleep(50)
    const to = newPath('moment')
    await backup({ owner: database.owner, keyFile, to, migrations: [] })
    writing = false
    await writer
    await inNewDatabase(async ({ owner }) => {
      await restore({ from: to, keyFile, owner, migrations: [] })
      await withClient(owner, async (client) => {
        const { rows } = await client.query(
          'select (select count(*) from a) as a, (select count(*) from b) as b, (select count(*) from a join b using (n)) as both',
        )
        assert.ok(Number(rows[0].a) > 0)
        assert.deepEqual([rows[0].a, rows[0].a], [rows[0].b, rows[0].both])
      })
    })
    await database.drop()
  })

  it('of the program’s own schema can be restored, migrated and backed up again', async () => {
    const database = await createTestDatabase(server)
    const migrations = migrationNames('migrations')
    const bringUp = (owner: ClientConfig) =>
      migrate({ owner, applicationLogin: 'troth_app', folder: 'migrations', today: '2026-11-22' }).then(() => undefined)
    await bringUp(database.owner)
    const to = newPath('own')
    await backup({ owner: database.owner, keyFile, to, migrations })
    await inNewDatabase(async ({ owner, app }) => {
      await restore({ from: to, keyFile, owner, migrations, migrate: bringUp })
      assert.equal(await withClient(owner, dumpSchema), await withClient(database.owner, dumpSchema))
      await withClient(app, (client) => client.query('select from core.tenant'))
      await backup({ owner, keyFile, to: newPath('again'), migrations })
    })
    await database.drop()
  })

  it('is never written over another file, and opens after the key was rotated', async () => {
    await assert.rejects(backup({ owner: source.owner, keyFile, to: file, migrations: [] }), sentence(/already exists/))
    const path = newPath('key')
    copyFileSync(keyPath, path)
    const rotated = rotateKeyFile(path)
    await inNewDatabase(
      async ({ owner }) => void (await restore({ from: file, keyFile: rotated, owner, migrations: ['0001_a'] })),
    )
  })

  it('into a folder that is not there is refused in one sentence', () =>
    assert.rejects(
      backup({ owner: source.owner, keyFile, to: join(folder, 'no', 'where'), migrations: [] }),
      sentence(/check the path/),
    ))
})

describe('A backup that cannot be trusted is refused:', () => {
  const spoiled = (spoil: (path: string) => void): string => {
    const path = newPath('spoiled')
    copyFileSync(file, path)
    spoil(path)
    return path
  }
  const flip = (at: (length: number) => number) => (path: string) => {
    const bytes = readFileSync(path)
    const place = at(bytes.length)
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  const cases: [string, () => string, RegExp][] = [
    [
      'one byte flipped in the middle',
      () => spoiled(flip((length) => length >> 1)),
      /damaged \(part \d+ was changed\)/,
    ],
    ['one byte flipped at the end', () => spoiled(flip((length) => length - 1)), /damaged \(part \d+ was changed\)/],
    ['one byte flipped in its heading', () => spoiled(flip(() => 40)), /damaged/],
    [
      'cut short',
      () => spoiled((path) => truncateSync(path, statSync(path).size - 100)),
      /damaged \(it is cut short\)/,
    ],
    ['cut to its heading', () => spoiled((path) => truncateSync(path, 300)), /damaged/],
    [
      'added to',
      () => spoiled((path) => writeFileSync(path, '\0\0\0\x20', { flag: 'a' })),
      /damaged \(something follows its end\)/,
    ],
    ['empty', () => spoiled((path) => truncateSync(path, 0)), /is not a Troth backup/],
    ['some other file', () => keyPath, /is not a Troth backup/],
    ['missing', () => newPath('missing'), /check the path/],
  ]
  for (const [name, make, words] of cases) {
    it(name, () =>
      inNewDatabase(async ({ owner }) => {
        await assert.rejects(restore({ from: make(), keyFile, owner, migrations: ['0001_a'] }), sentence(words))
        await withClient(owner, async (client) =>
          assert.equal((await client.query(`select 1 from pg_class where relname = 'person'`)).rowCount, 0),
        )
      }),
    )
  }
  it('with the key file of somebody else', () =>
    inNewDatabase(async ({ owner }) => {
      const other = createKeyFile(newPath('key'))
      await assert.rejects(
        restore({ from: file, keyFile: other, owner, migrations: ['0001_a'] }),
        sentence(/sealed with the key [0-9a-f]{8}, which is not in this key file/),
      )
    }))
  it('from a newer version of Troth', () =>
    inNewDatabase((database) =>
      assert.rejects(
        restore({ from: file, keyFile, owner: database.owner, migrations: [] }),
        sentence(/newer version of Troth \(it has the migration 0001_a\)/),
      ),
    ))
  it('and verifying says that it is not verified', () =>
    assert.rejects(
      verifyBackup({ from: spoiled(flip((length) => length >> 1)), keyFile, migrations: ['0001_a'], under: folder }),
      sentence(/is not verified: .*damaged/),
    ))
})

describe('A restore', () => {
  it('goes into an empty database only', () =>
    inNewDatabase(async ({ owner }) => {
      await run(owner, 'create table mine ()')
      await assert.rejects(
        restore({ from: file, keyFile, owner, migrations: ['0001_a'] }),
        sentence(/is not empty \(it has the table public\.mine\)/),
      )
    }))

  it('lets what must not survive be removed before the database can be opened', () =>
    inNewDatabase(async ({ owner }) => {
      await restore({
        from: file,
        keyFile,
        owner,
        migrations: ['0001_a'],
        beforeOpening: async (client) => void (await client.query('delete from care.event_default')),
      })
      await withClient(owner, async (client) =>
        assert.deepEqual((await client.query('select count(*)::int as n from care.event_default')).rows, [{ n: 0 }]),
      )
    }))

  it('builds a data folder that starts with the restored rows, and overwrites none', async () => {
    const dataDir = join(newPath('data'), 'd')
    await restoreToDataFolder({ from: file, keyFile, dataDir, migrations: ['0001_a'] })
    const restored = await startEmbedded({ dataDir })
    assert.deepEqual(await contentsOf(restored.owner), await contentsOf(source.owner))
    await withClient(restored.app, (client) => client.query('select 1'))
    await restored.stop()
    assert.ok(!existsSync(join(dataDir, 'restoring')))
    await assert.rejects(
      restoreToDataFolder({ from: file, keyFile, dataDir, migrations: ['0001_a'] }),
      sentence(/already has a database/),
    )
  })
})

describe('On an operator’s PostgreSQL 15', { skip: WITHOUT_DEBIAN_SERVER ?? false }, () => {
  it('a backup by an owner who cannot read every organisation is refused; with that right it restores, there and here', async () => {
    const operator = await startDebianServer()
    try {
      await run(operator.owner, HARD, FILLED)
      const to = newPath('operator')
      await assert.rejects(
        backup({ owner: operator.owner, keyFile, to, migrations: [] }),
        sentence(/ALTER ROLE troth_owner BYPASSRLS/),
      )
      assert.ok(!existsSync(to) && !existsSync(`${to}.partial`))
      await run(operator.superuser, 'alter role troth_owner bypassrls')
      await backup({ owner: operator.owner, keyFile, to, migrations: [] })
      const wanted = await contentsOf(operator.superuser)

      // Restoring needs no such right: row-level security is put on when the rows are in.
      await run(operator.superuser, 'alter role troth_owner nobypassrls', 'create database second owner troth_owner')
      await restore({ from: to, keyFile, owner: { ...operator.owner, database: 'second' }, migrations: [] })
      assert.deepEqual(await contentsOf({ ...operator.superuser, database: 'second' }), wanted)

      await inNewDatabase(async ({ owner }) => {
        await restore({ from: to, keyFile, owner, migrations: [] })
        assert.deepEqual(await contentsOf(owner), wanted)
      })
    } finally {
      await operator.stop()
    }
  })
})

describe(`With ${ROWS.toLocaleString('en-GB')} rows`, () => {
  let big: Awaited<ReturnType<typeof createTestDatabase>>
  let bigFile: string
  before(async () => {
    big = await createTestDatabase(server)
    bigFile = newPath('big')
    await run(
      big.owner,
      'create table a_first (n int primary key)',
      'create table big (n int primary key, text text not null)',
      `insert into big select n, repeat(md5(n::text), 32) from generate_series(1, ${ROWS}) n`,
      'create table z_last as select 1 as one',
    )
  })
  after(() => big.drop())

  const settled = async (owner: ClientConfig): Promise<void> => {
    await withClient({ ...owner, database: 'postgres' }, async (client) => {
      while ((await client.query(`select 1 from pg_stat_activity where datname = $1`, [owner.database])).rowCount)
        await sleep(20)
    })
  }

  it('memory stays flat in backing up and in restoring 100 MB', async () => {
    const rss = async (what: string, task: object): Promise<number> => {
      const running = program(what, task)
      const said = await running.hears('"done"')
      await running.ended
      return Number(/"rss":(\d+)/.exec(said)?.[1]) / 1024
    }
    const floor = await rss('nothing', { owner: big.owner })
    const used = await rss('backup', { owner: big.owner, file: bigFile })
    assert.ok(used - floor < 90, `backup took ${Math.round(used - floor)} MB over ${Math.round(floor)}`)
    await inNewDatabase(async ({ owner }) => {
      const restoring = await rss('restore', { owner, file: bigFile })
      assert.ok(restoring - floor < 90, `restore took ${Math.round(restoring - floor)} MB over ${Math.round(floor)}`)
    })
  })

  it('a backup killed in the middle leaves nothing that looks done, and the next one works', async () => {
    const to = newPath('killed')
    const running = program('backup', { owner: big.owner, file: to })
    await running.hears('a_first')
    while (!existsSync(`${to}.partial`) || statSync(`${to}.partial`).size < 50_000) await sleep(1)
    await running.kill()
    assert.ok(!existsSync(to))
    assert.ok(existsSync(`${to}.partial`))
    await settled(big.owner)
    await backup({ owner: big.owner, keyFile, to, migrations: ['0001_a'] })
    assert.ok(!existsSync(`${to}.partial`))
  })

  it('a restore killed in the middle leaves a database that is refused by everything', () =>
    inNewDatabase(async ({ owner, app }) => {
      const running = program('restore', { owner, file: bigFile })
      await withClient(server.owner, async (client) => {
        const copying = `select 1 from pg_stat_activity where datname = $1 and query like 'copy%big%'`
        while (!(await client.query(copying, [owner.database])).rowCount) await sleep(5)
      })
      await running.kill()
      await settled(owner)
      for (const login of [owner, app])
        await assert.rejects(withClient(login, refuseUnfinishedRestore), sentence(/was interrupted/))
      await assert.rejects(
        restore({ from: bigFile, keyFile, owner, migrations: ['0001_a'] }),
        sentence(/was interrupted/),
      )
      await assert.rejects(backup({ owner, keyFile, to: newPath('x'), migrations: [] }), sentence(/was interrupted/))
    }))

  it('a restore into a data folder, killed in the middle, is refused by a start and works when it is run again', async () => {
    const dataDir = join(newPath('data'), 'd')
    const running = program('folder', { dataDir, file: bigFile })
    while (!existsSync(join(dataDir, 'restoring', 'postgres'))) await sleep(10)
    await sleep(700)
    await running.kill()
    assert.ok(!existsSync(join(dataDir, 'postgres')), 'it was too late to kill it')
    await assert.rejects(startEmbedded({ dataDir }), sentence(/was interrupted: run "troth restore" again/))
    await restoreToDataFolder({ from: bigFile, keyFile: loadKeyFile(keyPath), dataDir, migrations: ['0001_a'] })
    const restored = await startEmbedded({ dataDir })
    await withClient(restored.owner, async (client) =>
      assert.deepEqual((await client.query('select count(*)::int as n from big')).rows, [{ n: ROWS }]),
    )
    await restored.stop()
  })

  it('a verification killed in the middle leaves no copy of the rows behind', async () => {
    const under = mkdtempSync(join(folder, 'k-'))
    chmodSync(under, 0o711)
    const running = program('verify', { dataDir: under, file: bigFile })
    while (
      readdirSync(under).length === 0 ||
      !existsSync(join(under, readdirSync(under)[0] ?? '', 'd', 'app.password'))
    )
      await sleep(10)
    await sleep(500)
    await running.kill()
    for (const until = Date.now() + 15_000; readdirSync(under).length > 0 && Date.now() < until;) await sleep(50)
    assert.deepEqual(readdirSync(under), [])
  })

  it('holds what a plain query sees', async () => {
    await inNewDatabase(async ({ owner }) => {
      await restore({ from: bigFile, keyFile, owner, migrations: ['0001_a'] })
      const digest = (config: ClientConfig) =>
        withClient(config, async (client) => {
          const { rows } = await client.query<{ all: string }>(
            `select string_agg(md5(b::text), '' order by n) as all from big b`,
          )
          return createHash('sha256')
            .update(rows[0]?.all ?? '')
            .digest('hex')
        })
      assert.equal(await digest(owner), await digest(big.owner))
    })
  })
})
