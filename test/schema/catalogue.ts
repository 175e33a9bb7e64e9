import type { ClientBase } from 'pg'

export interface Column {
  readonly name: string
  /** As PostgreSQL prints it: `uuid`, `text[]`, `timestamp with time zone`. */
  readonly type: string
  readonly required: boolean
  readonly hasDefault: boolean
}
/** A primary key, unique index, exclusion or foreign key: its columns in order, and for a foreign key those it points at. */
export interface Key {
  readonly name: string
  readonly kind: 'primary' | 'unique' | 'foreign'
  readonly columns: readonly (string | null)[]
  readonly target: string | null
  readonly targetColumns: readonly string[] | null
}
export interface TableInDatabase {
  readonly name: string
  readonly isPartition: boolean
  readonly rowSecurity: boolean
  readonly forced: boolean
  /** `name|command|roles|using|with check` of each row-level security policy. */
  readonly policies: readonly string[]
  /** What the application's role may do. */
  readonly rights: readonly string[]
  readonly columns: readonly Column[]
  readonly keys: readonly Key[]
}
/** Things that are no table and that a rule forbids or limits. */
export interface Oddity {
  readonly kind:
    | 'view'
    | 'schema that the program may not use'
    | 'materialised view'
    | 'definer function'
    | 'leakproof function'
    | 'sequence'
    | 'owned by the application'
  readonly name: string
}

/** Schemas of the queue and of the migrator: the first is pg-boss's own, the second is the owner's. */
const OURS = `n.nspname not in ('pgboss', 'troth', 'information_schema') and n.nspname !~ '^pg_'`
const columnNames = (numbers: string, relation: string) =>
  `(select json_agg(a.attname order by k.place) from unnest(${numbers}) with ordinality k(number, place)
     left join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number)`

const TABLES = `
  select n.nspname || '.' || c.relname as name, c.relispartition as "isPartition",
    c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
    (select coalesce(json_agg(concat_ws('|', p.polname, p.polcmd, p.polpermissive, p.polroles::text,
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))), '[]')
      from pg_policy p where p.polrelid = c.oid) as policies,
    (select coalesce(json_agg(r order by r), '[]')
      from unnest(array['select','insert','update','delete','truncate','references','trigger']) r
      where has_table_privilege('troth_application', c.oid, r)) as rights,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'required', a.attnotnull,
        'hasDefault', a.atthasdef or a.attidentity <> '') order by a.attnum)
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(k), '[]') from (
      select i.indexrelid::regclass::text as name, case when i.indisprimary then 'primary' else 'unique' end as kind,
        ${columnNames('(i.indkey::int2[])[0:i.indnkeyatts - 1]', 'i.indrelid')} as columns, null as target, null::json as "targetColumns"
      from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)
      union all
      select f.conname, 'foreign', ${columnNames('f.conkey', 'f.conrelid')},
        f.confrelid::regclass::text, ${columnNames('f.confkey', 'f.confrelid')}
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') k) as keys
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and ${OURS} order by 1`

const ODDITIES = `
  select case c.relkind when 'v' then 'view' when 'm' then 'materialised view' else 'sequence' end as kind,
    n.nspname || '.' || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and (c.relkind in ('m', 'S') or c.relkind = 'v' and not coalesce(c.reloptions @> '{security_invoker=true}', false))
  union all
  select distinct 'schema that the program may not use', n.nspname
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and c.relkind in ('r', 'p') and not has_schema_privilege('troth_application', n.oid, 'usage')
  union all
  select case when p.prosecdef then 'definer function' else 'leakproof function' end, n.nspname || '.' || p.proname
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and (p.prosecdef or p.proleakproof)
  union all
  select 'owned by the application', pg_describe_object(d.classid, d.objid, d.objsubid)
  from pg_shdepend d join pg_roles r on r.oid = d.refobjid
  where d.deptype = 'o' and d.dbid in (0, (select oid from pg_database where datname = current_database()))
    and pg_has_role(r.oid, 'troth_application', 'member') and not r.rolsuper`

export const readTables = async (client: ClientBase): Promise<TableInDatabase[]> =>
  (await client.query<TableInDatabase>(TABLES)).rows

export const readOddities = async (client: ClientBase): Promise<Oddity[]> => (await client.query<Oddity>(ODDITIES)).rows
