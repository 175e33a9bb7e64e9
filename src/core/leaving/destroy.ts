import type { Client } from 'pg'
import { asTenant, tenantTables, type TenantTable } from './tenant-rows.ts'

/** Rows of one transaction: a killed deletion goes on from there. */
const AT_ONCE = 10_000

/**
 * Takes every row of an organisation out of the database: its keys first, so that nothing sealed can be opened from then on,
 * and the organisation itself last. Can be killed at any time and called again. Row-level security stays as it is: each
 * transaction is that of the one organisation.
 */
export async function destroyRows(
  client: Client,
  tenantId: string,
  onTable: (name: string, rows: number) => void = () => undefined,
): Promise<void> {
  let tables = await tenantTables(client)
  while (tables.length > 0) {
    const held: TenantTable[] = []
    for (const table of tables) {
      const rows = await emptied(client, tenantId, table)
      if (rows === 'held') held.push(table)
      else onTable(table.name, rows)
    }
    // Rows that others refer to go once the others have gone.
    if (held.length === tables.length)
      throw new Error(`Rows of ${held.map(({ name }) => name).join(', ')} are referred to and cannot be deleted`)
    tables = held
  }
}

async function emptied(client: Client, tenantId: string, { name, condition }: TenantTable): Promise<number | 'held'> {
  const some = `ctid = any (array(select ctid from only ${name} where ${condition} limit ${AT_ONCE}))`
  let rows = 0
  for (;;) {
    const taken = await deleted(client, tenantId, `delete from only ${name} where ${some} and ${condition}`)
    if (taken === 'held') {
      // Rows of one table may refer to each other: then only all at once.
      const all = await deleted(client, tenantId, `delete from only ${name} where ${condition}`)
      return all === 'held' ? 'held' : rows + all
    }
    rows += taken
    if (taken < AT_ONCE) return rows
  }
}

async function deleted(client: Client, tenantId: string, statement: string): Promise<number | 'held'> {
  try {
    return await asTenant(client, tenantId, async () => (await client.query(statement, [tenantId])).rowCount ?? 0)
  } catch (error) {
    if ((error as { code?: string }).code === '23503') return 'held'
    throw error
  }
}
