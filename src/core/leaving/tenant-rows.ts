import type { Client } from 'pg'

/** Tables that are told by something else than a column called tenant_id. */
const TOLD_BY: Readonly<Record<string, string>> = { 'pgboss.job': `data->>'tenantId' = $1` }
const LAST = 'core.tenant'
/** After its events, or a sequencer that still runs would begin another. */
const LOG = 'core.audit_log'

/** A table that holds rows of organisations, by the catalogue and not by what the program remembers. */
export interface TenantTable {
  readonly name: string
  readonly condition: string
}

/** Every table with rows of organisations, partitions one by one; keys first, the organisation itself last. */
export async function tenantTables(client: Client): Promise<TenantTable[]> {
  const { rows } = await client.query<{ name: string; parent: string | null; isTenants: boolean }>(`
    select c.oid::regclass::text as name, i.inhparent::regclass::text as parent,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "isTenants"
      from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_inherits i on i.inhrelid = c.oid
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relpersistence <> 't'
     order by c.oid::regclass::text collate "C"`)
  const tables = rows.flatMap(({ name, parent, isTenants }) => {
    const condition = TOLD_BY[name] ?? TOLD_BY[parent ?? ''] ?? (isTenants ? 'tenant_id = $1::uuid' : undefined)
    return condition === undefined ? [] : [{ name, condition }]
  })
  const place = ({ name }: TenantTable): number =>
    name === 'core.subject_key' ? 0 : name === LAST ? 3 : name === LOG ? 2 : 1
  return tables.sort((one, other) => place(one) - place(other))
}

/** How many rows of the organisation each table has; tables without any are left out. */
export async function countRows(client: Client, tenantId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name, condition } of await tenantTables(client)) {
    const rows = await asTenant(client, tenantId, async () => {
      const found = await client.query<{ rows: string }>(
        `select count(*) as rows from only ${name} where ${condition}`,
        [tenantId],
      )
      return Number(found.rows[0]?.rows)
    })
    if (rows > 0) counts[name] = rows
  }
  return counts
}

/** One transaction in which only rows of the organisation can be seen or taken, whatever the statement says. */
export async function asTenant<Result>(client: Client, tenantId: string, work: () => Promise<Result>): Promise<Result> {
  await client.query(`begin; set local app.tenant_id = '${tenantId}'; set local lock_timeout = '30s'`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
