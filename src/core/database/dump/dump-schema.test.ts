import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ClientConfig } from 'pg'
import {
  startDebianServer,
  WITHOUT_DEBIAN_SERVER,
  type OperatorServer,
} from '../../../../test/support/debian-server.ts'
import { createTestDatabase, startTestServer, type TestServer } from '../../../../test/support/test-server.ts'
import { withClient } from '../embedded/connections.ts'
import { migrate } from '../migrate.ts'
import { dumpSchema } from './index.ts'
import { withoutBrackets } from './table.ts'

/** One of everything that the dump must not lose. */
const WITHOUT_VIEWS = `
  set app.tenant_id = '00000000-0000-4000-8000-000000000001';
  create schema care;
  comment on schema care is 'What''s done \\ given';
  grant usage on schema care to troth_app;
  alter default privileges in schema care grant select on tables to troth_app;
  create type care.state as enum ('planned', 'it''s done');
  create domain care.ods_code as text check (value ~ '^[A-Z0-9]{3,12}$');
  comment on domain care.ods_code is 'Organisation code';
  create type care.pair as (a integer, "B c" text);
  create sequence care.ticket start 100 increment 5;
  create function care.twice(n integer) returns integer language sql immutable as $$ select n * 2 $$;
  revoke execute on function care.twice(integer) from public;
  grant execute on function care.twice(integer) to troth_app;
  create procedure care.nothing() language plpgsql as $$ begin end $$;
  create function care.stamp() returns trigger language plpgsql as $$ begin return new; end $$;
  create table care.patient (
    tenant_id uuid not null, patient_id uuid not null default gen_random_uuid(), "Odd Name" text collate "C" default 'x''y',
    born date, state care.state not null default 'planned', code care.ods_code, weights numeric(6, 2)[],
    number integer generated always as identity, twice integer generated always as (weight * 2) stored, weight integer,
    ticket bigint default nextval('care.ticket'), seen interval(3),
    primary key (tenant_id, patient_id), unique (tenant_id, code), check (weight > 0)
  ) with (fillfactor = 90);
  alter sequence care.ticket owned by care.patient.ticket;
  comment on column care.patient."Odd Name" is 'Odd';
  comment on constraint patient_weight_check on care.patient is 'Nobody weighs nothing';
  create index patient_by_name on care.patient using btree (tenant_id, lower("Odd Name") collate "C" text_pattern_ops) where born is not null;
  alter table care.patient enable row level security;
  alter table care.patient force row level security;
  create policy tenant on care.patient using (tenant_id = current_setting('app.tenant_id')::uuid) with check ((tenant_id = current_setting('app.tenant_id')::uuid));
  create policy living on care.patient as restrictive for select to troth_app using ((born is not null) and (weight > 1));
  grant select, insert, delete on care.patient to troth_app;
  grant update (weight, "Odd Name") on care.patient to troth_app;
  create trigger stamp before update on care.patient for each row execute function care.stamp();
  create table care.event (
    tenant_id uuid not null, patient_id uuid not null, at timestamptz not null, primary key (tenant_id, at),
    foreign key (tenant_id, patient_id) references care.patient on delete cascade deferrable initially deferred
  ) partition by range (at);
  create index event_by_patient on care.event (tenant_id, patient_id);
  create table care.event_2026_11 partition of care.event for values from ('2026-11-01') to ('2026-12-01');
  alter table care.event_2026_11 enable row level security;
  create table care.event_default partition of care.event default;
  create unlogged table care.cache (k text primary key);
`

const EVERYTHING = `${WITHOUT_VIEWS}
  create view care.adults with (security_barrier = true) as select patient_id from care.patient where born < '2008-01-01';
  grant select on care.adults to troth_app;
  create materialized view care.counts as select count(*) from care.patient;
`

let server: TestServer
let debian: OperatorServer | undefined
before(async () => {
  server = await startTestServer()
  if (!WITHOUT_DEBIAN_SERVER) debian = await startDebianServer()
})
after(async () => {
  await debian?.stop()
  await server.stop()
})

async function dumpOf(owner: ClientConfig, make: string): Promise<string> {
  return withClient(owner, async (client) => {
    await client.query(make)
    return dumpSchema(client)
  })
}

async function dumpInNewDatabase(make: string): Promise<string> {
  const database = await createTestDatabase(server)
  try {
    return await dumpOf(database.owner, make)
  } finally {
    await database.drop()
  }
}

describe('The schema dump', () => {
  it('makes the same schema again, nothing lost', async () => {
    const first = await dumpInNewDatabase(EVERYTHING)
    assert.equal(await dumpInNewDatabase(first), first)
    for (const part of [
      `comment on schema care is E'What''s done \\\\ given';`,
      'force row level security',
      'as restrictive for select to troth_app',
      `create policy tenant on care.patient using (tenant_id = (current_setting('app.tenant_id'::text))::uuid) with check`,
      'grant delete, insert, select on care.patient to troth_app;',
      'grant update ("Odd Name") on care.patient to troth_app;',
      'revoke execute on function care.twice(integer) from public;',
      `partition of care.event FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');`,
      'constraint event_tenant_id_patient_id_fkey FOREIGN KEY',
      'CREATE TRIGGER stamp',
      'generated always as identity',
      'alter sequence care.ticket owned by care.patient.ticket;',
      'create unlogged table care.cache',
      'with (security_barrier=true)',
    ]) {
      assert.ok(first.includes(part), `${part} is missing from\n${first}`)
    }
  })

  it('shows a change of any one part', async () => {
    const base = await dumpInNewDatabase(EVERYTHING)
    for (const change of [
      'alter table care.patient no force row level security',
      'alter table care.event_2026_11 disable row level security',
      'alter policy living on care.patient to public',
      'drop policy tenant on care.patient',
      'revoke insert on care.patient from troth_app',
      'grant select on care.event to public',
      'alter table care.patient alter born set not null',
      'alter table care.patient alter state drop default',
      'alter table care.patient drop constraint patient_weight_check',
      'drop index care.event_by_patient',
      'comment on column care.patient.born is null; comment on table care.patient is $$x$$',
      'drop trigger stamp on care.patient',
      'grant execute on function care.twice(integer) to public',
      `alter type care.state add value 'late'`,
      'alter sequence care.ticket increment 1',
      'drop table care.event_default',
    ]) {
      assert.notEqual(await dumpInNewDatabase(`${EVERYTHING}; ${change}`), base, change)
    }
  })

  it('leaves the session as it was', () =>
    withClient(server.owner, async (client) => {
      await client.query(`set search_path = 'x'`)
      await dumpSchema(client)
      assert.deepEqual((await client.query('show search_path')).rows, [{ search_path: 'x' }])
    }))

  it(
    'is the same on PostgreSQL 15, views apart: the two write column names in them differently',
    { skip: WITHOUT_DEBIAN_SERVER ?? false },
    async () => {
      assert.ok(debian)
      assert.equal(await dumpOf(debian.owner, WITHOUT_VIEWS), await dumpInNewDatabase(WITHOUT_VIEWS))
    },
  )

  it('makes the program’s own schema again', async () => {
    const database = await createTestDatabase(server)
    await migrate({ owner: database.owner, applicationLogin: 'troth_app', folder: 'migrations', today: '2026-11-22' })
    const first = await withClient(database.owner, dumpSchema)
    await database.drop()
    assert.match(first, /create table core\.tenant/)
    assert.equal(await dumpInNewDatabase(first), first)
  })
})

describe('Outer brackets of an expression', () => {
  it('are taken off when they are one pair', () => assert.equal(withoutBrackets('(a = b)'), 'a = b'))
  it('stay when they are two', () => assert.equal(withoutBrackets('(a) and (b)'), '(a) and (b)'))
  it('are not confused by brackets in text', () => assert.equal(withoutBrackets(`(a = ')')`), `a = ')'`))
})
