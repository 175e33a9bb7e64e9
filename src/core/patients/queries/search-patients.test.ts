import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  Kysely,
  DummyDriver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  CompiledQuery,
} from 'kysely'
import { Client } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { inTenant, readInTenant } from '../../database/in-tenant.ts'
import type { Reader } from '../../database/transaction.ts'
import { searchKeysOf } from '../search-keys.ts'
import { readSearchText } from '../search-query.ts'
import type { PatientTables } from '../tables.ts'
import { name } from '../people.test-support.ts'
import { searchPatients, MOST_FOUND } from './search-patients.ts'

const FAMILIES = [
  'Smith',
  'Smithson',
  'Khan',
  'Patel',
  'O’Brien',
  'Jones-Williams',
  'Wiśniewska',
  'Begum',
  'Okafor',
  'Ng',
]
const GIVENS = ['Amina', 'Amelia', 'Ann Marie', 'John', 'James', 'Mary', 'Zofia', 'Chidi', 'Siân', 'Mohammed']
const PEOPLE = 50_000

/** Every plan of the questions below, custom and generic, as text. */
const QUESTIONS = [
  'smith',
  'SMI AM',
  'amelia khan',
  'smith 12/3/1961',
  'smith 1961',
  'khan smith',
  'marie williams am',
  'LS1 1AB',
  'khan LS1 1AB',
  'jones williams marie LS2',
  '999 000 0018',
  '12/3/1961',
  '07700 900982',
]

describe('Searching among 50,000 patients', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
    await fill(test)
  })
  after(() => test.stop())

  const read = <Answer>(work: (tx: Reader<PatientTables>) => Promise<Answer>): Promise<Answer> =>
    readInTenant<PatientTables, Answer>(test.as(['nurse']), work)
  const search = (text: string, number = 1, size = 25) => {
    const asked = readSearchText(text)
    assert.ok('search' in asked, `${text} is a search`)
    return read((tx) => searchPatients(tx, test.as(['nurse']), asked.search, { number, size }))
  }
  const namesOf = (patientIds: readonly string[]) =>
    read(async (tx) => {
      const rows = await tx
        .selectFrom('core.patient')
        .select(['patient_id', 'names', 'birth_date'])
        .where('tenant_id', '=', test.tenantId)
        .where('patient_id', 'in', [...patientIds])
        .execute()
      const byId = new Map(
        rows.map((row) => [
          row.patient_id,
          `${row.names[0]?.family} ${row.names[0]?.given.join(' ')} ${row.birth_date}`,
        ]),
      )
      return patientIds.map((id) => byId.get(id))
    })

  for (const question of QUESTIONS) {
    it(`reads no table from end to end for "${question}"`, async () => {
      for (const plan of await plansOf(test, question))
        assert.doesNotMatch(plan, /Seq Scan on (patient|patient_search_key)/)
    })
  }
  it('would notice a table read from end to end', async () => {
    const { rows } = await inTenant(test.as([]), (tx) =>
      sql<{ 'QUERY PLAN': string }>`explain select * from core.patient where names::text like '%x%'`.execute(tx),
    )
    assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /Seq Scan on patient/)
  })
  it('finds a name in any order, with and without accents and hyphens', async () => {
    for (const text of ['wisniewska zofia', 'ZOFIA WIŚNIEWSKA', 'zof wis']) {
      const { patientIds } = await search(text)
      assert.ok(patientIds.length > 0, text)
      for (const found of await namesOf(patientIds)) assert.match(found ?? '', /^Wiśniewska Zofia/)
    }
    for (const text of ['obrien mary', 'o’brien m', 'jones williams john', 'williams john', 'joneswilliams'])
      assert.ok((await search(text)).total > 0, text)
  })
  it('finds any two words of a name, whole or begun, and nobody who has only one of them', async () => {
    for (const [text, expected] of [
      ['marie williams', /^Jones-Williams Ann Marie/],
      ['will mar jo', /^Jones-Williams Ann Marie/],
      ['annmarie khan', /^Khan Ann Marie/],
      ['khan annmar', /^Khan Ann Marie/],
      ['marie ann', /Ann Marie/],
    ] as const) {
      const { patientIds } = await search(text)
      assert.ok(patientIds.length > 0, text)
      for (const found of await namesOf(patientIds)) assert.match(found ?? '', expected)
    }
    for (const text of ['khan smith', 'amina john', 'smith zzyzx', 'john amina okafor'])
      assert.equal((await search(text)).total, 0, text)
  })
  it('puts the whole family name before a longer one, and family names before given names', async () => {
    const first = await namesOf((await search('smith', 1, 100)).patientIds)
    assert.ok(first.every((found) => found?.startsWith('Smith ')))
  })
  it('never counts without bound', async () => {
    const found = await search('smith')
    assert.deepEqual([found.total, found.isMore], [MOST_FOUND, true])
  })
  it('gives the same order on every page, each person once', async () => {
    const pages = await Promise.all([1, 2, 3].map((number) => search('SMI AM', number, 50)))
    const ids = pages.flatMap(({ patientIds }) => patientIds)
    assert.equal(new Set(ids).size, 150)
    assert.deepEqual((await search('SMI AM', 1, 100)).patientIds, ids.slice(0, 100))
  })
  it('joins name and birth date, in any order', async () => {
    for (const text of ['smith 12/3/1961', '12 March 1961 smith', 'amina smith 1961-03-12']) {
      const { patientIds } = await search(text)
      assert.ok(patientIds.length > 0, text)
      for (const found of await namesOf(patientIds)) assert.match(found ?? '', /^Smith.*1961-03-12$/)
    }
  })
  it('joins name and birth year: everyone of the name who was born on one of its days, and nobody else', async () => {
    const everyone = await read((tx) =>
      sql<{ id: string; person: string; born: string }>`
        select patient_id::text as id, names -> 0 ->> 'family' || ' ' || (names -> 0 ->> 'given') as person, birth_date::text as born
        from core.patient where tenant_id = ${test.tenantId}`.execute(tx),
    )
    const isEdge = ({ born }: { born: string }) => /-(01-01|12-31)$/.test(born)
    const edges = new Set<string>()
    for (const [text, isWanted] of [
      ['smith', /^Smith/],
      ['mrs smith', /^Smith/],
      ['amina smith', /^Smith.*Amina/],
      ['marie jones williams', /^Jones-Williams.*Marie/],
    ] as const) {
      for (let year = 1945; year <= 1977; year += 1) {
        const wanted = everyone.rows.filter(
          ({ born, person }) => born.startsWith(String(year)) && isWanted.test(person),
        )
        for (const one of wanted.filter(isEdge)) edges.add(one.born.slice(5))
        const found = await search(`${text} ${year}`, 1, MOST_FOUND)
        if (wanted.length > MOST_FOUND) assert.deepEqual([found.total, found.isMore], [MOST_FOUND, true], text)
        else assert.deepEqual([...found.patientIds].sort(), wanted.map(({ id }) => id).sort(), `${text} ${year}`)
      }
    }
    assert.deepEqual([...edges].sort(), ['01-01', '12-31'], 'the first and the last day of a year are among them')
    const [plan = ''] = await plansOf(test, 'smith 1961')
    assert.match(plan, /patient_search_key_born/)
  })
  it('joins names and postcode, whole or begun', async () => {
    for (const [text, expected] of [
      ['khan LS1 1AB', /^Khan/],
      ['LS1 am kha', /^Khan Am/],
      ['williams marie LS2 1AB', /^Jones-Williams Ann Marie/],
      ['annmarie jones LS2', /^Jones-Williams Ann Marie/],
    ] as const) {
      const { patientIds } = await search(text)
      assert.ok(patientIds.length > 0, text)
      for (const found of await namesOf(patientIds)) assert.match(found ?? '', expected)
    }
    for (const text of ['khan smith LS1 1AB', 'khan LS9']) assert.equal((await search(text)).total, 0, text)
  })
  it('shows nothing of another organisation', async () => {
    const asked = readSearchText('smith')
    assert.ok('search' in asked)
    const ctx = test.as(['nurse'], { tenantId: test.otherTenantId })
    const found = await readInTenant<PatientTables, { total: number }>(ctx, (tx) =>
      searchPatients(tx, ctx, asked.search, { number: 1, size: 25 }),
    )
    assert.equal(found.total, 0)
  })
})

/** People made by the database itself, a hundred kinds of name over 60 years of birth and 500 postcodes. */
async function fill(test: TestPlatform): Promise<void> {
  const kinds = FAMILIES.flatMap((family) => GIVENS.map((given) => ({ family, given: given.split(' ') })))
  const addresses = [{ use: 'home', lines: [], postcode: 'HOME' } as const]
  const all = kinds.flatMap((kind, at) =>
    searchKeysOf(
      { names: [name(kind.given.join(' '), kind.family)], addresses, contactPoints: [], identifiers: [] },
      false,
    ).map((key) => ({ at, ...key })),
  )
  const keys = all.filter(({ kind }) => kind !== 'postcode' && kind !== 'place')
  const places = all.filter(({ kind }) => kind === 'place')
  await inTenant(test.as([]), async (tx) => {
    await sql`
      insert into core.patient (tenant_id, patient_id, nhs_number, nhs_number_status, names, birth_date, gender)
      select ${test.tenantId}::uuid, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '8' || lpad(n::text, 9, '0'), '02',
        jsonb_build_array(${JSON.stringify(kinds)}::jsonb -> (n % 100) || '{"use":"usual","prefix":[],"suffix":[],"entryId":"1"}'::jsonb),
        date '1961-03-12' + ((n / 100) % 500 - 250) * 25, 'unknown'
      from generate_series(1, ${PEOPLE}::int) as n`.execute(tx)
    await sql`
      insert into core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)
      select ${test.tenantId}::uuid, made.kind, made.key, patient_id, birth_date
      from core.patient, jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as made (at int, kind text, key text)
      where tenant_id = ${test.tenantId} and made.at = nhs_number::bigint % 100`.execute(tx)
    const postcode = sql`'LS' || nhs_number::bigint % 5 || nhs_number::bigint / 7 % 5 || 'A' || chr(65 + (nhs_number::bigint / 11 % 20)::int)`
    await sql`
      insert into core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)
      select ${test.tenantId}::uuid, 'postcode', ${postcode}, patient_id, birth_date
      from core.patient where tenant_id = ${test.tenantId}`.execute(tx)
    await sql`
      insert into core.patient_search_key (tenant_id, kind, key, patient_id, birth_date)
      select ${test.tenantId}::uuid, 'place', replace(made.key, 'HOME', ${postcode}), patient_id, birth_date
      from core.patient, jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as made (at int, key text)
      where tenant_id = ${test.tenantId} and made.at = nhs_number::bigint % 100`.execute(tx)
  })
  const owner = new Client(test.connections.owner)
  await owner.connect()
  await owner.query('vacuum (analyze) core.patient, core.patient_search_key')
  await owner.end()
}

/** The plan for these very values, and the one kept for any values. */
async function plansOf(test: TestPlatform, question: string): Promise<string[]> {
  const compiled: CompiledQuery[] = []
  const recorder = new Kysely<PatientTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void compiled.push(query),
  })
  const asked = readSearchText(question)
  assert.ok('search' in asked)
  await searchPatients(recorder, test.as(['nurse']), asked.search, { number: 1, size: 25 })
  assert.ok(compiled.length > 0, 'the guard must be looking at something')
  return await inTenant(test.as([]), async (tx) => {
    const plans: string[] = []
    for (const { sql: text, parameters } of compiled) {
      for (const [prefix, values] of [
        ['explain ', parameters],
        ['explain (generic_plan) ', []],
      ] as const) {
        const { rows } = await tx.executeQuery<{ 'QUERY PLAN': string }>(CompiledQuery.raw(prefix + text, [...values]))
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
      }
    }
    return plans
  })
}
