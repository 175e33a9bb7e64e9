// dm+d: bringing in a release of full size, bringing it in again, and typing a name, beside bare SQL in the same run.
import { mkdtempSync, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { systemClock } from '../src/core/clock.ts'
import { readInTenant } from '../src/core/database/in-tenant.ts'
import { ukId, writeDmd, type DmdRelease } from '../src/core/medicines/import/dmd-release.test-support.ts'
import { bringIn } from '../src/core/medicines/sample.test-support.ts'
import { searchMedicines, type MedicineMatches, type MedicineTables } from '../src/core/medicines/index.ts'
import { gtinCheckDigit } from '../src/core/values/gtin.ts'
import { startTestPlatform, type TestPlatform } from '../test/support/test-platform.ts'
import { percentile } from './support/rate.ts'
import { report } from './support/report.ts'

const BRANDS = 20_000
const PACKS = 30_000
const GENERICS = 8_000
const SUBSTANCES = 2_500
const SUPPLIERS = 400

export async function run(): Promise<void> {
  const test = await startTestPlatform(systemClock)
  const folder = mkdtempSync('/tmp/troth-bench-')
  const release = generated()
  writeDmd(folder, '2026-11-16', release)
  let peak = 0
  const onProgress = (): void => void (peak = Math.max(peak, process.memoryUsage().rss))
  const first = await seconds(() => bringIn(test, folder, { onProgress }))
  const again = await seconds(() => bringIn(test, folder, { onProgress }))
  const rows = await tablesOf(test)
  const floor = await bareCopy(test, rows)
  const size = `${BRANDS} brands and ${PACKS} packs`
  report({
    name: 'dm+d import',
    value: first,
    unit: 's',
    floor,
    note: `${size}, read, checked and searchable; floor is a bare COPY of the same rows; goal 60 s`,
  })
  report({ name: 'dm+d import again, nothing changed', value: again, unit: 's', floor, note: size })
  report({
    name: 'dm+d import, peak memory',
    value: peak / 1e6,
    unit: 'MB',
    note: 'the whole process, with the generator',
  })
  await benchSearch(test)
  rmSync(folder, { recursive: true })
  await test.stop()
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const SYLLABLES = [
  'ada',
  'bel',
  'cor',
  'dex',
  'eta',
  'fil',
  'gol',
  'hum',
  'iba',
  'jun',
  'kel',
  'lim',
  'mab',
  'nor',
  'oxa',
  'pra',
]
/** An invented name: the same number gives the same name. */
const nameOf = (number: number): string =>
  [number, number >> 4, number >> 8].map((part) => SYLLABLES[part % 16] ?? '').join('') + (number >> 12 || '')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const id = { vtm: 1e6, ingredient: 2e6, vmp: 3e6, amp: 4e6, vmpp: 5e6, ampp: 6e6, supplier: 7e6 } as const
const idOf = (level: keyof typeof id, at: number): string => ukId(id[level] + at)
const times = <Row>(count: number, row: (at: number) => Row): Row[] => Array.from({ length: count }, (_, at) => row(at))

function generated(): DmdRelease {
  const generic = (at: number): string => `${capital(nameOf(at % SUBSTANCES))} ${(at % 40) + 1}mg tablets`
  const brand = (at: number): string => `${capital(nameOf(at + 4_000))} ${((at % GENERICS) % 40) + 1}mg tablets`
  const quantity = (at: number): number => [7, 14, 28, 30, 56, 84, 100][at % 7] ?? 28
  return {
    lookups: {
      VIRTUAL_PRODUCT_PRES_STATUS: [{ CD: '0001', DESC: 'Valid' }],
      CONTROL_DRUG_CATEGORY: [{ CD: '0000', DESC: 'None' }],
      UNIT_OF_MEASURE: [
        { CD: '258684004', DESC: 'mg' },
        { CD: '428673006', DESC: 'tablet' },
      ],
      SUPPLIER: times(SUPPLIERS, (at) => ({ CD: idOf('supplier', at), DESC: `Supplier ${at} Ltd` })),
      LICENSING_AUTHORITY: [{ CD: '0001', DESC: 'Regulator' }],
      AVAILABILITY_RESTRICTION: [{ CD: '0001', DESC: 'None' }],
      LEGAL_CATEGORY: [{ CD: '0003', DESC: 'POM' }],
      FORM: [{ CD: '385055001', DESC: 'Tablet' }],
      ROUTE: [{ CD: '26643006', DESC: 'Oral' }],
    },
    ING: times(SUBSTANCES, (at) => ({ ISID: idOf('ingredient', at), NM: capital(nameOf(at)) })),
    VTM: times(SUBSTANCES, (at) => ({ VTMID: idOf('vtm', at), NM: capital(nameOf(at)) })),
    VMP: times(GENERICS, (at) => ({
      VPID: idOf('vmp', at),
      VTMID: idOf('vtm', at % SUBSTANCES),
      NM: generic(at),
      PRES_STATCD: '0001',
      DF_INDCD: undefined,
    })),
    VPI: times(GENERICS, (at) => ({
      VPID: idOf('vmp', at),
      ISID: idOf('ingredient', at % SUBSTANCES),
      STRNT_NMRTR_VAL: (at % 40) + 1,
      STRNT_NMRTR_UOMCD: '258684004',
    })),
    ONT: [],
    DFORM: times(GENERICS, (at) => ({ VPID: idOf('vmp', at), FORMCD: '385055001' })),
    DROUTE: times(GENERICS, (at) => ({ VPID: idOf('vmp', at), ROUTECD: '26643006' })),
    CONTROL_INFO: times(GENERICS, (at) => ({ VPID: idOf('vmp', at), CATCD: '0000' })),
    VMPP: times(GENERICS, (at) => ({
      VPPID: idOf('vmpp', at),
      NM: `${generic(at)} ${quantity(at)} tablet`,
      VPID: idOf('vmp', at),
      QTYVAL: quantity(at),
      QTY_UOMCD: '428673006',
    })),
    vmppContent: [],
    AMP: times(BRANDS, (at) => ({
      APID: idOf('amp', at),
      VPID: idOf('vmp', at % GENERICS),
      NM: brand(at),
      DESC: `${brand(at)} (Supplier ${at % SUPPLIERS} Ltd)`,
      SUPPCD: idOf('supplier', at % SUPPLIERS),
      LIC_AUTHCD: '0001',
      AVAIL_RESTRICTCD: '0001',
    })),
    AP_ING: [],
    LIC_ROUTE: times(BRANDS, (at) => ({ APID: idOf('amp', at), ROUTECD: '26643006' })),
    AMPP: times(PACKS, (at) => ({
      APPID: idOf('ampp', at),
      NM: `${brand(at % BRANDS)} (Supplier ${(at % BRANDS) % SUPPLIERS} Ltd) ${quantity(at)} tablet`,
      VPPID: idOf('vmpp', (at % BRANDS) % GENERICS),
      APID: idOf('amp', at % BRANDS),
      LEGAL_CATCD: '0003',
    })),
    amppContent: [],
    gtins: times(PACKS, (at) => {
      const digits = `952${String(at).padStart(9, '0')}`
      return {
        AMPPID: idOf('ampp', at),
        GTINDATA: [{ GTIN: digits + gtinCheckDigit(digits), STARTDT: '2020-01-01' }],
      }
    }),
  }
}

/** What COPY gives out for each table that the import filled, search words included. */
async function tablesOf(test: TestPlatform): Promise<ReadonlyMap<string, string>> {
  const client = new Client(test.connections.owner)
  await client.connect()
  const { to } = await import('pg-copy-streams')
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'core' and tablename like 'dmd\\_%'`,
  )
  const tables = new Map<string, string>()
  for (const { name } of rows) {
    const pieces: Buffer[] = []
    for await (const piece of client.query(to(`copy core.${name} to stdout`))) pieces.push(piece as Buffer)
    tables.set(name, Buffer.concat(pieces).toString())
  }
  await client.end()
  return tables
}

/** Seconds to put the same rows into tables of the same shape, with their indexes and without any check. */
async function bareCopy(test: TestPlatform, tables: ReadonlyMap<string, string>): Promise<number> {
  const client = new Client(test.connections.owner)
  await client.connect()
  await client.query('create schema bare')
  for (const name of tables.keys())
    await client.query(`create table bare.${name} (like core.${name} including indexes)`)
  const took = await seconds(async () => {
    await client.query('begin')
    for (const [name, text] of tables)
      await pipeline(Readable.from([text]), client.query(copyFrom(`copy bare.${name} from stdin`)))
    await client.query('commit')
  })
  await client.end()
  return took
}

async function benchSearch(test: TestPlatform): Promise<void> {
  const ctx = test.as(['pharmacist'])
  const searches: Readonly<Record<string, (at: number) => string>> = {
    'three letters': (at) => nameOf(at * 7).slice(0, 3),
    'a name and a strength': (at) => `${nameOf(at * 7).slice(0, 6)} ${(at % 40) + 1}`,
    'words that half of all have': () => 'tablets supplier 1',
  }
  for (const [name, typed] of Object.entries(searches)) {
    const taken: number[] = []
    for (let at = 0; at < 200; at += 1) {
      const began = performance.now()
      await readInTenant<MedicineTables, MedicineMatches>(ctx, (tx) => searchMedicines(tx, typed(at)))
      taken.push(performance.now() - began)
    }
    report({
      name: `medicine search by ${name}, p95`,
      value: percentile(taken, 0.95),
      unit: 'ms',
      note: `${BRANDS} brands`,
    })
  }
}
