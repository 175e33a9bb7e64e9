import type { Client } from 'pg'
import type { SequenceState, TableStart } from './contents.ts'

/** Tables that hold rows: ordinary ones and partitions, in an order that is the same in every copy. */
export async function listTables(client: Client): Promise<TableStart[]> {
  const { rows } = await client.query<TableStart>(`
    select c.oid::regclass::text as name,
           array(select quote_ident(a.attname) from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attname collate "C") as columns,
           coalesce((select string_agg(quote_ident(a.attname) || case when t.typcollation <> 0 then ' collate "C"' else '' end, ', ' order by k.place)
                       from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k(attnum, place)
                       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum join pg_type t on t.oid = a.atttypid
                      where i.indrelid = c.oid and i.indisprimary and k.place <= i.indnkeyatts),
                    'row_to_json(' || quote_ident(c.relname) || ')::text collate "C"') as "orderBy"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'troth_restore')
       and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by n.nspname collate "C", c.relname collate "C"`)
  return rows
}

/** Every sequence and where it stands. Read after the rows: what moved meanwhile is only ever further on. */
export async function listSequences(client: Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ sequence: string; column: [string, string] | null }>(`
    select c.oid::regclass::text as sequence,
           (select array[d.refobjid::regclass::text, a.attname] from pg_depend d
              join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
             where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i') as column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     order by 1`)
  const states: SequenceState[] = []
  for (const { sequence, column } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${sequence}`,
    )
    states.push({ sequence, column, value: state.rows[0]?.value ?? '1', isCalled: state.rows[0]?.called ?? false })
  }
  return states
}

/** Roles named by rights and policies of this database. */
export async function listRoles(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select distinct quote_ident(r.rolname) as name from pg_shdepend d join pg_roles r on r.oid = d.refobjid
     where d.dbid = (select oid from pg_database where datname = current_database())
       and d.refclassid = 'pg_authid'::regclass and d.deptype in ('a', 'r') order by 1`)
  return rows.map(({ name }) => name)
}

/** The rows of a table as COPY reads and writes them: binary, every column by name, in the order of the primary key. */
export const copyOut = ({ name, columns, orderBy }: TableStart): string =>
  `copy (select ${columns.join(', ')} from only ${name} order by ${orderBy}) to stdout (format binary)`

export const copyIn = ({ name, columns }: TableStart): string =>
  `copy ${name} (${columns.join(', ')}) from stdin (format binary)`
