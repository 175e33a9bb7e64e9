// Rows a second of a homecare caseload of 2,400 treatments, beside the same rows inserted by bare SQL.
// TROTH_BENCH_CASELOAD holds another size.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Pool } from 'pg'
import { systemClock } from '../src/core/clock.ts'
import { inTenant } from '../src/core/database/in-tenant.ts'
import { bringIn } from '../src/core/medicines/sample.test-support.ts'
import { asCsv, CSV_HEADING, inventedPeople } from '../src/core/patients/import/import.test-support.ts'
import { importPatients } from '../src/core/patients/index.ts'
import { addTeam } from '../src/core/tasks/index.ts'
import { newUuid } from '../src/core/values/uuid.ts'
import { ADALIMUMAB, asCaseload, ofPerson } from '../src/services/homecare/caseload/caseload.test-support.ts'
import { importCaseload } from '../src/services/homecare/caseload/index.ts'
import { ADALIMUMAB_SCHEME } from '../src/services/homecare/care.test-support.ts'
import { SAMPLE } from '../src/services/homecare/homecare.test-support.ts'
import type { HomecareTables } from '../src/services/homecare/tables.ts'
import { startTestPlatform, type TestPlatform } from '../test/support/test-platform.ts'
import { report } from './support/report.ts'

const SIZE = Number(process.env['TROTH_BENCH_CASELOAD'] ?? '2400')

export async function run(): Promise<void> {
  const test = await startTestPlatform(systemClock)
  const folder = mkdtempSync('/tmp/troth-bench-')
  try {
    const ctx = test.as(['system'], { purpose: 'administration' })
    await bringIn(test)
    await giveScheme(test)
    await addTeam(test.as(['administrator'], { purpose: 'administration' }), { name: 'Homecare team' })
    const people = inventedPeople().take(SIZE).toArray()
    const patients = join(folder, 'patients.csv')
    writeFileSync(patients, [CSV_HEADING, ...people.map(asCsv)].join('\n'))
    await importPatients(ctx, { path: patients, mode: 'apply', addAlike: true, reportFolder: folder })
    const path = join(folder, 'caseload.csv')
    writeFileSync(path, asCaseload(people.map((one) => ({ ...ofPerson(one), ...ADALIMUMAB, owner: 'Homecare team' }))))
    const timed = async (mode: 'preview' | 'apply') => {
      const [began, used] = [performance.now(), process.cpuUsage()]
      const { run: done } = await importCaseload(ctx, { path, mode, reportFolder: folder })
      const rate = SIZE / ((performance.now() - began) / 1000)
      return { done, rate, userMs: process.cpuUsage(used).user / 1000 }
    }
    const preview = await timed('preview')
    const first = await timed('apply')
    if (first.done.added !== SIZE) throw new Error(`${first.done.added} of ${SIZE} rows went in`)
    const again = await timed('apply')
    if (again.done.unchanged !== SIZE) throw new Error(`${again.done.unchanged} of ${SIZE} rows were the same`)
    const floor = await bareInserts(test)
    const note = `${SIZE} rows of CSV, with steps, tasks and an audit event each; goal 500 or more; floor is the same registrations, treatments, doses, counts and steps inserted by bare SQL in batches of 500`
    report({ name: 'caseload import', value: first.rate, unit: 'per second', floor, note })
    // What else the machine does makes the import take longer, and this hardly.
    report({ name: 'caseload import, user time of a row', value: first.userMs / SIZE, unit: 'ms' })
    report({ name: 'caseload preview', value: preview.rate, unit: 'per second' })
    report({ name: 'caseload import, the same file again', value: again.rate, unit: 'per second' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await test.stop()
  }
}

async function giveScheme({ platform, tenantId }: TestPlatform): Promise<void> {
  const [companyId, schemeId, at] = [newUuid(new Date()), newUuid(new Date()), new Date()]
  await inTenant<HomecareTables, void>({ db: platform.db, tenantId }, async (tx) => {
    await tx
      .insertInto('homecare.company')
      .values({
        tenant_id: tenantId,
        company_id: companyId,
        name: 'Brightwell Homecare',
        recipient_tenant_id: null,
        ods_code: null,
        telephone: null,
        email: null,
        address_lines: [],
        nation: 'england-and-wales',
        added_at: at,
        added_by: newUuid(at),
        ended_at: null,
      })
      .execute()
    await tx
      .insertInto('homecare.scheme')
      .values({
        tenant_id: tenantId,
        scheme_id: schemeId,
        vtm_id: SAMPLE.adalimumab,
        name: 'Adalimumab',
        live_number: 1,
        made_at: at,
        made_by: newUuid(at),
        closed_at: null,
      })
      .execute()
    await tx
      .insertInto('homecare.scheme_version')
      .values({
        tenant_id: tenantId,
        scheme_id: schemeId,
        number: 1,
        content: JSON.stringify({ ...ADALIMUMAB_SCHEME, companies: [companyId] }),
        proposed_at: at,
        proposed_by: newUuid(at),
        approved_at: at,
        approved_by: newUuid(at),
        returned_at: null,
        returned_by: null,
        return_reason: null,
        sign_off: null,
      })
      .execute()
  })
}

/** Rows a second of the same tables, copied from those that are there under new identifiers and patients. */
async function bareInserts({ connections, tenantId }: TestPlatform): Promise<number> {
  const pool = new Pool({ ...connections.owner, max: 1 })
  const client = await pool.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(`set app.tenant_id = '${tenantId}'`)
    const began = performance.now()
    for (let at = 0; at < SIZE; at += 500) {
      await client.query('begin')
      for (const [table, key] of TABLES) {
        const columns = await client.query<{ name: string }>(
          `select attname as name from pg_attribute where attrelid = 'homecare.${table}'::regclass and attnum > 0 and not attisdropped order by attnum`,
        )
        const names = columns.rows.map(({ name }) => name)
        const values = names.map((name) =>
          name === key || name === 'patient_id' || (name === 'therapy_id' && table !== 'step')
            ? 'gen_random_uuid()'
            : name,
        )
        await client.query(
          `insert into homecare.${table} (${names.join(', ')}) select ${values.join(', ')} from homecare.${table} limit ${table === 'step' ? 1000 : 500}`,
        )
      }
      await client.query('commit')
    }
    return SIZE / ((performance.now() - began) / 1000)
  } finally {
    client.release()
    await pool.end()
  }
}

const TABLES = [
  ['step', 'step_id'],
  ['enrolment', 'enrolment_id'],
  ['therapy', 'therapy_id'],
  ['dose_plan', 'plan_id'],
  ['stock_count', 'stock_count_id'],
] as const
