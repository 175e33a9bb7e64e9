import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { AuditTables } from '../../../core/audit/tables.ts'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { BadRequestError, NotAllowedError } from '../../../core/errors.ts'
import { bringIn as bringDmd } from '../../../core/medicines/sample.test-support.ts'
import {
  CSV_HEADING,
  asCsv,
  inventedPeople,
  type InventedPerson,
} from '../../../core/patients/import/import.test-support.ts'
import type { IdentityTables } from '../../../core/identity/accounts/tables.ts'
import type { Tx } from '../../../core/database/transaction.ts'
import { importPatients, type PatientTables } from '../../../core/patients/index.ts'
import { name } from '../../../core/patients/people.test-support.ts'
import { givenCompany, givenScheme } from '../care.test-support.ts'
import { savePlace } from '../enrolments/commands/change-draft.ts'
import type { DeliveryAddress } from '../enrolments/enrolment-details.ts'
import { HomecareTest, type Place, SAMPLE } from '../homecare.test-support.ts'
import { stockPosition } from '../stock/queries/stock-position.ts'
import { ADALIMUMAB, asCaseload, type Cells, ofPerson } from './caseload.test-support.ts'
import type { CaseloadOptions } from './import-options.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { importCaseload } from './import-caseload.ts'

const folder = mkdtempSync('/tmp/troth-caseload-')
const reportFolder = join(folder, 'reports')
let files = 0
const file = (content: string): string => {
  const path = join(folder, `${files++}.csv`)
  writeFileSync(path, content)
  return path
}
const HEAD_OF_REPORT = 1

describe('An import of a caseload', () => {
  const given = new HomecareTest('2026-11-30T09:00:00Z')
  let owner = ''
  let next = 0

  const system = (place: Place = 'trust') => given.system(place)
  /** People whom no other case has used, with patients' records in the trust. */
  async function people(count: number): Promise<readonly InventedPerson[]> {
    const fresh = inventedPeople().drop(next).take(count).toArray()
    next += count
    await importPatients(system(), {
      path: file([CSV_HEADING, ...fresh.map(asCsv)].join('\n')),
      mode: 'apply',
      reportFolder,
    })
    return fresh
  }
  const row = (person: InventedPerson, over: Cells = {}): Cells => ({
    ...ofPerson(person),
    ...ADALIMUMAB,
    owner,
    ...over,
  })
  async function bring(rows: readonly Cells[], over: Partial<CaseloadOptions> = {}, place: Place = 'trust') {
    const outcome = await importCaseload(system(place), {
      path: file(asCaseload(rows)),
      mode: 'apply',
      reportFolder,
      ...over,
    })
    const { added, changed, unchanged, refused } = outcome.run
    const lines = (path: string | undefined) =>
      path === undefined ? [] : readFileSync(path, 'utf8').trim().split('\r\n').slice(HEAD_OF_REPORT)
    return {
      outcome,
      counts: [added, changed, unchanged, refused],
      report: lines(outcome.reportPath),
      changes: lines(outcome.changesPath),
    }
  }
  const rowsOf = (
    table: 'enrolment' | 'therapy' | 'dose_plan' | 'stock_count' | 'step' | 'prescription' | 'delivery',
  ) =>
    given.read('trust', async (tx) => {
      const { n } = await tx
        .selectFrom(`homecare.${table}` as 'homecare.step')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      return n
    })
  const everything = async () => [
    await rowsOf('enrolment'),
    await rowsOf('therapy'),
    await rowsOf('dose_plan'),
    await rowsOf('stock_count'),
    await rowsOf('step'),
  ]
  const events = () =>
    readInTenant<AuditTables, number>({ db: given.test.platform.db, tenantId: given.tenants.trust }, async (tx) => {
      const { n } = await tx
        .selectFrom('core.audit_event')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('action', '=', 'homecare.caseload.brought-in')
        .executeTakeFirstOrThrow()
      return n
    })
  /** What is held of the one treatment of a person. */
  const homecareOf = ({ nhsNumber }: InventedPerson) =>
    given.read('trust', async (tx) => {
      const enrolment = await tx
        .selectFrom('homecare.enrolment')
        .selectAll()
        .where('patient_id', '=', (eb) =>
          eb.selectFrom('core.patient').select('patient_id').where('nhs_number', '=', nhsNumber),
        )
        .executeTakeFirstOrThrow()
      const therapy = await tx
        .selectFrom('homecare.therapy')
        .selectAll()
        .where('patient_id', '=', enrolment.patient_id)
        .executeTakeFirstOrThrow()
      const plans = await tx
        .selectFrom('homecare.dose_plan')
        .selectAll()
        .where('therapy_id', '=', therapy.therapy_id)
        .orderBy('replaced_at', (order) => order.asc().nullsLast())
        .execute()
      const stock = (await stockPosition(tx, given.tenants.trust, [therapy.therapy_id])).get(therapy.therapy_id)
      return { enrolment, therapy, plans, stock }
    })

  before(async () => {
    await bringDmd(given.test)
    await givenScheme(given, [await givenCompany(given)])
    owner = await readInTenant<IdentityTables, string>(system(), async (tx) => {
      const { email } = await tx
        .selectFrom('core.staff_account')
        .select('email')
        .where('account_id', '=', given.idOf('trust', 'nurse'))
        .executeTakeFirstOrThrow()
      return email
    })
  })

  it('says what it would do, row by row, and writes nothing', async () => {
    const [one] = await people(1)
    const before = await everything()
    const { counts, changes, outcome } = await bring([row(one!)], { mode: 'preview' })
    assert.deepEqual(counts, [1, 0, 0, 0])
    assert.deepEqual(await everything(), before)
    assert.ok(
      changes.some((line) => /^2,1,New,dose,,.*40 mg/.test(line)),
      changes.join('\n'),
    )
    assert.equal(statSync(outcome.changesPath).mode & 0o077, 0)
    assert.doesNotMatch(outcome.changesPath, new RegExp(one!.nhsNumber))
  })
  it('brings in the registration, treatment, doses and stock, with an event, and a task to write a prescription', async () => {
    const [one] = await people(1)
    const before = await events()
    assert.deepEqual((await bring([row(one!)])).counts, [1, 0, 0, 0])
    assert.equal((await events()) - before, 1)
    const { enrolment, therapy, plans, stock } = await homecareOf(one!)
    assert.deepEqual(
      [enrolment.state, enrolment.account_reference, therapy.state, therapy.route, therapy.is_biologic],
      ['active', 'BW-77', 'maintained', 'subcutaneous', true],
    )
    assert.equal(enrolment.owner_account_id, given.idOf('trust', 'nurse'))
    // The dose of 23 November was due after the count, so doses are counted from it.
    assert.deepEqual(
      plans.map((plan) => [plan.first_dose_on, plan.amount_per_unit]),
      [['2026-11-23', 40]],
    )
    assert.ok(stock?.status === 'counted')
    assert.deepEqual(
      stock.lots.map(({ units, source, confidence }) => [units, source, confidence]),
      [[4, 'import', 'assumed']],
    )
    assert.equal((enrolment.details as { broughtIn: { renewBy: string } }).broughtIn.renewBy, '2027-01-31')
    const tasks = await readInTenant<TaskTables, unknown>(system(), (tx) =>
      tx.selectFrom('core.task').select(['reason', 'due_at']).where('key', '=', enrolment.enrolment_id).execute(),
    )
    assert.deepEqual(tasks, [{ reason: 'homecare.brought-in-renewal', due_at: new Date('2027-01-31T09:00:00Z') }])
    const steps = await given.read('trust', (tx) =>
      tx
        .selectFrom('homecare.step')
        .select(['event', 'source', 'role'])
        .where('thing_id', 'in', [enrolment.enrolment_id, therapy.therapy_id])
        .execute(),
    )
    assert.deepEqual(steps, [
      { event: 'import', source: 'import', role: 'system' },
      { event: 'import', source: 'import', role: 'system' },
    ])
  })
  it('sends deliveries where the file says, else to the address in the record, and keeps who receives them', async () => {
    const [said, recorded, collected] = await people(3)
    const place = { deliveryLine1: '12 Elm Grove', deliveryTown: 'Leeds', deliveryPostcode: 'ls81aa' }
    const rows = [
      row(said!, { ...place, deliveryKind: 'Work', deliveryTelephone: '01632 960001' }),
      row(recorded!),
      row(collected!, { deliveryKind: 'collection' }),
    ]
    const { counts, changes } = await bring(rows)
    assert.deepEqual(counts, [3, 0, 0, 0], changes.join('\n'))
    assert.ok(
      changes.some((line) => /^2,1,New,deliveryPlace,,.*12 Elm Grove, Leeds, LS8 1AA, \(work\), telephone/.test(line)),
      changes.join('\n'),
    )
    const placeOf = async (person: InventedPerson) => {
      const { enrolment } = await homecareOf(person)
      return [(enrolment.details as { place?: string }).place, enrolment.delivery_address]
    }
    assert.deepEqual(await placeOf(said!), [
      'address',
      { lines: ['12 Elm Grove'], city: 'Leeds', postcode: 'LS8 1AA', kind: 'work', telephone: '+441632960001' },
    ])
    assert.deepEqual(await placeOf(recorded!), [
      'address',
      { lines: ['1 High Street'], city: 'Leeds', postcode: recorded!.postcode },
    ])
    assert.deepEqual(await placeOf(collected!), ['collection', null])
    assert.deepEqual((await bring(rows)).counts, [0, 0, 3, 0])
    const moved = await bring([row(said!, { ...place, deliveryLine1: '13 Elm Grove' })], { replace: ['dose'] })
    assert.deepEqual(moved.counts, [0, 0, 0, 1])
    assert.match(moved.report[0] ?? '', /registration’s page, so that the company is told/)
  })
  it('refuses a next delivery that has nowhere to go, and says what to do', async () => {
    const identifierSystem = 'https://riverside.example/hospital-number'
    await given.patient({
      nhsNumber: { absence: 'not-known' },
      identifiers: [{ system: identifierSystem, value: 'H777' }],
      addresses: [],
    } as never)
    const cells = { ...ADALIMUMAB, owner, localIdentifier: 'H777', familyName: 'KHAN', birthDate: '12/03/1961' }
    const { counts, report } = await bring([cells], { identifierSystem })
    assert.deepEqual(counts, [0, 0, 0, 1])
    assert.match(report[0] ?? '', /Delivery address 1,.*enter the address here/)
  })
  it('asks the owner where deliveries go, when nobody knows and none is due, until somebody says so', async () => {
    const identifierSystem = 'https://riverside.example/hospital-number'
    const patientId = await given.patient({
      nhsNumber: { absence: 'not-known' },
      names: [name('Amina', 'NOWHERE')],
      identifiers: [{ system: identifierSystem, value: 'H778' }],
      addresses: [],
    } as never)
    const cells = { ...ADALIMUMAB, owner, localIdentifier: 'H778', familyName: 'NOWHERE', birthDate: '12/03/1961' }
    const { counts, changes } = await bring([{ ...cells, nextDeliveryDate: '' }], { identifierSystem })
    assert.deepEqual(counts, [1, 0, 0, 0])
    assert.ok(
      changes.some((line) => /deliveryPlace,,.*the owner is asked to add it/.test(line)),
      changes.join('\n'),
    )
    const { enrolment_id: enrolmentId, version } = await given.read('trust', (tx) =>
      tx.selectFrom('homecare.enrolment').selectAll().where('patient_id', '=', patientId).executeTakeFirstOrThrow(),
    )
    const asked = () =>
      readInTenant<TaskTables, unknown[]>(system(), (tx) =>
        tx
          .selectFrom('core.task')
          .select(['owner_account_id', 'outcome'])
          .where('key', '=', enrolmentId)
          .where('reason', '=', 'homecare.registration-address-wanted')
          .execute(),
      )
    const owner_account_id = given.idOf('trust', 'nurse')
    assert.deepEqual(await asked(), [{ owner_account_id, outcome: null }])
    const place = { address: { lines: ['12 Elm Grove'], city: 'Leeds', postcode: 'LS8 1AA' } }
    const saved = await savePlace(given.as('trust', 'nurse'), { enrolmentId, version, place })
    assert.deepEqual(saved.refusals, [])
    assert.deepEqual(await asked(), [{ owner_account_id, outcome: 'added' }])
  })
  it('refuses a telephone that belongs to no address, by its column', async () => {
    const [alone, atHome] = await people(2)
    const deliveryTelephone = '01632 960001'
    const { counts, report } = await bring([
      row(alone!, { deliveryTelephone }),
      row(atHome!, { deliveryTelephone, deliveryKind: 'home' }),
    ])
    assert.deepEqual(counts, [1, 0, 0, 1])
    assert.match(report[0] ?? '', /Delivery telephone,.*Give the address that this telephone belongs to/)
    const { lines, kind, telephone } = (await homecareOf(atHome!)).enrolment.delivery_address as DeliveryAddress
    assert.deepEqual([lines, kind, telephone], [['1 High Street'], 'home', '+441632960001'])
  })
  it('never sends deliveries for good to where the patient is only for a time', async () => {
    const identifierSystem = 'https://riverside.example/hospital-number'
    const staying = {
      use: 'temp',
      lines: ['9 Sister Lane'],
      city: 'York',
      postcode: 'YO1 7HH',
      start: '2026-11-20',
      end: '2026-12-20',
    }
    const ends = { ...staying, use: 'delivery', lines: ['5 Office Park'] }
    const home = { use: 'home', lines: ['4 Sandmoor Drive'], city: 'Leeds', postcode: 'LS17 7DF' }
    const cellsOf = async (value: string, family: string, addresses: readonly unknown[]): Promise<Cells> => {
      await given.patient({
        nhsNumber: { absence: 'not-known' },
        names: [name('Amina', family)],
        identifiers: [{ system: identifierSystem, value }],
        addresses,
      } as never)
      return { ...ADALIMUMAB, owner, localIdentifier: value, familyName: family, birthDate: '12/03/1961' }
    }
    const only = await cellsOf('H801', 'STAYING', [staying, ends])
    const refused = await bring([only], { identifierSystem })
    assert.deepEqual(refused.counts, [0, 0, 0, 1])
    assert.match(refused.report[0] ?? '', /Delivery address 1,.*no delivery or home address without an end/)
    const both = await cellsOf('H802', 'HOUSED', [staying, ends, home])
    const { counts, changes } = await bring([both], { identifierSystem })
    assert.deepEqual(counts, [1, 0, 0, 0])
    assert.ok(
      changes.some((line) => /deliveryPlace,,.*4 Sandmoor Drive/.test(line)),
      changes.join('\n'),
    )
    assert.doesNotMatch(changes.join('\n'), /Sister Lane|Office Park/)
  })
  it('neither reads nor takes an address of a sensitive record, and asks someone with the right', async () => {
    const [one, other] = await people(2)
    await given.write('trust', (tx) =>
      (tx as never as Tx<PatientTables>)
        .updateTable('core.patient')
        .set({ sensitive: true })
        .where('nhs_number', 'in', [one!.nhsNumber, other!.nhsNumber])
        .execute(),
    )
    const typed = { deliveryLine1: '12 Secret Street', deliveryPostcode: 'LS8 1AA' }
    const refused = await bring([row(one!, typed)])
    assert.deepEqual(refused.counts, [0, 0, 0, 1])
    assert.match(refused.report[0] ?? '', /Delivery address 1,.*sensitive record/)
    assert.doesNotMatch([...refused.report, ...refused.changes].join('\n'), /Secret Street/)
    const { counts, changes } = await bring([row(one!)])
    assert.deepEqual(counts, [1, 0, 0, 0])
    assert.doesNotMatch(changes.join('\n'), /High Street/)
    const { enrolment } = await homecareOf(one!)
    assert.equal(enrolment.delivery_address, null)
    const tasks = await readInTenant<TaskTables, { reason: string }[]>(system(), (tx) =>
      tx.selectFrom('core.task').select('reason').where('key', '=', enrolment.enrolment_id).orderBy('reason').execute(),
    )
    assert.deepEqual(
      tasks.map(({ reason }) => reason),
      ['homecare.brought-in-renewal', 'homecare.registration-address-wanted'],
    )
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.enrolment')
        .set({ delivery_address: JSON.stringify({ lines: ['7 Hidden Row'] }) })
        .where('enrolment_id', '=', enrolment.enrolment_id)
        .execute(),
    )
    const differs = await bring([row(one!, { deliveryKind: 'collection' })])
    assert.ok(differs.changes.some((line) => /deliveryPlace,an address that is hidden/.test(line)))
    assert.doesNotMatch(differs.changes.join('\n'), /Hidden Row/)
  })
  it('never makes anything that could be dispensed from', async () => {
    const before = [await rowsOf('prescription'), await rowsOf('delivery')]
    const [one] = await people(1)
    await bring([row(one!, { deliveriesLeft: '6' })])
    assert.deepEqual([await rowsOf('prescription'), await rowsOf('delivery')], before)
  })
  it('does nothing for what is already so, and for a later dose of the same cycle', async () => {
    const [one] = await people(1)
    await bring([row(one!)])
    const before = [...(await everything()), await events()]
    assert.deepEqual((await bring([row(one!)])).counts, [0, 0, 1, 0])
    assert.deepEqual((await bring([row(one!, { nextDoseDate: '21/12/2026' })])).counts, [0, 0, 1, 0])
    assert.deepEqual(
      (await bring([row(one!, { accountReference: '', unitsAtHome: '', countedDate: '' })])).counts,
      [0, 0, 1, 0],
    )
    assert.deepEqual([...(await everything()), await events()], before)
  })
  it('does not believe a count without its day', async () => {
    const [one] = await people(1)
    await bring([row(one!, { countedDate: '' })])
    assert.deepEqual((await homecareOf(one!)).stock, { status: 'unknown', why: 'not-believed' })
    assert.deepEqual((await bring([row(one!, { countedDate: '' })])).counts, [0, 0, 1, 0])
  })
  it('refuses what differs, with the difference, and replaces only what it is told to', async () => {
    const [one] = await people(1)
    await bring([row(one!)])
    const other = row(one!, {
      accountReference: 'BW-99',
      doseAmount: '80',
      unitsAtHome: '2',
      countedDate: '29/11/2026',
    })
    const refused = await bring([other])
    assert.deepEqual(refused.counts, [0, 0, 0, 1])
    assert.ok(refused.changes.includes('2,1,Differs,accountReference,BW-77,BW-99'), refused.changes.join('\n'))
    assert.match(refused.report[0] ?? '', /--replace accountReference dose stock/)
    assert.doesNotMatch(refused.report.join('\n'), /BW-99/)
    assert.deepEqual((await bring([other], { replace: ['accountReference', 'dose'] })).counts, [0, 0, 0, 1])
    given.clock.forward(60)
    const before = await events()
    assert.deepEqual((await bring([other], { replace: ['accountReference', 'dose', 'stock'] })).counts, [0, 1, 0, 0])
    assert.equal((await events()) - before, 1)
    const { enrolment, plans, stock } = await homecareOf(one!)
    assert.equal(enrolment.account_reference, 'BW-99')
    assert.deepEqual(
      plans.map(({ replaced_at }) => replaced_at === null),
      [false, true],
    )
    assert.ok(stock?.status === 'counted' && stock.countedOn === '2026-11-29')
    assert.deepEqual((await bring([other])).counts, [0, 0, 1, 0])
    const older = await bring(
      [row(one!, { ...other, unitsAtHome: '9', countedDate: '01/11/2026', nextDoseDate: '07/12/2026' })],
      { replace: ['stock'] },
    )
    assert.match(older.report[0] ?? '', /later count/)
  })
  it('never replaces a company, nor a dose that came from a prescription', async () => {
    const [one] = await people(1)
    await bring([row(one!)])
    const second = await givenCompany(given, false)
    await givenScheme(given, [second])
    const moved = await bring([row(one!, { company: 'Second Homecare' })], { replace: ['accountReference'] })
    assert.match(moved.report[0] ?? '', /move the registration in Troth/)
    const { plans } = await homecareOf(one!)
    await given.write('trust', (tx) =>
      tx
        .updateTable('homecare.dose_plan')
        .set({ prescription_id: given.newId() })
        .where('plan_id', '=', plans[0]!.plan_id)
        .execute(),
    )
    const dose = await bring([row(one!, { doseAmount: '80' })], { replace: ['dose'] })
    assert.match(dose.report[0] ?? '', /comes from a prescription/)
  })
  it('keeps good rows, and lists bad ones by line, column and reason, without a value', async () => {
    const [good, nobody, ...rest] = await people(14)
    const bad: [Cells, RegExp][] = [
      [
        row({ ...nobody!, nhsNumber: inventedPeople().drop(9_000).next().value!.nhsNumber }),
        /NHS number,.*bring patients in first/,
      ],
      [row(rest[0]!, { birthDate: '01/01/1901' }), /DOB,.*another date of birth/],
      [row(rest[1]!, { familyName: 'Secretname' }), /Surname,.*another name/],
      [row(rest[2]!, { medicine: 'Secretmab' }), /Medicine,.*not in the dictionary/],
      [row(rest[3]!, { medicine: SAMPLE.tocilizumabSyringe }), /Brand,.*not of the medicine/],
      [row(rest[4]!, { brand: '' }), /Brand,.*Choose the brand/],
      [row(rest[5]!, { doseAmount: '400' }), /Dose,.*more than the scheme/],
      [row(rest[6]!, { company: 'Nobody' }), /Company,.*add it first/],
      [row(rest[7]!, { owner: 'gone@riverside.example' }), /Owner,.*e-mail/],
      [row(rest[8]!, { countedDate: '01/01/2027' }), /Counted on,.*future/],
      [row(rest[9]!, { nextDoseDate: '31/02/2026', everyUnit: 'moons' }), /Days or weeks,.*days or weeks/],
    ]
    const { counts, report } = await bring([...bad.map(([cells]) => cells), row(good!)])
    assert.deepEqual(counts, [1, 0, 0, bad.length], report.join('\n'))
    bad.forEach(([, expected], at) => {
      const line = report.filter((each) => each.startsWith(`${at + 2},`)).join('\n')
      assert.match(line, expected)
    })
    assert.doesNotMatch(report.join('\n'), /Secret|gone@/)
  })
  it('refuses a second row of one substance, and names the first', async () => {
    const [one] = await people(1)
    const { counts, report } = await bring([row(one!), row(one!, { medicine: 'Adalimumab', doseAmount: '80' })])
    assert.deepEqual(counts, [1, 0, 0, 1], report.join('\n'))
    assert.match(report[0] ?? '', /^3,2,Refused,,Line 2 is the same medicine/)
  })
  it('brings in people by a local number, when it is said whose', async () => {
    const identifierSystem = 'https://riverside.example/hospital-number'
    await given.patient({
      nhsNumber: { absence: 'not-known' },
      identifiers: [{ system: identifierSystem, value: 'H123' }],
    } as never)
    const cells = { ...ADALIMUMAB, owner, localIdentifier: 'h123', familyName: 'KHAN', birthDate: '12/03/1961' }
    assert.deepEqual((await bring([cells])).counts, [0, 0, 0, 1])
    assert.deepEqual((await bring([cells], { identifierSystem })).counts, [1, 0, 0, 0])
  })
  it('knows the patients, companies and staff of its own organisation alone', async () => {
    const [one] = await people(1)
    const { counts, report } = await bring([row(one!)], {}, 'otherTrust')
    assert.deepEqual(counts, [0, 0, 0, 1])
    assert.match(report[0] ?? '', /bring patients in first/)
  })
  it('is for those who may, in an organisation that registers patients', async () => {
    const path = file(asCaseload([]))
    const options = { path, mode: 'apply', reportFolder } as const
    await assert.rejects(importCaseload(given.as('trust', 'pharmacist'), options), NotAllowedError)
    await assert.rejects(importCaseload(system('company'), options), NotAllowedError)
  })
  it('refuses a file whose heading it does not understand', async () => {
    const path = file('NHS number,Nonsense\n1,2')
    await assert.rejects(importCaseload(system(), { path, mode: 'apply', reportFolder }), BadRequestError)
  })
  it('goes on where it was stopped, each row exactly once, and still sees a second row of one substance', async () => {
    const many = await people(1_100)
    const path = file(asCaseload([...many.map((one) => row(one)), row(many[3]!, { doseAmount: '80' })]))
    const options = { path, mode: 'apply', reportFolder } as const
    const before = [await rowsOf('enrolment'), await events()]
    const stop = new Error('Stopped between two batches')
    await assert.rejects(
      importCaseload(system(), {
        ...options,
        onProgress: () => {
          throw stop
        },
      }),
      stop,
    )
    assert.equal((await rowsOf('enrolment')) - before[0]!, 500)
    const { run, resumed } = await importCaseload(system(), options)
    assert.deepEqual([resumed, run.added, run.refused, run.position], [true, 1_100, 1, 1_101])
    assert.deepEqual(
      [await rowsOf('enrolment'), await events()],
      before.map((count) => count + 1_100),
    )
    const again = await importCaseload(system(), options)
    assert.deepEqual([again.run.added, again.run.unchanged, again.run.refused], [0, 1_100, 1])
  })
})
