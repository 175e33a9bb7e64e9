// Patients: import rate and memory, search at size, and the machine interface, each beside bare SQL in the same run.
// At 100,000 patients; with TROTH_BENCH_FULL=1, it searches at 1,000,000 too, most of them copied in. TROTH_BENCH_PATIENTS: other sizes.
import { once } from 'node:events'
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { apiToken, apiTokenHash, createApiClient } from '../src/core/api-clients/index.ts'
import { systemClock } from '../src/core/clock.ts'
import type { Context } from '../src/core/context.ts'
import { readInTenant } from '../src/core/database/in-tenant.ts'
import { buildServer } from '../src/core/http/server.ts'
import {
  importPatients,
  readSearchText,
  searchPatients,
  type Found,
  type PatientTables,
} from '../src/core/patients/index.ts'
import {
  asCsv,
  asPatient,
  CSV_HEADING,
  inventedPeople,
  type InventedPerson,
} from '../src/core/patients/import/import.test-support.ts'
import { newUuid } from '../src/core/values/uuid.ts'
import { runTroth } from '../test/runtime/troth.ts'
import { startTestPlatform, type TestPlatform } from '../test/support/test-platform.ts'
import { fillPatients, tidyPatients } from './support/fill-patients.ts'
import { percentile, ratesInTurns } from './support/rate.ts'
import { report } from './support/report.ts'

const USUAL = process.env['TROTH_BENCH_FULL'] === '1' ? '100000,1000000' : '100000'
const SIZES = (process.env['TROTH_BENCH_PATIENTS'] ?? USUAL).split(',').map(Number)
const SEARCHES = 200
const NOTE = 'floor is one record by NHS number, bare'

export async function run(): Promise<void> {
  const test = await startTestPlatform(systemClock)
  const pool = new Pool({ ...test.connections.app, max: 20 })
  const ctx = test.as(['system'], { purpose: 'administration' })
  let imported = 0
  for (const size of SIZES) {
    if (imported === 0) await benchImport(test, pool, ctx, imported, size)
    else await fillPatients(test.connections.owner, test.tenantId, imported, size)
    if (imported === 0 && size >= 100_000) await benchProgram(size)
    await benchSearch(test, pool, size)
    const created = imported === 0 ? await benchMachineInterface(test, pool, size) : 0
    imported = size + created
  }
  await pool.end()
  await test.stop()
}

/** The import as people start it, in a process of its own: what it holds at most. */
async function benchProgram(size: number): Promise<void> {
  if (process.platform !== 'linux') return
  const outer = mkdtempSync('/tmp/troth-b-')
  // PostgreSQL runs as another user when this is root, and walks through.
  chmodSync(outer, 0o711)
  const env = { TROTH_DATA_DIR: join(outer, 'd') }
  const path = await writeCsv(join(outer, 'patients.csv'), 0, size)
  try {
    await runTroth(['seed'], { env }).ended
    const began = performance.now()
    const words = ['import', 'patients', path, '--organisation', 'riverside', '--add-alike', '--report', outer]
    const program = runTroth(words, { env })
    let ended = false
    void program.ended.then(() => (ended = true))
    let peak = 0
    while (!ended) {
      peak = Math.max(peak, peakMb(program.pid) ?? peak)
      await sleep(100)
    }
    const rate = size / ((performance.now() - began) / 1000)
    if (!/patients? added/.test(program.out())) throw new Error(`The import ended with ${program.err()}`)
    report({
      name: `troth import patients, ${size} rows, peak memory`,
      value: peak,
      unit: 'MB',
      note: 'goal 300 or less',
    })
    report({ name: `troth import patients, ${size} rows`, value: rate, unit: 'per second', note: 'start included' })
  } finally {
    rmSync(outer, { recursive: true, force: true })
  }
}

function peakMb(pid: number): number | undefined {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    // Ended between two looks.
    return undefined
  }
}

async function benchImport(test: TestPlatform, pool: Pool, ctx: Context, from: number, to: number): Promise<void> {
  const folder = mkdtempSync('/tmp/troth-bench-')
  const path = await writeCsv(join(folder, 'patients.csv'), from, to)
  let peak = 0
  const began = performance.now()
  await importPatients(ctx, {
    path,
    mode: 'apply',
    addAlike: true,
    reportFolder: folder,
    onProgress: () => (peak = Math.max(peak, process.memoryUsage().rss)),
  })
  const seconds = (performance.now() - began) / 1000
  const floor = await bareInserts(pool, test.otherTenantId, Math.min(to - from, 20_000))
  const note = `${to - from} rows of CSV, audited and sealed; floor is the same rows inserted by bare SQL in batches of 500`
  report({ name: 'patient import', value: (to - from) / seconds, unit: 'per second', floor, note })
  report({
    name: 'patient import, peak memory',
    value: peak / 1e6,
    unit: 'MB',
    note: 'the whole process, with the test loader',
  })
}

async function writeCsv(path: string, from: number, to: number): Promise<string> {
  const file = createWriteStream(path)
  file.write(`${CSV_HEADING}\n`)
  for (const person of inventedPeople()
    .drop(from)
    .take(to - from)) {
    if (!file.write(`${asCsv(person)}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return path
}

/** Rows a second of the record alone: no keys to search by, no trail, no sealing. */
async function bareInserts(pool: Pool, tenantId: string, count: number): Promise<number> {
  const client = await pool.connect()
  const began = performance.now()
  for (let at = 0; at < count; at += 500) {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`)
    await client.query(
      `insert into core.patient (tenant_id, patient_id, nhs_number_status, nhs_number_absence, names, gender)
       select $1, gen_random_uuid(), '07', 'not-known', $2::jsonb, 'female' from generate_series(1, 500)`,
      [tenantId, JSON.stringify([{ use: 'usual', prefix: [], given: ['Amina'], family: 'Khan', suffix: [] }])],
    )
    await client.query('commit')
  }
  client.release()
  return count / ((performance.now() - began) / 1000)
}

async function benchSearch(test: TestPlatform, pool: Pool, size: number): Promise<void> {
  await tidyPatients(test.connections.owner)
  const ctx = test.as(['doctor'])
  const people = inventedPeople().take(SEARCHES).toArray()
  const searches: Readonly<Record<string, (person: InventedPerson) => string>> = {
    name: ({ family, given }) => `${family} ${given.split(' ')[0]}`,
    'two common names nobody has together': ({ family, given }) =>
      family.startsWith('Khan')
        ? `Khan Smith`
        : `${given.split(' ')[0]} ${given.startsWith('Mary') ? 'Zofia' : 'Mary'}`,
    'NHS number': ({ nhsNumber }) => nhsNumber,
    'birth date': ({ birthDate }) => birthDate,
    postcode: ({ postcode }) => postcode,
    'name and postcode': ({ family, given, postcode }) => `${family} ${given.split(' ')[0]} ${postcode}`,
    'name and half a postcode': ({ family, given, postcode }) =>
      `${family} ${given.split(' ')[0]} ${postcode.split(' ')[0]}`,
    'name and birth date': ({ family, given, birthDate }) => `${family} ${given.split(' ')[0]} ${birthDate}`,
    'name and birth year': ({ family, given, birthDate }) =>
      `${family} ${given.split(' ')[0]} ${birthDate.slice(0, 4)}`,
    'postcode and birth date': ({ postcode, birthDate }) => `${postcode} ${birthDate}`,
  }
  const floor = await p95(people, ({ nhsNumber }) => bareRead(pool, test.tenantId, nhsNumber))
  for (const [kind, textOf] of Object.entries(searches)) {
    const value = await p95(people, async (person) => {
      const read = readSearchText(textOf(person))
      if ('problem' in read) throw new Error(read.problem)
      await readInTenant<PatientTables, Found>(ctx, (tx) =>
        searchPatients(tx, ctx, read.search, { number: 1, size: 25 }),
      )
    })
    report({ name: `patient search by ${kind}, ${size} patients, p95`, value, unit: 'ms', floor, note: NOTE })
  }
}

async function p95<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (const item of items) {
    const began = performance.now()
    await work(item)
    times.push(performance.now() - began)
  }
  return percentile(times, 0.95)
}

async function bareRead(pool: Pool, tenantId: string, nhsNumber: string): Promise<void> {
  await bare(pool, tenantId, async (query) => {
    await query('select * from core.patient where tenant_id = $1 and nhs_number = $2 and merged_into is null', [
      tenantId,
      nhsNumber,
    ])
  })
}

type Query = (text: string, values: readonly unknown[]) => Promise<unknown>

/** A bare transaction; with `event`, it ends with one row of the audit trail, as a read does. */
async function bare(pool: Pool, tenantId: string, work: (query: Query) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`)
    await work((text, values) => client.query(text, [...values]))
    await client.query('commit')
  } finally {
    client.release()
  }
}

const EVENT =
  "insert into core.audit_event (tenant_id, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome) values ($1, $2, 'api-client', $2, '{}', 'direct-care', 'bench', 'viewed')"

/** How many people it has created, who come after the first `size`. */
async function benchMachineInterface(test: TestPlatform, pool: Pool, size: number): Promise<number> {
  const admin = test.as(['administrator'], { purpose: 'administration' })
  const token = apiToken(admin)
  await createApiClient(admin, {
    name: 'Bench',
    purpose: 'direct-care',
    scopes: ['system/Patient.rs', 'system/Patient.cu'],
    rights: [],
    days: 30,
    tokenHash: apiTokenHash(token),
  })
  const server = await buildServer(test.platform, {
    findSignedIn: () => Promise.resolve(undefined),
    demonstration: false,
    publicUrl: 'http://localhost',
    rateLimits: false,
  })
  const headers = { authorization: `Bearer ${token}` }
  const ask = async (url: string, body?: object) => {
    const answer = await server.inject({
      method: body ? 'POST' : 'GET',
      url: `/fhir/R4${url}`,
      headers: body ? { ...headers, 'content-type': 'application/fhir+json', prefer: 'return=minimal' } : headers,
      ...(body ? { payload: JSON.stringify(body) } : {}),
    })
    if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}`)
    return answer
  }
  const people = inventedPeople().take(500).toArray()
  let at = 0
  const next = (): InventedPerson => people[at++ % people.length]!
  const identifier = (person: InventedPerson) => `/Patient?identifier=${person.nhsNumber}`
  const first = (await ask(identifier(people[0]!))).json<{ entry: { resource: { id: string } }[] }>()
  const id = first.entry[0]!.resource.id
  const readFloor = () =>
    bare(pool, test.tenantId, async (query) => {
      await query('select * from core.patient where tenant_id = $1 and patient_id = $2', [test.tenantId, id])
      await query(EVENT, [test.tenantId, newUuid(new Date())])
    })
  const createFloor = () =>
    bare(pool, test.otherTenantId, async (query) => {
      await query(
        `insert into core.patient (tenant_id, patient_id, nhs_number_status, nhs_number_absence, names, gender)
         values ($1, $2, '07', 'not-known', '[{}]', 'female')`,
        [test.otherTenantId, newUuid(new Date())],
      )
      await query(EVENT, [test.otherTenantId, newUuid(new Date())])
    })
  let created = 0
  const strangers = inventedPeople()
    .drop(size)
    .map((person) => {
      created += 1
      return asPatient(person)
    })
  const work: Readonly<Record<string, readonly [() => Promise<unknown>, () => Promise<unknown>]>> = {
    read: [() => ask(`/Patient/${id}`), readFloor],
    'search by identifier': [() => ask(identifier(next())), readFloor],
    'search by name': [
      () => {
        const { family, given } = next()
        return ask(
          `/Patient?family=${encodeURIComponent(family)}&given=${encodeURIComponent(given.split(' ')[0]!)}&_count=10`,
        )
      },
      readFloor,
    ],
    create: [() => ask('/Patient', strangers.next().value), createFloor],
  }
  for (const [name, [ours, floorWork]] of Object.entries(work)) {
    const { value, floor } = await ratesInTurns(ours, floorWork, { rounds: 3 })
    const note = 'token, scope, policy, work and durable event, in process; floor is the same row and an event, bare'
    report({ name: `FHIR ${name}`, value, unit: 'per second', floor, note })
  }
  await server.close()
  return created
}
