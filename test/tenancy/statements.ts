import { insertOf, type FilledTable } from './rows.ts'
import { OURS, THEIRS } from './server.ts'

/** One way to touch a table as our organisation, and what must come of it. */
export interface Statement {
  readonly kind: string
  readonly sql: (table: FilledTable) => string
  /** `ours`: rows come back, all with our tenant. `none`: no row is read or changed. `refused`: an error. */
  readonly must: 'ours' | 'none' | 'refused'
  /** The words of the refusal. */
  readonly says?: RegExp
}

const ROW_SECURITY = /row-level security/
const isTheirs = `tenant_id = '${THEIRS}'`

/** Every kind of statement that can read or write; those that need a view, a function or a trigger find them in `tenancy`. */
export const STATEMENTS: readonly Statement[] = [
  { kind: 'select', sql: ({ name }) => `select tenant_id from ${name}`, must: 'ours' },
  { kind: 'select theirs', sql: ({ name }) => `select tenant_id from ${name} where ${isTheirs}`, must: 'none' },
  { kind: 'insert', sql: (table) => insertOf(table, THEIRS), must: 'refused', says: ROW_SECURITY },
  {
    kind: 'insert returning',
    sql: (table) => `${insertOf(table, THEIRS)} returning tenant_id`,
    must: 'refused',
    says: ROW_SECURITY,
  },
  {
    kind: 'update',
    sql: ({ name, plain }) => `update ${name} set ${plain} = ${plain} where ${isTheirs}`,
    must: 'none',
  },
  {
    kind: 'update returning',
    sql: ({ name, plain }) => `update ${name} set ${plain} = ${plain} returning tenant_id`,
    must: 'ours',
  },
  {
    kind: 'update into theirs',
    sql: ({ name }) => `update ${name} set tenant_id = '${THEIRS}'`,
    must: 'refused',
    says: /row-level security|violates foreign key/,
  },
  {
    kind: 'update from theirs',
    sql: ({ name }) => `update ${name} set tenant_id = '${OURS}' where ${isTheirs}`,
    must: 'none',
  },
  { kind: 'delete', sql: ({ name }) => `delete from ${name} where ${isTheirs}`, must: 'none' },
  {
    kind: 'upsert',
    sql: (table) => `${insertOf(table, THEIRS)} on conflict do nothing`,
    must: 'refused',
    says: ROW_SECURITY,
  },
  {
    kind: 'copy in',
    sql: ({ name }) => `copy ${name} from stdin`,
    must: 'refused',
    says: /COPY FROM not supported with row-level security/,
  },
  {
    kind: 'lateral',
    sql: ({ name }) =>
      `select x.tenant_id from core.organisation o, lateral (select * from ${name} t where t.tenant_id <> o.tenant_id) x`,
    must: 'none',
  },
  {
    kind: 'join',
    sql: ({ name }) => `select b.tenant_id from ${name} a right join ${name} b using (tenant_id)`,
    must: 'ours',
  },
  {
    kind: 'CTE',
    sql: ({ name }) => `with seen as materialized (select * from ${name}) select tenant_id from seen`,
    must: 'ours',
  },
  {
    kind: 'CTE that writes',
    sql: ({ name, plain }) =>
      `with done as (update ${name} set ${plain} = ${plain} returning tenant_id) select * from done`,
    must: 'ours',
  },
  {
    kind: 'subquery',
    sql: ({ name }) => `select tenant_id from ${name} where exists (select from ${name} x where x.${isTheirs})`,
    must: 'none',
  },
  { kind: 'view', sql: ({ name }) => `select tenant_id from tenancy.${flat(name)}_view`, must: 'ours' },
  {
    kind: 'function',
    sql: ({ name }) => `select tenant_id from tenancy.${flat(name)}_rows() as tenant_id`,
    must: 'ours',
  },
  { kind: 'dynamic SQL', sql: ({ name }) => `select tenancy.look('${name}') as tenant_id`, must: 'ours' },
  {
    kind: 'cursor',
    sql: ({ name }) => `declare seen cursor for select tenant_id from ${name}; fetch all from seen`,
    must: 'ours',
  },
  { kind: 'lock', sql: ({ name }) => `select tenant_id from ${name} where ${isTheirs} for update`, must: 'none' },
  { kind: 'truncate', sql: ({ name }) => `truncate ${name}`, must: 'refused', says: /permission denied/ },
]

export const flat = (name: string): string => name.replace('.', '_')

/** What a migration could add to a table: a view, a function and a trigger that run as whoever uses them. */
export const additions = ({ name }: FilledTable): string[] => [
  `create view tenancy.${flat(name)}_view with (security_invoker = true) as select * from ${name}`,
  `grant select on tenancy.${flat(name)}_view to troth_application`,
  `create function tenancy.${flat(name)}_rows() returns setof uuid language sql as 'select tenant_id from ${name}'`,
  `create trigger tell after insert or update or delete on ${name} for each row execute function tenancy.tell('${name}')`,
]

/** Helpers of the additions: dynamic SQL, and a trigger that says how many rows of others it can see. */
export const ARRANGE = [
  'create schema tenancy',
  'grant usage on schema tenancy to troth_application',
  `create function tenancy.look(name regclass) returns setof uuid language plpgsql as
     $$ begin return query execute format('select tenant_id from %s', name); end $$`,
  `create function tenancy.tell() returns trigger language plpgsql as $$
     declare others bigint;
     begin
       execute format('select count(*) from %s where tenant_id <> %L', tg_argv[0]::regclass, '${OURS}') into others;
       raise notice 'trigger saw % rows of others', others;
       return coalesce(new, old);
     end $$`,
]
