import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { AuditTables } from '../../audit/tables.ts'
import type { Context } from '../../context.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { mergePatients } from '../commands/merge-patients.ts'
import { NEEDS_ASKED_EXTENSION } from '../fhir/systems.ts'
import type { Patient } from '../patient.ts'
import { findPatientByNhsNumber, getPatient } from '../queries.ts'
import type { PatientTables } from '../tables.ts'
import { asCsv, asPatient, CSV_HEADING, inventedPeople, type InventedPerson } from './import.test-support.ts'
import type { ImportOptions } from './import-options.ts'
import { importPatients } from './run-import.ts'

const folder = mkdtempSync('/tmp/troth-import-')
const reportFolder = join(folder, 'reports')
let files = 0
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, `${files++}-${name}`)
  writeFileSync(path, content)
  return path
}
const people = (count: number, from = 0): InventedPerson[] => inventedPeople().drop(from).take(count).toArray()

describe('An import of patients', () => {
  let test: TestPlatform
  let ctx: Context
  let next = 0
  /** People that no other case of this file has used. */
  const fresh = (count: number): InventedPerson[] => {
    next += count
    return people(count, next - count)
  }
  const bring = (path: string, over: Partial<ImportOptions> = {}, by: Context = ctx) =>
    importPatients(by, { path, mode: 'apply', reportFolder, ...over })
  const counts = async (path: string, over: Partial<ImportOptions> = {}) => {
    const { run } = await bring(path, over)
    const { added, changed, unchanged, held, refused } = run
    return { added, changed, unchanged, held, refused }
  }
  const find = (nhsNumber: string) =>
    inTenant<PatientTables, Patient | undefined>(ctx, (tx) => findPatientByNhsNumber(tx, ctx, nhsNumber))
  const total = () =>
    inTenant<PatientTables & AuditTables, { patients: number; events: number }>(ctx, async (tx) => {
      const patients = await tx
        .selectFrom('core.patient')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      const events = await tx
        .selectFrom('core.audit_event')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('action', '=', 'patient.imported')
        .executeTakeFirstOrThrow()
      return { patients: patients.n, events: events.n }
    })
  const csv = (rows: readonly InventedPerson[]) => [CSV_HEADING, ...rows.map(asCsv)].join('\r\n')
  const report = (path: string | undefined) => readFileSync(path!, 'utf8').trim().split('\r\n').slice(1)

  before(async () => {
    test = await startTestPlatform()
    ctx = test.as(['system'], { purpose: 'administration' })
  })
  after(() => test.stop())

  it('brings in CSV with headings it knows, with an event for each person', async () => {
    const before = await total()
    const rows = fresh(1_203)
    assert.deepEqual(await counts(file('a.csv', csv(rows))), {
      added: 1_203,
      changed: 0,
      unchanged: 0,
      held: 0,
      refused: 0,
    })
    const after = await total()
    assert.equal(after.patients - before.patients, 1_203)
    assert.equal(after.events - before.events, 1_203)
    const one = await find(rows[700]!.nhsNumber)
    assert.equal(one?.names[0]?.family, rows[700]!.family)
    assert.equal(one?.addresses[0]?.postcode, rows[700]!.postcode)
    assert.deepEqual(one?.nhsNumber, { number: rows[700]!.nhsNumber, status: '02' })
  })
  it('brings in one Patient, a list, a Bundle and NDJSON alike', async () => {
    const [one, two, three, four, five, six, seven] = fresh(7).map(asPatient)
    const bundle = {
      type: 'searchset',
      entry: [{ fullUrl: 'urn:x', resource: four }, { resource: five }],
      resourceType: 'Bundle',
    }
    const added = async (name: string, content: string) => (await counts(file(name, content))).added
    assert.equal(await added('one.json', JSON.stringify(one, null, 2)), 1)
    assert.equal(await added('list.json', JSON.stringify([two, three])), 2)
    assert.equal(await added('bundle.json', JSON.stringify(bundle)), 2)
    assert.equal(await added('lines.ndjson', `\ufeff${JSON.stringify(six)}\r\n\r\n${JSON.stringify(seven)}`), 2)
  })
  it('does nothing for what is already so', async () => {
    const rows = fresh(3)
    await bring(file('a.csv', csv(rows)))
    const before = await total()
    assert.deepEqual(await counts(file('b.csv', `${csv(rows)}\r\n`)), {
      added: 0,
      changed: 0,
      unchanged: 3,
      held: 0,
      refused: 0,
    })
    assert.deepEqual(await total(), before)
  })
  it('hides every record of a person whom a file makes sensitive', async () => {
    const [kept, merged] = fresh(2) as [InventedPerson, InventedPerson]
    await bring(file('a.csv', csv([kept, { ...merged, postcode: 'HX9 9AA' }])))
    const [survivor, other] = [(await find(kept.nhsNumber))!, (await find(merged.nhsNumber))!]
    const merger = test.as(['nurse'], { rights: ['merge-records'] })
    await mergePatients(merger, {
      survivorId: survivor.patientId,
      survivorVersion: survivor.version,
      mergedId: other.patientId,
      mergedVersion: other.version,
      reason: 'Same person',
      choices: {},
    })
    await bring(file('b.csv', `${CSV_HEADING},Sensitive\r\n${asCsv(kept)},yes`))
    const hidden = await inTenant<PatientTables, Patient>(ctx, (tx) =>
      getPatient(tx, test.as(['nurse']), other.patientId),
    )
    assert.deepEqual([hidden.sensitive, hidden.addresses], [true, []])
    const keys = await inTenant<PatientTables, { kind: string }[]>(ctx, (tx) =>
      tx
        .selectFrom('core.patient_search_key')
        .select('kind')
        .where('patient_id', '=', other.patientId)
        .where('kind', 'in', ['postcode', 'telephone', 'email'])
        .execute(),
    )
    assert.deepEqual(keys, [])
  })
  it('corrects what differs and keeps the past: names, addresses and numbers', async () => {
    const [person] = fresh(1) as [InventedPerson]
    await bring(file('a.csv', csv([person])))
    const moved = { ...person, family: 'Newname', postcode: 'M1 1AE', mobile: '07700900999' }
    const outcome = await bring(file('b.csv', csv([moved])))
    assert.deepEqual(outcome.run.changedFields, { names: 1, addresses: 1, contactPoints: 1 })
    const patient = (await find(person.nhsNumber))!
    assert.deepEqual(
      patient.names.map(({ use, family }) => [use, family]),
      [
        ['old', person.family],
        ['usual', 'Newname'],
      ],
    )
    assert.deepEqual(
      patient.addresses.map(({ use, postcode, end }) => [use, postcode, end]),
      [
        ['old', person.postcode, '2026-11-22'],
        ['home', 'M1 1AE', undefined],
      ],
    )
    assert.deepEqual(
      patient.contactPoints.map(({ use, value }) => [use, value]),
      [
        ['old', `+44${person.mobile.slice(1)}`],
        ['mobile', '+447700900999'],
      ],
    )
    assert.equal(patient.version, 2)
  })
  it('says what it would do, and does nothing', async () => {
    const [known, fresher] = fresh(2) as [InventedPerson, InventedPerson]
    await bring(file('a.csv', csv([known])))
    const before = await total()
    const path = file('b.csv', csv([{ ...known, postcode: 'M1 1AE' }, fresher]))
    const { run } = await bring(path, { mode: 'preview' })
    assert.deepEqual([run.mode, run.added, run.changed, run.changedFields], ['preview', 1, 1, { addresses: 1 }])
    assert.deepEqual(await total(), before)
    assert.deepEqual(await counts(path), { added: 1, changed: 1, unchanged: 0, held: 0, refused: 0 })
  })
  it('says what it would do of several rows about one person, as it then does', async () => {
    const [known, twice, alike, other] = fresh(4) as [InventedPerson, InventedPerson, InventedPerson, InventedPerson]
    await bring(file('a.csv', csv([known])))
    const moved = { ...known, postcode: 'M1 1AE' }
    const path = file(
      'b.csv',
      csv([
        moved,
        twice,
        other,
        twice,
        { ...twice, postcode: 'M2 1AE' },
        moved,
        { ...alike, nhsNumber: '' },
        { ...alike, nhsNumber: '' },
      ]),
    )
    const { run, reportPath } = await bring(path, { mode: 'preview' })
    const { added, changed, unchanged, held, refused } = run
    assert.deepEqual({ added, changed, unchanged, held, refused }, await counts(path))
    assert.deepEqual(
      { added, changed, unchanged, held, refused },
      { added: 3, changed: 2, unchanged: 2, held: 1, refused: 0 },
    )
    assert.equal(report(reportPath).length, 1)
  })
  it('keeps what it could not see of a sensitive record, and says so', async () => {
    const [person] = fresh(1) as [InventedPerson]
    const restricted = { ...asPatient(person), meta: { security: [{ code: 'R' }] } }
    const withPractice = {
      ...restricted,
      generalPractitioner: [
        { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'Y12345' } },
      ],
    }
    await bring(file('a.json', JSON.stringify(withPractice)))
    const seeing = test.as(['nurse'], { rights: ['see-sensitive-records'] })
    const seen = async () =>
      (await inTenant<PatientTables, Patient | undefined>(seeing, (tx) =>
        findPatientByNhsNumber(tx, seeing, person.nhsNumber),
      ))!
    const before = await seen()
    const administrator = test.as(['administrator'], { purpose: 'administration' })
    const sent = { ...asPatient({ ...person, postcode: 'M1 1AE', mobile: '07700900111' }), gender: 'other' }
    const { run, reportPath } = await bring(file('b.json', JSON.stringify(sent)), {}, administrator)
    assert.deepEqual([run.changed, run.changedFields], [1, { gender: 1 }])
    assert.match(report(reportPath).join(), /sensitive record.*left as they are/)
    const after = await seen()
    assert.equal(after.gender, 'other')
    assert.deepEqual(
      [after.addresses, after.contactPoints, after.generalPractice],
      [before.addresses, before.contactPoints, 'Y12345'],
    )
    assert.equal(after.addresses.length, 1)
  })
  it('keeps the good rows and lists the bad ones by line, column and reason, without a value', async () => {
    const [one, two] = fresh(2) as [InventedPerson, InventedPerson]
    const path = file(
      'a.csv',
      [
        CSV_HEADING,
        asCsv(one),
        `1234567890,Secret,Name,12/03/1961,F,1 High Street,Leeds,LS1 6AE,07700900982`,
        `,Secret,Name,31/02/1961,Z,1 High Street,Leeds,LS1,12`,
        `,Secret`,
        asCsv(two),
      ].join('\n'),
    )
    const { run, reportPath } = await bring(path)
    assert.deepEqual([run.added, run.refused, run.position], [2, 3, 5])
    const lines = report(reportPath)
    assert.deepEqual(
      lines.map((line) => line.split(',').slice(0, 4).join(',')),
      [
        '3,2,Refused,NHS number',
        '4,3,Refused,DOB',
        '4,3,Refused,Sex',
        '4,3,Refused,Mobile',
        '4,3,Refused,Postcode',
        '5,4,Refused,',
      ],
    )
    assert.doesNotMatch(lines.join(), /Secret|Name,|1234567890/)
    assert.match(reportPath!, /import-[0-9a-f-]{36}\.csv$/)
  })
  it('names what a resource holds that cannot be kept, and can leave it aside', async () => {
    const [one, two] = fresh(2).map(asPatient)
    const path = file(
      'a.ndjson',
      `${JSON.stringify({ ...one, photo: [{}] })}\n{"resourceType":"Group"}\n{"resourceType":\n${JSON.stringify(two)}`,
    )
    const { run, reportPath } = await bring(path)
    assert.deepEqual([run.added, run.refused], [1, 3])
    assert.deepEqual(
      report(reportPath).map((line) => line.split(',').slice(0, 4).join(',')),
      ['1,1,Refused,Patient.photo', '2,2,Refused,resourceType', '3,3,Refused,'],
    )
    assert.equal((await counts(path, { ignore: ['photo'] })).added, 1)
  })
  it('keeps a row with hidden characters out, and brings in the others', async () => {
    const [good, zero, half, foreign, asked, last] = fresh(6).map(asPatient)
    const bad = [
      { ...zero!, identifier: [{ system: 'urn:x', value: 'A\u0000' }] },
      { ...half!, name: [{ family: 'Smi\ud800th', given: ['Ann'] }] },
      { ...foreign!, address: [{ line: ['1 Rue X'], country: 'FR', postalCode: '75\u0000' }] },
      { ...asked!, extension: [{ url: NEEDS_ASKED_EXTENSION, valueDate: 'yesterday' }] },
    ]
    const { run, reportPath } = await bring(
      file('a.ndjson', [good, ...bad, last].map((one) => JSON.stringify(one)).join('\n')),
    )
    assert.deepEqual([run.state, run.added, run.refused], ['finished', 2, 4])
    assert.deepEqual(
      report(reportPath).map((line) => line.split(',')[3]?.replace(/"|\(.*/g, '')),
      ['Patient.identifier[0].value', 'Patient.name[0].family', 'Patient.address[0].postalCode', 'Patient.extension'],
    )
  })
  it('keeps out the one row that the database will not take', async () => {
    const rows = fresh(30)
    rows[17] = { ...rows[17]!, family: 'Untakeable' }
    const owner = new Client(test.connections.owner)
    await owner.connect()
    await owner.query(`
      create function public.refuse_one() returns trigger language plpgsql as $$ begin
        if new.names::text like '%Untakeable%' then raise exception using errcode = '22P05'; end if;
        return new;
      end $$;
      create trigger refuse_one before insert on core.patient for each row execute function public.refuse_one()`)
    const { run, reportPath } = await bring(file('a.csv', csv(rows)))
    await owner.query('drop trigger refuse_one on core.patient')
    await owner.end()
    assert.deepEqual([run.state, run.added, run.refused], ['finished', 29, 1])
    assert.match(report(reportPath)[0]!, /^19,18,Refused,,"?This row holds something that cannot be kept/)
  })
  it('says which resource it was in a file without line breaks, whatever batch it came in', async () => {
    const resources: object[] = fresh(1_100).map(asPatient)
    for (const at of [2, 4, 899]) resources[at] = { ...resources[at], photo: [{}] }
    const entry = resources.map((resource) => ({ resource }))
    const path = file('a.json', JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry }))
    const { run, reportPath } = await bring(path)
    assert.deepEqual([run.state, run.added, run.refused], ['finished', 1_097, 3])
    assert.deepEqual(
      report(reportPath).map((line) => line.split(',').slice(0, 4).join(',')),
      ['1,3,Refused,Patient.photo', '1,5,Refused,Patient.photo', '1,900,Refused,Patient.photo'],
    )
  })
  it('holds back a number that is on a record of someone else', async () => {
    const [person] = fresh(1) as [InventedPerson]
    await bring(file('a.csv', csv([person])))
    const stranger = { ...person, family: 'Wholly', given: 'Different', birthDate: '1999-09-09' }
    const { run, reportPath } = await bring(file('b.csv', csv([stranger])))
    assert.equal(run.held, 1)
    assert.match(report(reportPath)[0]!, /^2,1,Held,,This number is on a record with another name/)
    assert.equal((await find(person.nhsNumber))?.names[0]?.family, person.family)
  })
  it('holds back someone whose name and birth date are here, unless told otherwise', async () => {
    const [person] = fresh(1) as [InventedPerson]
    await bring(file('a.csv', csv([person])))
    const path = file('b.csv', csv([{ ...person, nhsNumber: '' }]))
    assert.equal((await counts(path)).held, 1)
    assert.equal((await counts(path, { addAlike: true })).added, 1)
  })
  it('lets the last of several rows about one person win, wherever a batch ends', async () => {
    const rows = fresh(600)
    const again = { ...rows[3]!, postcode: 'M1 1AE' }
    const path = file(
      'a.csv',
      csv([...rows.slice(0, 400), again, { ...again, postcode: 'M2 1AE' }, ...rows.slice(400)]),
    )
    assert.deepEqual(await counts(path), { added: 600, changed: 2, unchanged: 0, held: 0, refused: 0 })
    const patient = (await find(again.nhsNumber))!
    assert.deepEqual(
      patient.addresses.map(({ postcode }) => postcode),
      [rows[3]!.postcode, 'M1 1AE', 'M2 1AE'],
    )
  })
  it('makes a record sensitive when the file says so, and never the other way', async () => {
    const [person] = fresh(1) as [InventedPerson]
    const restricted = { ...asPatient(person), meta: { security: [{ code: 'R' }] } }
    await bring(file('a.json', JSON.stringify(asPatient(person))))
    await bring(file('b.json', JSON.stringify(restricted)))
    assert.equal((await find(person.nhsNumber))?.sensitive, true)
    await bring(file('c.json', JSON.stringify({ ...asPatient(person), gender: 'other' })))
    assert.deepEqual(
      [(await find(person.nhsNumber))?.sensitive, (await find(person.nhsNumber))?.gender],
      [true, 'other'],
    )
  })
  it('takes nothing away because a file is silent', async () => {
    const [person] = fresh(1) as [InventedPerson]
    await bring(
      file(
        'a.json',
        JSON.stringify({
          ...asPatient(person),
          communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'pa' }] } }],
        }),
      ),
    )
    await bring(file('b.csv', `NHS number,First name,Last name\n${person.nhsNumber},${person.given},${person.family}`))
    const patient = (await find(person.nhsNumber))!
    assert.deepEqual(
      [patient.communication.language, patient.addresses.length, patient.birthDate, patient.version],
      ['pa', 1, person.birthDate, 1],
    )
  })
  it('finds people by a hospital number too', async () => {
    const [person] = fresh(1) as [InventedPerson]
    const system = 'https://riverside.example/hospital-number'
    const heading = 'Hospital number,Forename,Surname,DOB,Postcode,Address'
    const row = (postcode: string) =>
      `h-77,${person.given},${person.family},${person.birthDate},${postcode},1 High Street`
    const map = { identifierSystem: system }
    assert.equal((await counts(file('a.csv', `${heading}\n${row('LS1 6AE')}`), map)).added, 1)
    assert.equal((await counts(file('b.csv', `${heading}\n${row('M1 1AE').replace('h-77', 'H-77')}`), map)).changed, 1)
  })

  describe('of a file with faults', () => {
    const rejected = (path: string, words: RegExp, over: Partial<ImportOptions> = {}) =>
      assert.rejects(bring(path, over), (error: Error) => error.name === 'BadRequestError' && words.test(error.message))
    it('refuses one that is not there, empty, or UTF-16', async () => {
      await rejected(join(folder, 'nowhere'), /cannot be read/)
      await rejected(file('e.csv', ''), /is empty/)
      await rejected(file('u.csv', Buffer.from('\ufeffNHS number,Surname', 'utf16le')), /UTF-16/)
    })
    it('refuses columns that nobody knows, and says how to map them or leave them out', async () => {
      const [person] = fresh(1) as [InventedPerson]
      const path = file(
        'a.csv',
        `NHS number,Surname,DOB,Shoe size\n${person.nhsNumber},${person.family},${person.birthDate},9`,
      )
      await rejected(path, /“Shoe size” is not known: map it with --column "Shoe size=field"/)
      await rejected(path, /“Shoe size” is not known/, { mapping: { DOB: '-' } })
      assert.equal((await counts(path, { mapping: { 'shoe SIZE': '-' } })).added, 1)
    })
    it('refuses a mapping to what is not there', async () => {
      const path = file('a.csv', 'NHS number,Surname\n,X')
      await rejected(path, /no column “Given”/, { mapping: { Given: 'givenName' } })
      await rejected(path, /is not a field/, { mapping: { Surname: 'nonsense' } })
      await rejected(file('b.csv', 'NHS number,DOB\n,1'), /No column holds a name/)
      await rejected(file('c.csv', 'Surname,Last name\na,b'), /Two columns mean familyName/)
    })
    it('reads Windows-1252, a byte order mark, semicolons and quotation marks', async () => {
      const [one, two] = fresh(2) as [InventedPerson, InventedPerson]
      const western = file(
        'w.csv',
        Buffer.from(`NHS number;Surname;Forename;DOB\r\n${one.nhsNumber};Garc\xeda;Jos\xe9;${one.birthDate}`, 'latin1'),
      )
      const outcome = await bring(western)
      assert.match(outcome.notes[0]!, /Windows-1252/)
      assert.equal((await find(one.nhsNumber))?.names[0]?.family, 'García')
      await bring(
        file(
          'b.csv',
          `\ufeff"NHS number","Surname","DOB","Address"\n${two.nhsNumber},"Smith","${two.birthDate}","Flat 1, ""The Elms""\n1 High Street"\n`,
        ),
        { mapping: { Address: '-' } },
      )
      assert.equal((await find(two.nhsNumber))?.names[0]?.family, 'Smith')
    })
    it('keeps what came before a quotation mark that is never closed', async () => {
      const [one, two] = fresh(2) as [InventedPerson, InventedPerson]
      const { run } = await bring(file('q.csv', `${csv([one])}\r\n${asCsv(two).replace('Leeds', '"Leeds')}`))
      assert.deepEqual([run.state, run.added], ['failed', 1])
      assert.match(run.failure!, /quotation mark/)
    })
    it('keeps what came before the place where a JSON file was cut short', async () => {
      const [one, two] = fresh(2).map(asPatient)
      const whole = JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: one }, { resource: two }] })
      const { run } = await bring(file('cut.json', whole.slice(0, -60)))
      assert.deepEqual([run.state, run.added], ['failed', 1])
      assert.match(run.failure!, /cut short/)
    })
    it('refuses the same file a second time, unless it is asked for again', async () => {
      const path = file('a.csv', csv(fresh(1)))
      await bring(path)
      await rejected(path, /already brought in/)
      assert.equal((await counts(path, { again: true })).unchanged, 1)
    })
  })

  it('is refused to a role that may not', async () => {
    const path = file('a.csv', csv(fresh(1)))
    for (const by of [test.as(['doctor'], { purpose: 'administration' }), test.as(['system'])])
      await assert.rejects(bring(path, {}, by), { name: 'NotAllowedError' })
  })
  it('brings people into its own organisation only', async () => {
    const rows = fresh(2)
    await bring(file('a.csv', csv(rows)), {}, { ...ctx, tenantId: test.otherTenantId })
    assert.equal(await find(rows[0]!.nhsNumber), undefined)
  })
  it('applies every row exactly once, however often the program is killed', { timeout: 120_000 }, async () => {
    // Half of them have no number: nothing but the run itself could know them again.
    const rows = fresh(3_000).map((person, at) => (at % 2 ? person : { ...person, nhsNumber: '' }))
    const path = file('k.csv', csv(rows))
    const before = await total()
    let killed = 0
    for (;;) {
      const killAfter = 500 + killed * 1_000
      const ended = await runApart(test, ctx.tenantId, path, killAfter)
      if (ended === 'finished') break
      killed++
    }
    assert.ok(killed >= 2, `was killed ${killed} times`)
    const after = await total()
    assert.equal(after.patients - before.patients, 3_000)
    assert.equal(after.events - before.events, 3_000)
  })
})

/** Runs the import in a process of its own and kills it once it has dealt with so many rows. */
async function runApart(
  test: TestPlatform,
  tenantId: string,
  path: string,
  killAfter: number,
): Promise<'killed' | 'finished'> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'program.test-support.ts')], {
    env: {
      ...process.env,
      TROTH_IMPORT: JSON.stringify({
        connection: test.connections.app,
        keyFile: test.keyFile,
        tenantId,
        path,
        reportFolder,
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
