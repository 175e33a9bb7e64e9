import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { keyOf, opened } from '../../../cli/sheet.ts'
import { readSheetKey, sealSheet, sheetKey, writeSheetKey } from '../../../core/encryption/sealed-sheet.ts'
import { markSensitive } from '../../../core/patients/index.ts'
import { readPdf } from '../../../core/pdf/read-pdf.test-support.ts'
import { serverOf } from '../../../../test/support/identity.ts'
import { sheetFolder } from '../../../integrations/sheet-folder/client.ts'
import { givenCare } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { askForSupplies } from './commands/ask-for-supplies.ts'
import { handOnSupplies } from './commands/hand-on-supplies.ts'
import { writeRunOutSheet } from './jobs.ts'
import { newestSheets } from './queries/sheets.ts'
import { sheetLines } from './queries/sheet-lines.ts'
import { supplyWorklist } from './queries/worklist-page.ts'
import { sheetState } from './sheet-state.ts'
import { coverNow, givenStock, openTasks } from './watch.test-support.ts'

describe('The nightly run-out sheet', () => {
  const given = new HomecareTest('2026-12-01T04:40:00Z')
  const folder = mkdtempSync(join(tmpdir(), 'troth-sheets-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const night = (to: string | undefined) =>
    writeRunOutSheet.work(
      { ...given.system('trust'), ...(to === undefined ? {} : { doors: { sheets: sheetFolder(to) } }) },
      {},
    )
  const state = async () =>
    sheetState(await given.read('trust', (tx) => newestSheets(tx, given.tenants.trust)), given.clock.today())
  const alarms = async () => (await openTasks(given)).filter(({ reason }) => reason.includes('sheet-not-written'))
  const asking = {
    filter: {},
    owner: undefined,
    search: undefined,
    sort: 'days',
    page: { number: 1, size: 40 },
  } as const

  it('asks a named person once while no folder is set, or it cannot be written to', async () => {
    assert.deepEqual((await state()).state, 'missing')
    await night(undefined)
    await night(join(folder, 'not-there'))
    const [alarm, ...others] = await alarms()
    assert.deepEqual([alarm?.owner_account_id, others], [given.idOf('trust', 'coordinator'), []])
    assert.deepEqual(await state(), { state: 'missing', why: 'not-writable', writtenAt: undefined })
  })
  it('is opened with nothing but the file and a key, and holds no way to a person with a sensitive record', async () => {
    const care = await givenCare(given)
    await givenStock(given, care, 0)
    const number = (await given.read('trust', (tx) => sheetLines(tx as never, given.system('trust'))))[0]?.telephone
    assert.ok(number !== undefined && number.startsWith('+44'))
    await night(folder)
    assert.deepEqual([(await state()).state, await alarms()], ['written', []])
    const [name = ''] = readdirSync(folder)
    const file = readFileSync(join(folder, name))
    assert.ok(!file.includes('Khan') && !name.includes('Khan'))
    const { keys } = given.test.platform
    const key = sheetKey(keys, given.tenants.trust)
    assert.deepEqual(keyOf(file, given.test.keyFile), key)
    assert.deepEqual(readSheetKey(writeSheetKey(key).toLowerCase()), key)
    const words = (await readPdf(opened(key, file))).text
    assert.ok(words.includes('KHAN') || words.includes('Khan'), words.slice(0, 400))
    assert.throws(() => opened(sheetKey(keys, given.tenants.otherTrust), file), /cannot be opened/)
    const torn = Buffer.from(file)
    torn[torn.length - 20]! ^= 1
    writeFileSync(join(folder, 'torn'), torn)
    assert.throws(() => opened(key, torn), /cannot be opened/)
    const nurse = given.as('trust', 'nurse', { rights: ['see-sensitive-records'] })
    await markSensitive(nurse, {
      patientId: care.patientId,
      version: 2,
      sensitive: true,
      reason: 'Someone looks for her',
    })
    const [line] = await given.read('trust', (tx) => sheetLines(tx as never, given.system('trust')))
    assert.deepEqual([line?.isSensitive, line?.telephone], [true, undefined])
  })
  it('keeps the last 14, and is missed when a night passes without it', async () => {
    for (let day = 0; day < 15; day += 1) {
      given.clock.forward(86_400)
      await night(folder)
    }
    const kept = readdirSync(folder).filter((name) => name.endsWith('.sheet'))
    assert.equal(kept.length, 14)
    assert.equal((await state()).state, 'written')
    given.clock.forward(2 * 86_400)
    assert.deepEqual((await state()).state, 'missing')
  })
  it('seals each organisation with its own key', () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const sheet = { tenantId: given.tenants.trust, forOn: '2026-12-01', document: Buffer.from('x') }
    assert.deepEqual(opened(one, sealSheet(one, sheet)), Buffer.from('x'))
    assert.throws(() => opened(other, sealSheet(one, sheet)))
  })

  it('beside it the worklist is of the trust alone, and many are given to an owner or asked for at once', async () => {
    const trust = given.as('trust', 'pharmacist')
    const { lines } = await given.read('trust', (tx) => supplyWorklist(tx as never, trust, asking))
    const therapyId = lines[0]!.therapyId
    const of = (place: 'otherTrust' | 'company') =>
      given.read(place, (tx) => supplyWorklist(tx as never, given.as(place, 'pharmacist'), asking))
    assert.deepEqual([lines.length, (await of('otherTrust')).total, (await of('company')).everyone], [1, 0, 0])
    const to = { accountId: given.idOf('trust', 'coordinator') }
    assert.deepEqual(await handOnSupplies(trust, [{ therapyId, to }]), ['done'])
    assert.equal((await coverNow(given, therapyId)).ownerAccountId, to.accountId)
    const stranger = { accountId: given.idOf('otherTrust', 'nurse') }
    assert.deepEqual(await handOnSupplies(trust, [{ therapyId, to: stranger }]), ['not-here'])
    const [first] = await askForSupplies(trust, [{ therapyId, what: 'stock-check' }])
    const [second] = await askForSupplies(trust, [{ therapyId, what: 'stock-check' }])
    assert.deepEqual(second, { taskId: first!.taskId, isNew: false })
    const ask = (place: 'trust' | 'otherTrust' | 'company', who: 'receptionist' | 'pharmacist') =>
      askForSupplies(given.as(place, who), [{ therapyId, what: 'renewal' }])
    await assert.rejects(ask('trust', 'receptionist'), { name: 'NotAllowedError' })
    await assert.rejects(ask('otherTrust', 'pharmacist'), { name: 'NotFoundError' })
    await assert.rejects(ask('company', 'pharmacist'), { name: 'NotFoundError' })
    const server = await serverOf(given.test.platform)
    assert.ok(server.hasRoute({ method: 'GET', url: '/staff/homecare' }))
    await server.close()
  })
})
