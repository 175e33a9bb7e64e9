import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { AuditTables } from '../../../core/audit/tables.ts'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { bringIn as bringDmd } from '../../../core/medicines/sample.test-support.ts'
import { asCsv, CSV_HEADING, inventedPeople } from '../../../core/patients/import/import.test-support.ts'
import { importPatients } from '../../../core/patients/index.ts'
import { addTeam } from '../../../core/tasks/index.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { givenCompany, givenScheme } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { ADALIMUMAB, asCaseload, ofPerson } from './caseload.test-support.ts'
import { importCaseload } from './index.ts'

const FULL = process.env['TROTH_TEST_FULL'] === '1'
const SIZE = FULL ? 2_400 : 1_200
const folder = mkdtempSync('/tmp/troth-caseload-killed-')

describe('A whole caseload', () => {
  const given = new HomecareTest('2026-11-30T09:00:00Z')
  const path = join(folder, 'caseload.csv')

  before(async () => {
    await bringDmd(given.test)
    await givenScheme(given, [await givenCompany(given)])
    await addTeam(given.as('trust', 'administrator', { purpose: 'administration' }), { name: 'Homecare team' })
    const people = inventedPeople().take(SIZE).toArray()
    const patients = join(folder, 'patients.csv')
    writeFileSync(patients, [CSV_HEADING, ...people.map(asCsv)].join('\n'))
    await importPatients(given.system('trust'), { path: patients, mode: 'apply', addAlike: true, reportFolder: folder })
    writeFileSync(path, asCaseload(people.map((one) => ({ ...ofPerson(one), ...ADALIMUMAB, owner: 'Homecare team' }))))
  })

  const counts = async () => {
    const held = await given.read('trust', async (tx) =>
      Promise.all(
        (['enrolment', 'therapy', 'dose_plan', 'stock_count', 'step'] as const).map(async (table) => {
          const { n } = await tx
            .selectFrom(`homecare.${table}` as 'homecare.step')
            .select(({ fn }) => fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
          return n
        }),
      ),
    )
    const other = await readInTenant<AuditTables & TaskTables, number[]>(given.system('trust'), async (tx) => {
      const events = await tx
        .selectFrom('core.audit_event')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('action', '=', 'homecare.caseload.brought-in')
        .executeTakeFirstOrThrow()
      const tasks = await tx
        .selectFrom('core.task')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('reason', '=', 'homecare.brought-in-renewal')
        .executeTakeFirstOrThrow()
      return [events.n, tasks.n]
    })
    return [...held, ...other]
  }

  it(
    'goes in each row exactly once however often the program is killed, as its preview said',
    { timeout: 300_000 },
    async () => {
      const preview = await importCaseload(given.system('trust'), { path, mode: 'preview', reportFolder: folder })
      assert.deepEqual([preview.run.added, preview.run.refused], [SIZE, 0])
      assert.deepEqual(await counts(), [0, 0, 0, 0, 0, 0, 0])
      let killed = 0
      while ((await runApart(given, path, 500 + killed * 500)) === 'killed') killed += 1
      assert.ok(killed >= 2, `was killed ${killed} times`)
      assert.deepEqual(await counts(), [SIZE, SIZE, SIZE, SIZE, 2 * SIZE, SIZE, SIZE])
      const again = await importCaseload(given.system('trust'), { path, mode: 'apply', reportFolder: folder })
      assert.deepEqual([again.run.added, again.run.unchanged, again.run.refused], [0, SIZE, 0])
      const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\r\n').slice(1)
      assert.ok(linesOf(preview.changesPath).every((line) => line.split(',')[2] === 'New'))
      assert.ok(linesOf(again.changesPath).every((line) => line.split(',')[2] === 'The same'))
    },
  )
})

/** Runs the import in a process of its own and kills it once it has dealt with so many rows. */
async function runApart(given: HomecareTest, path: string, killAfter: number): Promise<'killed' | 'finished'> {
  const { test, tenants } = given
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'program.test-support.ts')], {
    env: {
      ...process.env,
      TROTH_IMPORT: JSON.stringify({
        connection: test.connections.app,
        keyFile: test.keyFile,
        tenantId: tenants.trust,
        path,
        reportFolder: folder,
      }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let text = ''
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    text += chunk.toString()
    const rows = Number(/(\d+)\n$/.exec(text)?.[1] ?? 0)
    if (rows >= killAfter && !text.includes('finished')) child.kill('SIGKILL')
  }
  await ended
  if (text.includes('finished')) return 'finished'
  assert.equal(child.signalCode, 'SIGKILL', `ended by itself with ${child.exitCode}`)
  return 'killed'
}
