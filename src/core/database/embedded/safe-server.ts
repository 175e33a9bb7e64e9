import type { ClientBase } from 'pg'
import { StartUpError } from '../../errors.ts'

const OLDEST_MAJOR = 15

/** Refuses a server that is too old, not UTF-8, or that may lose what it has acknowledged. Throws StartUpError. */
export async function assertSafeServer(client: ClientBase): Promise<void> {
  const { rows } = await client.query<
    Record<'version' | 'version_number' | 'encoding' | 'fsync' | 'commit' | 'pages' | 'standby', string>
  >(
    `select current_setting('server_version') as version, current_setting('server_version_num') as version_number,
            current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
            pg_is_in_recovery()::text as standby`,
  )
  const server = rows[0]
  if (!server) throw new StartUpError('The database did not say what it is: check DATABASE_URL and try again.')
  if (Number(server.version_number) < OLDEST_MAJOR * 10_000) {
    throw new StartUpError(
      `The database in DATABASE_URL is PostgreSQL ${server.version} and Troth needs ${OLDEST_MAJOR} or newer: upgrade it, or unset DATABASE_URL to use the one Troth brings.`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new StartUpError(
      `The database in DATABASE_URL stores text as ${server.encoding}, which cannot hold every name: create a database with ENCODING 'UTF8' and TEMPLATE template0.`,
    )
  }
  if (server.standby === 'true') {
    throw new StartUpError(
      'The database in DATABASE_URL is a read-only standby: point DATABASE_URL at the primary server.',
    )
  }
  for (const [name, value] of [
    ['fsync', server.fsync],
    ['full_page_writes', server.pages],
    ['synchronous_commit', server.commit],
  ]) {
    if (value === 'off')
      throw new StartUpError(
        `The database in DATABASE_URL runs with ${name} off and may lose what it has confirmed: set ${name} = on on that server (and on the role or database if it is set there).`,
      )
  }
}

/** Refuses a login that could see past row-level security or change the schema. `owner` is the role that migrates. Throws StartUpError. */
export async function assertSafeAppRole(client: ClientBase, owner?: string): Promise<void> {
  const { rows } = await client.query<Role>(ROLE_QUERY, [owner ?? null])
  const role = rows[0]
  if (!role)
    throw new StartUpError(
      'The database did not say who the program is logged in as: check DATABASE_URL and try again.',
    )
  const faults: [boolean, string, string][] = [
    [role.superuser, 'is a superuser', `ALTER ROLE ${role.quoted} NOSUPERUSER`],
    [role.bypass, 'may bypass row-level security', `ALTER ROLE ${role.quoted} NOBYPASSRLS`],
    [role.create_role, 'may create roles', `ALTER ROLE ${role.quoted} NOCREATEROLE`],
    [role.create_database, 'may create databases', `ALTER ROLE ${role.quoted} NOCREATEDB`],
    [role.replication, 'may read the replication stream', `ALTER ROLE ${role.quoted} NOREPLICATION`],
    [role.is_owner, 'is the owner that migrates', 'CREATE ROLE troth_app LOGIN PASSWORD …'],
    [role.stands_for !== null, `is a member of ${role.stands_for}`, `REVOKE ${role.stands_for} FROM ${role.quoted}`],
    [role.owns !== null, `owns ${role.owns}`, `REASSIGN OWNED BY ${role.quoted} TO the owner`],
    [
      role.creates_in !== null,
      `may create objects in ${role.creates_in}`,
      `REVOKE CREATE ON ${role.creates_in} FROM ${role.quoted}, PUBLIC`,
    ],
  ]
  const fault = faults.find(([wrong]) => wrong)
  if (fault) {
    throw new StartUpError(
      `The login "${role.name}" in DATABASE_URL ${fault[1]}, so it could reach every organisation's records: run "${fault[2]}", or use a login that owns nothing, and keep the owner in DATABASE_OWNER_URL.`,
    )
  }
}

type Role = {
  name: string
  quoted: string
  superuser: boolean
  bypass: boolean
  create_role: boolean
  create_database: boolean
  replication: boolean
  is_owner: boolean
  stands_for: string | null
  owns: string | null
  creates_in: string | null
}

// Both names are asked: a login may have switched to a stronger role, or switched away from one and could switch back.
const ROLE_QUERY = `
with recursive me as (
  select * from pg_roles where rolname in (session_user, current_user)
), above as (
  select m.roleid from pg_auth_members m join me on me.oid = m.member
  union
  select m.roleid from pg_auth_members m join above on m.member = above.roleid
), owned as (
  select 'the table ' || c.oid::regclass as what from pg_class c join me on me.oid = c.relowner
  union all select 'the schema ' || quote_ident(n.nspname) from pg_namespace n join me on me.oid = n.nspowner
  union all select 'the function ' || p.oid::regprocedure from pg_proc p join me on me.oid = p.proowner
  union all select 'the type ' || t.oid::regtype from pg_type t join me on me.oid = t.typowner
  union all select 'the database ' || quote_ident(d.datname) from pg_database d join me on me.oid = d.datdba
), strong as (
  select r.rolname from above join pg_roles r on r.oid = above.roleid
  where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolname = $1
     or r.rolname like 'pg\\_%'
     or exists (select 1 from pg_class c where c.relowner = r.oid)
     or exists (select 1 from pg_namespace n where n.nspowner = r.oid)
     or exists (select 1 from pg_database d where d.datdba = r.oid)
), creates as (
  select 'SCHEMA ' || quote_ident(nspname) as what from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and has_schema_privilege(oid, 'create')
  union all
  select 'DATABASE ' || quote_ident(current_database()) where has_database_privilege(current_database(), 'create')
)
select session_user::text as name, quote_ident(session_user) as quoted,
       bool_or(rolsuper) as superuser, bool_or(rolbypassrls) as bypass, bool_or(rolcreaterole) as create_role,
       bool_or(rolcreatedb) as create_database, bool_or(rolreplication) as replication,
       coalesce(bool_or(rolname = $1), false) as is_owner,
       (select min(rolname::text) from strong) as stands_for,
       (select min(what) from owned) as owns,
       (select min(what) from creates) as creates_in
from me`
