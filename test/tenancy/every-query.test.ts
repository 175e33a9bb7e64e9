import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import '../../src/data-maps.ts'
import { heldData } from '../../src/core/database/held-data.ts'
import { withoutTenant } from './every-query.ts'

const tenantTables = new Set([...heldData()].filter(([, { class: kind }]) => kind === 'tenant').map(([name]) => name))
const files = globSync('src/**/*.{ts,tsx}').filter((file) => !/\.test(-support)?\.tsx?$/.test(file))

describe('Every query', () => {
  it('of a table of an organisation names the organisation: add where tenant_id = … to it', () => {
    assert.ok(tenantTables.size > 30 && files.length > 300, 'the guard must be looking at something')
    assert.deepEqual(
      files.flatMap((file) => withoutTenant(file, readFileSync(file, 'utf8'), tenantTables)),
      [],
    )
  })
})

describe('The guard of every query bites when', () => {
  const said = (text: string) => withoutTenant('x.ts', text, tenantTables)
  it('a table is read, changed or emptied without the organisation', () => {
    for (const open of ['selectFrom', 'updateTable', 'deleteFrom'])
      assert.match(said(`const x = tx.${open}('core.patient')\n  .where('patient_id', '=', id)\n`)[0]!, /core\.patient/)
    assert.match(said('sql`select 1 from core.patient where patient_id = 1`')[0]!, /core\.patient/)
  })
  it('and does not when it is named, nor for a table that belongs to none', () => {
    assert.deepEqual(said(`const x = tx.selectFrom('core.patient')\n  .where('tenant_id', '=', by.tenantId)\n`), [])
    assert.deepEqual(said(`tx.selectFrom('core.dmd_vtm').select('name')`), [])
    assert.deepEqual(said(`// from core.patient\n`), [])
  })
})
