import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { ClientConfig } from 'pg'
import { createTestDatabase, startTestServer, type TestServer } from '../../../../test/support/test-server.ts'
import { createKeyFile, type KeyFile } from '../../encryption/key-file/index.ts'
import { withClient } from '../embedded/connections.ts'
import { backup } from './index.ts'

export const TENANTS = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b']
export const CANARY = 'Amina Khan lives here'

/** Everything that makes copying hard: forced row-level security, keys both ways, partitions, triggers, computed columns. */
export const HARD = `
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
/** Two organisations, 1,412 rows in all. */
export const FILLED = `
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

export let server: TestServer
/** A folder for files of this test. */
export let folder: string
export let keyPath: string
export let keyFile: KeyFile
/** The database that was backed up, and its backup. */
export let source: Awaited<ReturnType<typeof createTestDatabase>>
export let file: string
export const newPath = (name: string): string => join(folder, `${name}-${Math.random().toString(36).slice(2)}`)
export const sentence = (words: RegExp) => (error: unknown) =>
  error instanceof Error &&
  error.name === 'StartUpError' &&
  words.test(error.message) &&
  /^[^\n]+\.$/.test(error.message)

/** Call once at the top of a test file: a filled database and a backup of it, removed after. */
export function useBackup(): void {
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
}

export async function run(owner: ClientConfig, ...statements: string[]): Promise<void> {
  await withClient(owner, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

/** All rows of the fixture, in an order that does not depend on where they lie. */
export async function contentsOf(owner: ClientConfig): Promise<unknown> {
  return withClient(owner, async (client) => {
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

export async function inNewDatabase(
  work: (database: { owner: ClientConfig; app: ClientConfig }) => Promise<void>,
): Promise<void> {
  const database = await createTestDatabase(server)
  try {
    await work(database)
  } finally {
    await database.drop()
  }
}

/** Runs one task in a process of its own, so that it can be killed. */
export function program(what: string, task: object) {
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
