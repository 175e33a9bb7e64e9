import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { fixedClock } from '../../clock.ts'
import { platformReader } from '../../database/platform-reader.ts'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../../../../test/support/test-platform.ts'
import { findMedicine } from '../queries/find-medicine.ts'
import { searchMedicines } from '../queries/search-medicines.ts'
import { bringIn as bringInFolder, SAMPLE_FOLDER } from '../sample.test-support.ts'
import type { MedicineTables } from '../tables.ts'
import type { DmdImportOptions, DmdOutcome } from './import-options.ts'
import { writeDmd, type DmdRelease, type XmlRow } from './dmd-release.test-support.ts'
import { GTIN, gtin, IDS, SMALL } from './small-release.test-support.ts'

let test: EmptyTestPlatform
let owner: Client
before(async () => {
  test = await startEmptyTestPlatform(fixedClock('2026-11-22T10:00:00Z'))
  owner = new Client(test.connections.owner)
  await owner.connect()
})
after(async () => {
  await owner.end()
  await test.stop()
})

const root = mkdtempSync('/tmp/troth-dmd-')
after(() => rmSync(root, { recursive: true }))
let folders = 0

function folderOf(release: Partial<DmdRelease>, on = '2026-11-16', options: { isSample?: boolean } = {}): string {
  const folder = join(root, String((folders += 1)))
  writeDmd(folder, on, { ...SMALL, ...release }, options)
  return folder
}
const bringIn = (release: Partial<DmdRelease>, on = '2026-11-16', over: Partial<DmdImportOptions> = {}) =>
  bringInFolder(test, folderOf(release, on), over)
const changed = ({ changes }: DmdOutcome) =>
  Object.fromEntries(
    changes.flatMap(({ words, isEntry, inRelease, ...counts }) => {
      void isEntry
      void inRelease
      const some = Object.entries(counts).filter(([, number]) => number > 0)
      return some.length === 0 ? [] : [[words, Object.fromEntries(some)]]
    }),
  )
const rows = async (text: string, ...values: unknown[]) =>
  (await owner.query<Record<string, unknown>>(text, values)).rows
/** A database as it was before the test; each test starts from the small release. */
async function fresh(): Promise<void> {
  await owner.query(
    `do $$ declare t text; begin for t in select tablename from pg_tables where tablename like 'dmd\\_%' loop execute format('truncate core.%I cascade', t); end loop; end $$`,
  )
  await bringIn({})
}
const first = <Row>(list: readonly Row[]): Row => list[0] as Row
const withFirst = (list: readonly XmlRow[], change: XmlRow): XmlRow[] => [
  { ...first(list), ...change },
  ...list.slice(1),
]
const find = (id: string) => findMedicine(platformReader<MedicineTables>(test.platform), id)
const search = async (typed: string) =>
  (await searchMedicines(platformReader<MedicineTables>(test.platform), typed)).matches

describe('A release of dm+d', () => {
  before(fresh)
  it('is brought in whole', async () => {
    assert.deepEqual(await rows('select list, description from core.dmd_lookup where code = $1', IDS.supplier), [
      { list: 'SUPPLIER', description: 'Smith & Sons <Leeds>' },
    ])
    assert.deepEqual(await rows('select ampp_id, content_id from core.dmd_ampp_content'), [
      { ampp_id: IDS.ampp, content_id: IDS.amppInside },
    ])
    assert.deepEqual(await rows('select ampp_id, gtin, gtin_key, ends_on from core.dmd_gtin'), [
      { ampp_id: IDS.ampp, gtin: GTIN, gtin_key: GTIN.padStart(14, '0'), ends_on: null },
    ])
    assert.deepEqual(
      (await search('exabrand')).map(({ id }) => id),
      [IDS.amp],
    )
  })
  it('changes nothing the second time, and says so', async () => {
    const before = await rows('select count(*) as n from core.dmd_release')
    const again = await bringIn({})
    assert.deepEqual([again.hasChanged, changed(again)], [false, {}])
    assert.deepEqual(await rows('select count(*) as n from core.dmd_release'), before)
  })
  it('that is older is refused, unless it is meant', async () => {
    await assert.rejects(bringIn({}, '2026-11-09'), /of 9 November 2026, and one of 16 November 2026 is held.*--older/)
    await bringIn({}, '2026-11-09', { allowOlder: true })
    await bringIn({}, '2026-11-16')
  })
})

describe('The next release', () => {
  before(fresh)
  it('brings what is new, and a change of name is found by the new and the old one', async () => {
    const outcome = await bringIn(
      {
        VTM: [...SMALL.VTM, { VTMID: IDS.newVmp, NM: 'Otherin' }],
        AMP: withFirst(SMALL.AMP, {
          NM: 'Newbrand 5mg tablets',
          DESC: 'Newbrand 5mg tablets (Smith & Sons)',
          NM_PREV: 'Exabrand 5mg tablets',
        }),
      },
      '2026-11-23',
    )
    assert.deepEqual(changed(outcome), { substances: { added: 1 }, brands: { changed: 1 } })
    for (const typed of ['newbrand', 'exabrand'])
      assert.deepEqual(
        (await search(typed)).map(({ name }) => name),
        ['Newbrand 5mg tablets (Smith & Sons)'],
      )
  })
  it('keeps what it lacks, marks it, and says how many', async () => {
    const outcome = await bringIn({}, '2026-11-30')
    assert.deepEqual(changed(outcome)['substances'], { gone: 1 })
    assert.equal((await find(IDS.newVmp))?.entry.goneSince, '2026-11-30')
    const back = await bringIn({ VTM: [...SMALL.VTM, { VTMID: IDS.newVmp, NM: 'Otherin' }] }, '2026-12-07')
    assert.deepEqual(changed(back)['substances'], { changed: 1 })
    assert.equal((await find(IDS.newVmp))?.entry.goneSince, undefined)
  })
  it('can make an entry invalid and a pack discontinued', async () => {
    await fresh()
    const outcome = await bringIn(
      {
        VMP: withFirst(SMALL.VMP, { INVALID: '1' }),
        AMPP: withFirst(SMALL.AMPP, { DISCCD: '0001', DISCDT: '2026-11-20' }),
      },
      '2026-11-23',
    )
    assert.deepEqual(changed(outcome), {
      'generic products': { changed: 1, becameInvalid: 1 },
      packs: { changed: 1, discontinued: 1 },
    })
    assert.equal((await find(IDS.vmp))?.current, undefined)
  })
  it('can change an identifier: the old one is kept and leads to the new one', async () => {
    await fresh()
    const moved = (list: readonly XmlRow[]) => list.map((row) => ({ ...row, VPID: IDS.newVmp }))
    const outcome = await bringIn(
      {
        VMP: withFirst(SMALL.VMP, { VPID: IDS.newVmp, VPIDPREV: IDS.vmp, VPIDDT: '2026-11-20' }),
        VPI: moved(SMALL.VPI),
        DFORM: moved(SMALL.DFORM),
        CONTROL_INFO: moved(SMALL.CONTROL_INFO),
        VMPP: moved(SMALL.VMPP),
        AMP: moved(SMALL.AMP),
      },
      '2026-11-23',
    )
    assert.deepEqual(changed(outcome)['generic products'], { added: 1, idChanged: 1, gone: 1 })
    const found = await find(IDS.vmp)
    assert.deepEqual([found?.entry.id, found?.entry.goneSince, found?.current?.id], [IDS.vmp, '2026-11-23', IDS.newVmp])
    // What the old prescription was for can still be read: strength, form and schedule stay with the old identifier.
    assert.deepEqual(await rows('select category from core.dmd_controlled_drug where vmp_id = $1', IDS.vmp), [
      { category: '0002' },
    ])
  })
  it('replaces strengths, schedules and barcodes with what it says', async () => {
    await fresh()
    const outcome = await bringIn(
      {
        VPI: withFirst(SMALL.VPI, { STRNT_NMRTR_VAL: '7.5' }),
        CONTROL_INFO: withFirst(SMALL.CONTROL_INFO, { CATCD: '0000' }),
        DFORM: [],
        gtins: [
          {
            AMPPID: IDS.ampp,
            GTINDATA: [
              { GTIN, STARTDT: '2020-01-01', ENDDT: '2026-11-01' },
              { GTIN: gtin('952000000002'), STARTDT: '2026-11-02' },
            ],
          },
        ],
      },
      '2026-11-23',
    )
    assert.deepEqual(changed(outcome), {
      strengths: { changed: 1 },
      forms: { gone: 1 },
      'controlled drug categories': { changed: 1 },
      'barcode numbers': { added: 1, changed: 1 },
    })
  })
  it('does not push out the made-up sample, nor the sample it', async () => {
    await fresh()
    await bringInFolder(test, SAMPLE_FOLDER)
    const [{ n: gone } = {}] = await rows(
      'select count(*)::integer as n from core.dmd_vmp where gone_since is not null',
    )
    assert.equal(gone, 0)
    assert.deepEqual(changed(await bringIn({}))['generic products'], undefined)
  })
})

describe('A row that cannot be used is named, and the others are brought in', () => {
  const problemsOf = async (release: Partial<DmdRelease>) => {
    await fresh()
    const { problems } = await bringIn(release, '2026-11-23')
    return problems.map(({ file, line, reason }) => `${file} ${line} ${reason}`)
  }
  const wrongId = `${IDS.newVmp.slice(0, -1)}${(Number(IDS.newVmp.at(-1)) + 1) % 10}`
  const added = (row: XmlRow): Partial<DmdRelease> => ({ VTM: [...SMALL.VTM, row] })

  it('for a wrong check digit', async () =>
    assert.deepEqual(await problemsOf(added({ VTMID: wrongId, NM: 'Otherin' })), [
      `f_vtm2_3231126.xml 7 VTM ${wrongId} (Otherin): VTMID “${wrongId}” is not an identifier with a right check digit`,
    ]))
  it('for a missing name', async () =>
    assert.match((await problemsOf(added({ VTMID: IDS.newVmp }))).join(), /has no NM/))
  it('for a date that is none', async () =>
    assert.match(
      (await problemsOf({ AMPP: withFirst(SMALL.AMPP, { DISCDT: '31/12/2026' }) })).join(),
      /f_ampp2_3231126.xml 4 AMPP .* DISCDT “31\/12\/2026” is not a date/,
    ))
  it('for a quantity that is none', async () =>
    assert.match(
      (await problemsOf({ VMPP: withFirst(SMALL.VMPP, { QTYVAL: '1e3' }) })).join(),
      /QTYVAL “1e3” is not a number/,
    ))
  it('for a code that is in no list', async () =>
    assert.match(
      (await problemsOf({ CONTROL_INFO: withFirst(SMALL.CONTROL_INFO, { CATCD: '0099' }) })).join(),
      /CATCD “0099” is not in the list CONTROL_DRUG_CATEGORY/,
    ))
  it('for an identifier that is in no file', async () =>
    assert.match(
      (await problemsOf({ VMP: [...SMALL.VMP, { ...first(SMALL.VMP), VPID: IDS.newVmp, VTMID: IDS.newVmp }] })).join(),
      /VTMID “\d+” is not among the substances/,
    ))
  it('for a barcode with a wrong check digit', async () =>
    assert.match(
      (
        await problemsOf({
          gtins: [{ AMPPID: IDS.ampp, GTINDATA: [{ GTIN: '9520000000012', STARTDT: '2020-01-01' }] }],
        })
      ).join(),
      /GTINDATA \d+: GTIN “9520000000012” is not a GTIN with a right check digit/,
    ))
  it('for an entry that is in the file twice', async () =>
    assert.match(
      (await problemsOf({ VTM: [...SMALL.VTM, ...SMALL.VTM] })).join(),
      /f_vtm2_3231126.xml 7 VTM \d+: is in the file more than once \(first in line 3\)/,
    ))
  it('and what it would have changed stays as it was', async () => {
    await problemsOf({ CONTROL_INFO: withFirst(SMALL.CONTROL_INFO, { CATCD: '0099' }) })
    assert.deepEqual(await rows('select category from core.dmd_controlled_drug where vmp_id = $1', IDS.vmp), [
      { category: '0002' },
    ])
    await problemsOf({ VMPP: withFirst(SMALL.VMPP, { NM: undefined }) })
    assert.equal((await find(IDS.vmpp))?.entry.goneSince, undefined)
  })
})

describe('A release as a whole is refused, in one sentence, and nothing is changed', () => {
  before(fresh)
  const refused = async (folder: string, says: RegExp, over?: Partial<DmdImportOptions>) => {
    const was = await rows('select * from core.dmd_release')
    await assert.rejects(bringInFolder(test, folder, over), (error: Error) => {
      assert.equal(error.name, 'BadRequestError')
      assert.match(error.message, says)
      assert.doesNotMatch(error.message, /\n/)
      return true
    })
    assert.deepEqual(await rows('select * from core.dmd_release'), was)
  }
  const spoil = (how: (folder: string, vmp: string) => void): string => {
    const folder = folderOf({ VTM: withFirst(SMALL.VTM, { NM: 'Spoilt' }) }, '2026-11-23')
    how(folder, join(folder, 'f_vmp2_3231126.xml'))
    return folder
  }
  it('when there is no such folder', () => refused(join(root, 'nowhere'), /cannot be read: check the path/))
  it('when it is a file', () => refused(join(folderOf({}), 'f_vmp2_3161126.xml'), /is a file: name the folder/))
  it('when the folder holds something else', () => refused(import.meta.dirname, /holds no dm\+d files/))
  it('when a file is missing', () =>
    refused(
      spoil((folder) => rmSync(join(folder, 'f_gtin2_0231126.xml'))),
      /lacks f_gtin2_….xml: all eight files/,
    ))
  it('when two weeks are mixed', () =>
    refused(
      spoil((folder, vmp) => renameSync(vmp, join(folder, 'f_vmp2_3161126.xml'))),
      /files of different weeks/,
    ))
  it('when a file is there twice', () =>
    refused(
      spoil((folder, vmp) => writeFileSync(join(folder, 'f_vmp2_3161126.xml'), readFileSync(vmp))),
      /more than one vmp file/,
    ))
  it('when a file is not whole', () =>
    refused(
      spoil((_folder, vmp) => writeFileSync(vmp, readFileSync(vmp, 'utf8').slice(0, 500))),
      /f_vmp2_3231126.xml (cannot be read as XML|is empty or ends too early)/,
    ))
  it('when a file is empty', () =>
    refused(
      spoil((_folder, vmp) => writeFileSync(vmp, '')),
      /f_vmp2_3231126.xml .*(ends too early|cannot be read)/,
    ))
  it('when a file is not XML', () =>
    refused(
      spoil((_folder, vmp) => writeFileSync(vmp, 'PK\u0003\u0004 not xml')),
      /cannot be read as XML/,
    ))
  it('when a file is not UTF-8', () =>
    refused(
      spoil((_folder, vmp) =>
        writeFileSync(vmp, Buffer.from('<VIRTUAL_MED_PRODUCTS><VMPS><VMP><NM>caf\xe9</NM>', 'latin1')),
      ),
      /is not UTF-8 text/,
    ))
  it('when a file is another one', () =>
    refused(
      spoil((folder, vmp) => writeFileSync(vmp, readFileSync(join(folder, 'f_vtm2_3231126.xml')))),
      /holds <VIRTUAL_THERAPEUTIC_MOIETIES>, not <VIRTUAL_MED_PRODUCTS>/,
    ))
  it('when a list is empty', () => refused(folderOf({ VMP: [], VPI: [] }, '2026-11-23'), /holds no generic products/))
  it('when it is the sample and the use is real', () =>
    refused(SAMPLE_FOLDER, /made-up sample/, { isDemonstration: false }))
  it('when it lacks much of what is held, unless it is meant', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => ({ CD: String(at).padStart(5, '0'), DESC: `Code ${at}` }))
    await bringIn({ lookups: { ...SMALL.lookups, FLAVOUR: many } })
    const half = folderOf({ lookups: { ...SMALL.lookups, FLAVOUR: many.slice(0, 1_000) } }, '2026-11-23')
    await refused(half, /lacks 1,000 of the 2,0\d\d entries.*--smaller/)
    assert.equal((await bringInFolder(test, half, { allowSmaller: true })).hasChanged, true)
  })
  it('and entities that a document type makes up are not followed', () =>
    refused(
      spoil((_folder, vmp) =>
        writeFileSync(
          vmp,
          `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${readFileSync(vmp, 'utf8')
            .replace(/^.*\n/, '')
            .replace('Examplin', '&e;')}`,
        ),
      ),
      /cannot be read as XML/,
    ))
})

describe('An import that is killed', () => {
  it('leaves the release before it whole, and the next try brings it in', async () => {
    await fresh()
    const was = await rows('select entry_id, name from core.dmd_search_entry order by entry_id')
    const many = Array.from({ length: 30_000 }, (_, at) => ({ CD: String(at).padStart(5, '0'), DESC: `Code ${at}` }))
    const folder = folderOf(
      { lookups: { ...SMALL.lookups, FLAVOUR: many }, VTM: withFirst(SMALL.VTM, { NM: 'Killed' }) },
      '2026-11-23',
    )
    const program = join(root, 'killed.mts')
    writeFileSync(
      program,
      `import { importDmd } from ${JSON.stringify(join(import.meta.dirname, 'import-dmd.ts'))}
       await importDmd({
         ...JSON.parse(process.argv[2]),
         now: new Date(),
         onProgress: ({ doing }) => doing.startsWith(process.argv[3]) && process.kill(process.pid, 'SIGKILL'),
       })`,
    )
    for (const at of ['Reading f_vmp2', 'Checking', 'Comparing', 'Making the words']) {
      const options = JSON.stringify({ owner: test.connections.owner, folder, isDemonstration: true })
      const child = spawn(process.execPath, ['--import', 'tsx', program, options, at], {
        stdio: 'inherit',
      })
      const [, signal] = (await once(child, 'exit')) as [unknown, string]
      assert.equal(signal, 'SIGKILL', `it was to be killed at “${at}”`)
      assert.deepEqual(await rows('select entry_id, name from core.dmd_search_entry order by entry_id'), was)
    }
    assert.equal((await bringInFolder(test, folder)).hasChanged, true)
    assert.equal((await find(IDS.vtm))?.entry.name, 'Killed')
  })
})

const REAL = join(import.meta.dirname, '../../../../../shared/data/dmd')

describe('A real release', { skip: existsSync(REAL) ? false : 'the real sample is not here' }, () => {
  it('is brought in without a single row left out, and a second time changes nothing', async () => {
    await fresh()
    const outcome = await bringInFolder(test, REAL, {
      allowOlder: true,
      allowSmaller: true,
      now: new Date('2026-11-23T10:00:00Z'),
    })
    assert.deepEqual([outcome.releasedOn, outcome.problems], ['2019-04-01', []])
    const held = Object.fromEntries(outcome.changes.map(({ words, inRelease }) => [words, inRelease]))
    assert.deepEqual(
      [
        held['substances'],
        held['ingredients'],
        held['generic products'],
        held['brands'],
        held['packs'],
        held['barcode numbers'],
      ],
      [2859, 3482, 7, 15, 26, 16],
    )
    assert.equal((await bringInFolder(test, REAL)).hasChanged, false)
  })
  it('has every identifier byte for byte', async () => {
    const [vmpFile = ''] = readdirSync(REAL).filter((name) => name.startsWith('f_vmp2'))
    const ids = [...readFileSync(join(REAL, vmpFile), 'utf8').matchAll(/<VMP>\s*<VPID>(\d+)</g)].map(([, id]) => id)
    const held = await rows('select vmp_id from core.dmd_vmp where vmp_id = any($1)', ids)
    assert.deepEqual(held.map((row) => row['vmp_id']).sort(), ids.sort())
  })
  it('leads from an earlier identifier to the one of now', async () => {
    const found = await find('347209005')
    assert.deepEqual([found?.asked, found?.entry.id, found?.entry.level], ['347209005', '36016311000001102', 'vmp'])
  })
})
