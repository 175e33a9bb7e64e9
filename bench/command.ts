// An audited command against the same SQL bare: what durability, sealing and the trail cost on top.
import { Pool } from 'pg'
import { command } from '../src/core/command.ts'
import { policy } from '../src/core/policy/policy.ts'
import type { TenancyTables } from '../src/core/tenancy/tables.ts'
import { startTestPlatform } from '../test/support/test-platform.ts'
import { ratesInTurns } from './support/rate.ts'
import { report } from './support/report.ts'

const renameOrganisation = command<TenancyTables, { telephone: string }, { telephone: string | null }, undefined>({
  action: 'bench.organisation.changed',
  policy: policy({
    name: 'bench.command',
    why: 'A benchmark.',
    roles: ['administrator'],
    purposes: ['administration'],
  }),
  load: (tx, _input, ctx) =>
    tx
      .selectFrom('core.organisation')
      .select('telephone')
      .where('tenant_id', '=', ctx.tenantId)
      .executeTakeFirstOrThrow(),
  subjects: () => [],
  async run(tx, ctx, subject, { telephone }, note) {
    note.values = { old: subject.telephone, new: telephone }
    await tx.updateTable('core.organisation').set({ telephone }).where('tenant_id', '=', ctx.tenantId).execute()
    return undefined
  },
})

/** Rates per second of the two, one at a time: a command's own cost, not how well commits are shared. */
export async function run(): Promise<void> {
  const test = await startTestPlatform()
  const pool = new Pool({ ...test.connections.app, max: 4 })
  let count = 0
  const bare = async () => {
    const client = await pool.connect()
    try {
      await client.query(`begin; set local app.tenant_id = '${test.tenantId}'`)
      await client.query('select telephone from core.organisation where tenant_id = $1', [test.tenantId])
      await client.query('update core.organisation set telephone = $2 where tenant_id = $1', [
        test.tenantId,
        String((count += 1)),
      ])
      await client.query('commit')
    } finally {
      client.release()
    }
  }
  const audited = () =>
    renameOrganisation(test.as(['administrator'], { purpose: 'administration' }), { telephone: String((count += 1)) })
  const { value, floor } = await ratesInTurns(audited, bare, { lanes: 1 })
  report({
    name: 'audited command',
    value,
    unit: 'per second',
    floor,
    note: 'one at a time; floor is the same read and update in one transaction, unaudited',
  })
  await pool.end()
  await test.stop()
}
