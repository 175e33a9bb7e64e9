import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { dumpSchema } from '../src/core/database/dump/index.ts'
import { heldData } from '../src/core/database/held-data.ts'
import { RETENTION } from '../src/core/database/retention.ts'
import { readOddities, readTables, type TableInDatabase } from './schema/catalogue.ts'
import { declaredTables, type DeclaredTable } from './schema/declared-tables.ts'
import { FAULTS } from './schema/faults.ts'
import { oddityComplaints, schemaComplaints } from './schema/rules.ts'
import { assertReviewed } from './support/reviewed-file.ts'
import { startTestPlatform, type TestPlatform } from './support/test-platform.ts'

let test: TestPlatform
let owner: Client
let declared: DeclaredTable[]
before(async () => {
  test = await startTestPlatform()
  owner = new Client(test.connections.owner)
  await owner.connect()
  declared = await declaredTables()
})
after(async () => {
  await owner.end()
  await test.stop()
})

describe('The schema', () => {
  it('protects and declares every table and column', async () => {
    const tables = await readTables(owner)
    assert.ok(tables.length > 30 && declared.length > 10, 'the guard must be looking at something')
    assert.deepEqual(schemaComplaints(tables, declared), [])
  })
  it('has nothing that goes round row-level security', async () => {
    assert.deepEqual(oddityComplaints(await readOddities(owner)), [])
  })
  it('is what migrations/schema.sql says, without the months of partitioned tables and the queue’s own tables', async () => {
    await owner.query('begin')
    const months = (await readTables(owner)).filter(
      ({ name, isPartition }) => isPartition && /_\d{4}_\d{2}$/.test(name),
    )
    assert.ok(months.length > 0)
    for (const { name } of months) await owner.query(`drop table ${name}`)
    await owner.query('drop schema pgboss cascade; drop schema troth cascade')
    const text = await dumpSchema(owner)
    await owner.query('rollback')
    assertReviewed('migrations/schema.sql', text)
  })
  it('is declared whole in the program’s list of what it holds: add a map to src/data-maps.ts', () => {
    const names = new Set(declared.map(({ name }) => name))
    assert.deepEqual([...names.symmetricDifference(new Set(heldData().keys()))], [])
  })
  it('has a retention rule for every table, and says which are not verified', () => {
    for (const { name, retention } of declared) assert.ok(RETENTION[retention], `${name} has no retention rule`)
    assert.ok(Object.values(RETENTION).some(({ verified }) => !verified))
  })
})

describe('The schema guard bites when', () => {
  /** Runs statements, looks, and undoes them. */
  async function complaintsAfter(...statements: string[]): Promise<string[]> {
    await owner.query('begin')
    try {
      for (const statement of statements) await owner.query(statement)
      return [...schemaComplaints(await readTables(owner), declared), ...oddityComplaints(await readOddities(owner))]
    } finally {
      await owner.query('rollback')
    }
  }
  for (const [name, statement, says] of FAULTS)
    it(name, async () => assert.match((await complaintsAfter(statement)).join('\n'), says))

  it('a table says something about people but belongs to no organisation', async () => {
    const tables = await readTables(owner)
    const session = declared.find(({ name }) => name === 'core.session')!
    const lying: DeclaredTable = { ...session, columns: { ...session.columns, account_id: 'identifier' } }
    assert.match(
      schemaComplaints(tables, [...declared.filter((table) => table !== session), lying]).join('\n'),
      /no organisation owns/,
    )
    const twice = schemaComplaints(tables as TableInDatabase[], [...declared, session])
    assert.match(twice.join('\n'), /core.session: must be in exactly one data map, is in 2/)
  })
})
