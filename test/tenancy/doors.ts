import type { Client } from 'pg'
import { OURS, THEIRS } from './server.ts'

/** What the other organisation must not lose. */
export const SECRET = 'SECRET-OF-THE-OTHERS'

/** How a door is tried: the statements are run by `by`, and everything it hears is searched for the secret. */
export interface Attempt {
  readonly by: 'app' | 'superuser'
  readonly statements: readonly string[]
}

/** One way round row-level security: `off` leaves the guard away, `on` puts it there; the attempt is the same. */
export interface Door {
  readonly name: string
  readonly off: readonly string[]
  readonly on: readonly string[]
  readonly attempt: Attempt
  /** When the guard is that the program logs in as somebody else. */
  readonly attemptOn?: Attempt
  /** What is heard when the door is open, where that is not the secret itself. */
  readonly heard?: RegExp
}

const asUs = (...statements: string[]): Attempt => ({
  by: 'app',
  statements: ['begin', `set local app.tenant_id = '${OURS}'`, ...statements, 'rollback'],
})
const READ = 'select secret from door.patient'
const UNSET = `nullif(current_setting('app.tenant_id', true), '')`

/** The table of every door, as the migrations would make it. Both organisations have one row. */
export const ARRANGE = [
  'drop schema if exists door cascade',
  'create schema door',
  'create table door.patient (tenant_id uuid, patient_id uuid, number text, secret text, primary key (tenant_id, patient_id))',
  `insert into door.patient values ('${OURS}', '${OURS}', '1', 'ours'), ('${THEIRS}', '${THEIRS}', '2', '${SECRET}')`,
  "select core.make_tenant_table('door.patient')",
  'grant usage on schema door to troth_application',
]

/** The ten doors round row-level security, each of which was seen open somewhere, and two ways that some of them come in. */
export const DOORS: readonly Door[] = [
  {
    name: 'the owner of a table',
    off: [
      'alter table door.patient no force row level security',
      'grant create on schema door to troth_app',
      'alter table door.patient owner to troth_app',
    ],
    on: ['grant create on schema door to troth_app', 'alter table door.patient owner to troth_app'],
    attempt: asUs(READ),
  },
  {
    name: 'a login that bypasses: superuser or bypassrls',
    off: [],
    on: [],
    attempt: { by: 'superuser', statements: [`set app.tenant_id = '${OURS}'`, READ] },
    attemptOn: asUs(READ),
  },
  {
    name: 'a view that runs as its owner',
    off: ['create view door.list as select * from door.patient', 'grant select on door.list to troth_application'],
    on: [
      'create view door.list with (security_invoker = true) as select * from door.patient',
      'grant select on door.list to troth_application',
    ],
    attempt: asUs('select secret from door.list'),
  },
  {
    name: 'a function that runs as its owner',
    off: [
      "create function door.list() returns setof door.patient security definer language sql as 'select * from door.patient'",
    ],
    on: ["create function door.list() returns setof door.patient language sql as 'select * from door.patient'"],
    attempt: asUs('select secret from door.list()'),
  },
  {
    name: 'a materialised view',
    off: [
      'create materialized view door.list as select * from door.patient',
      'grant select on door.list to troth_application',
    ],
    // There is no guarded kind: the schema test forbids them, and a view takes their place.
    on: [
      'create view door.list with (security_invoker = true) as select * from door.patient',
      'grant select on door.list to troth_application',
    ],
    attempt: asUs('select secret from door.list'),
  },
  {
    name: 'a partition addressed directly',
    off: [
      'create table door.event (tenant_id uuid, at date, secret text) partition by range (at)',
      "select core.make_tenant_table('door.event')",
      "create table door.event_2026 partition of door.event for values from ('2026-01-01') to ('2027-01-01')",
      'grant select on door.event_2026 to troth_application',
      `insert into door.event values ('${THEIRS}', '2026-11-22', '${SECRET}')`,
    ],
    on: [
      'create table door.event (tenant_id uuid, at date, secret text) partition by range (at)',
      "select core.make_tenant_table('door.event')",
      "create table door.event_2026 partition of door.event for values from ('2026-01-01') to ('2027-01-01')",
      "select core.make_tenant_table('door.event_2026', 'select')",
      `insert into door.event values ('${THEIRS}', '2026-11-22', '${SECRET}')`,
    ],
    attempt: asUs('select secret from door.event_2026'),
  },
  {
    name: 'a unique key that forgets the tenant',
    off: ['create unique index on door.patient (number)'],
    on: ['create unique index on door.patient (tenant_id, number)'],
    attempt: asUs(`insert into door.patient values ('${OURS}', gen_random_uuid(), '2', 'ours')`),
    heard: /duplicate key/,
  },
  {
    name: 'a foreign key that forgets the tenant',
    off: [
      'alter table door.patient add unique (patient_id)',
      'create table door.note (tenant_id uuid, note_id uuid, patient_id uuid references door.patient (patient_id))',
      "select core.make_tenant_table('door.note')",
    ],
    on: [
      'create table door.note (tenant_id uuid, note_id uuid, patient_id uuid, foreign key (tenant_id, patient_id) references door.patient)',
      "select core.make_tenant_table('door.note')",
    ],
    attempt: asUs(`insert into door.note values ('${OURS}', '${OURS}', '${THEIRS}') returning 'it succeeded'`),
    heard: /it succeeded/,
  },
  {
    name: 'a function wrongly called leakproof',
    off: [
      "create function door.tell(text) returns boolean leakproof cost 0.0001 language plpgsql as 'begin raise notice ''%'', $1; return true; end'",
    ],
    on: [
      "create function door.tell(text) returns boolean cost 0.0001 language plpgsql as 'begin raise notice ''%'', $1; return true; end'",
    ],
    // An index on the tenant would fetch our row alone, and hide that the door is open.
    attempt: asUs(
      'set local enable_indexscan = off',
      'set local enable_bitmapscan = off',
      'select 1 from door.patient where door.tell(secret)',
    ),
  },
  {
    name: 'a setting that stays on the pooled connection',
    off: [],
    on: [],
    attempt: { by: 'app', statements: [`set app.tenant_id = '${THEIRS}'`, READ] },
    attemptOn: { by: 'app', statements: ['begin', `set local app.tenant_id = '${THEIRS}'`, 'commit', READ] },
  },
  {
    name: 'a policy that lets everything through when nobody set the tenant',
    off: [`alter policy tenant on door.patient using (${UNSET} is null or tenant_id = ${UNSET}::uuid)`],
    on: [],
    attempt: { by: 'app', statements: ['begin', `set local app.tenant_id = '${OURS}'`, 'commit', READ] },
  },
  {
    name: 'RESET ROLE, which gives back the rights of the login',
    off: [],
    on: [],
    attempt: {
      by: 'superuser',
      statements: ['set role troth_application', `set app.tenant_id = '${OURS}'`, 'reset role', READ],
    },
    attemptOn: {
      by: 'app',
      statements: [`set app.tenant_id = '${OURS}'`, 'reset role', 'reset session authorization', READ],
    },
  },
]

/** Everything that somebody hears while trying: rows, notices and errors. Always ends outside a transaction. */
export async function tryDoor(client: Client, statements: readonly string[]): Promise<string> {
  const heard: string[] = []
  client.on('notice', ({ message }) => heard.push(message ?? ''))
  for (const statement of statements) {
    try {
      heard.push(JSON.stringify((await client.query({ text: statement, rowMode: 'array' })).rows))
    } catch (error) {
      heard.push(`refused: ${(error as Error).message}`)
    }
  }
  await client.query('rollback')
  return heard.join('\n')
}
