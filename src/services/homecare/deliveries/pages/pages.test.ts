import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike, type BrowserLike } from '../../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../../test/support/staff-session.ts'
import { buildServer } from '../../../../core/http/server.ts'
import { getPatient, mergePatients } from '../../../../core/patients/index.ts'
import type { StaffRole } from '../../../../core/policy/roles.ts'
import { HomecareTest, type PersonName, type Place } from '../../homecare.test-support.ts'
import '../../index.ts'
import { deliveryPaths } from '../paths.ts'
import { bring, CODES, givenSupply, givenSupplyOnBehalf, type Supply } from '../supply.test-support.ts'

const DAY = (name: string, day = '', month = '', year = '') => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})
const NOT_ON_BEHALF = { ...DAY('saidOn'), ...DAY('happenedOn') }
const COUNTED = {
  packs: '1',
  packSize: '2',
  openPack: '0',
  loose: '0',
  expiry: '',
  ...DAY('countedOn', '30', '11', '2026'),
}
const BOOKED = {
  ...DAY('day', '2', '12', '2026'),
  slot: 'morning',
  place: 'usual',
  address: '',
  recipientName: 'Amina Khan',
  recipientAge: '',
  reason: 'The first delivery',
}
const row = (number: number, code = '', units = '', batch = '', expiry = '') => ({
  [`code${number}`]: code,
  [`units${number}`]: units,
  [`batch${number}`]: batch,
  [`expiry${number}`]: expiry,
})
const packed = (...first: Parameters<typeof row> extends [number, ...infer Rest] ? Rest : never) => ({
  ...row(1, ...first),
  ...row(2),
  ...row(3),
  releaseReason: '',
  quantityReason: '',
})

describe('The pages of deliveries', () => {
  const given = new HomecareTest()
  let app: FastifyInstance
  before(async () => {
    app = await buildServer(given.test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
  })
  after(() => app.close())

  const ROLES: Partial<Record<PersonName, StaffRole>> = {
    pharmacist: 'pharmacist',
    coordinator: 'homecare-coordinator',
    nurse: 'nurse',
    receptionist: 'receptionist',
  }
  const as = async (place: Place, person: PersonName): Promise<BrowserLike> => {
    const over = { tenantId: given.tenants[place] }
    return browserLike(
      app,
      (await signInForTest(given.test, given.idOf(place, person), [ROLES[person]!], over)).cookies,
    )
  }
  const fill = async (browser: BrowserLike, url: string, answers: Record<string, string>) => {
    await browser.get(url)
    return await browser.post(url, answers)
  }
  const page = ({ deliveryId }: Supply, act?: string) =>
    act === undefined ? deliveryPaths.delivery(deliveryId(1)) : deliveryPaths.act(deliveryId(1), act)

  it('take a delivery of a company from the list to the door', async () => {
    const supply = await givenSupply(given)
    const [coordinator, pharmacist] = [await as('company', 'coordinator'), await as('company', 'pharmacist')]
    const list = await coordinator.get(deliveryPaths.list())
    assert.match(list.text, /Adalimumab, delivery 1/)
    assert.match((await coordinator.get(deliveryPaths.list({ format: 'csv' }))).html, /2026-11-23,Planned/)
    assert.match((await coordinator.get(page(supply))).text, /Record the contact and the stock check/)
    const contact = (over = {}) => fill(coordinator, page(supply, 'contact'), { ...COUNTED, ...NOT_ON_BEHALF, ...over })
    const wrong = await contact({ packs: '', openPack: '3' })
    assert.deepEqual([wrong.status, /Enter unopened packs/.test(wrong.text)], [422, true])
    assert.match((await contact({ openPack: '3' })).text, /must be no more than a full pack holds/)
    assert.equal((await contact()).status, 303)
    const early = await fill(coordinator, page(supply, 'book'), {
      ...BOOKED,
      ...NOT_ON_BEHALF,
      recipientAge: '15',
      reason: '',
    })
    assert.match(early.text, /Name someone aged 16 or over/)
    assert.match(early.text, /Choose an earlier day, or enter why it must be later/)
    assert.match(early.html, /Amina Khan/, 'what was typed stays')
    assert.equal((await fill(coordinator, page(supply, 'book'), { ...BOOKED, ...NOT_ON_BEHALF })).status, 303)
    const dispense = (browser: BrowserLike, answers: Record<string, string>) =>
      fill(browser, page(supply, 'dispense'), { ...answers, ...NOT_ON_BEHALF })
    const mine = packed(CODES.right, '4', 'B77', '10/2027')
    assert.match((await dispense(coordinator, mine)).text, /Only these can dispense the delivery/)
    assert.match(
      (await dispense(pharmacist, packed(CODES.wrong, '4', 'B77', '10/2027'))).text,
      /not the pack that was prescribed/,
    )
    assert.match(
      (await dispense(pharmacist, packed(CODES.unknown, '4', 'B77', '10/2027'))).text,
      /a pharmacist must release it with a reason/,
    )
    assert.match((await dispense(pharmacist, packed('4006381333932', '4', 'B77', '10/2027'))).text, /has a digit wrong/)
    assert.match(
      (await dispense(pharmacist, packed(CODES.right, '4', '', '13/2027'))).text,
      /Expiry must be a month or a day/,
    )
    assert.match(
      (await dispense(pharmacist, packed(CODES.right, '4', 'B77', '12/2026'))).text,
      /This pack expires before its last dose/,
    )
    assert.equal((await dispense(pharmacist, mine)).status, 303)
    assert.equal((await fill(coordinator, page(supply, 'dispatch'), NOT_ON_BEHALF)).status, 303)
    const deliver = { takenBy: 'Amina Khan', temperature: '5', ...NOT_ON_BEHALF }
    assert.match(
      (await fill(coordinator, page(supply, 'deliver'), { ...deliver, takenBy: '' })).text,
      /Enter who took it/,
    )
    assert.equal((await fill(coordinator, page(supply, 'deliver'), deliver)).status, 303)
    await given.carry()
    const seen = await (await as('trust', 'nurse')).get(page(supply))
    assert.match(seen.text, /Delivered/)
    assert.match(seen.text, /Not for supply/)
    assert.match(seen.text, /Sent by their system/)
  })

  it('show the person as they are known now when their record was merged', async () => {
    const supply = await givenSupply(given)
    const survivorId = await given.patient({ nhsNumber: { number: '9990000042', status: '01' } })
    const merging = given.as('trust', 'nurse', { rights: ['merge-records'] })
    const [survivor, merged] = await given.read('trust', async (tx) => [
      await getPatient(tx, merging, survivorId),
      await getPatient(tx, merging, supply.patientId),
    ])
    await mergePatients(merging, {
      survivorId,
      mergedId: supply.patientId,
      survivorVersion: survivor!.version,
      mergedVersion: merged!.version,
      reason: 'The same person',
      choices: { nhsNumber: 'survivor' },
    })
    assert.match((await (await as('trust', 'nurse')).get(page(supply))).text, /999 000 0042/)
  })
  it('send one delivery somewhere else, and to the usual address again', async () => {
    const supply = await givenSupply(given)
    const nurse = await as('trust', 'nurse')
    const send = (answers: Record<string, string>) => fill(nurse, page(supply, 'address'), answers)
    assert.match((await send({ lines: '' })).text, /Enter the address for this delivery/)
    assert.doesNotMatch((await nurse.get(page(supply, 'address'))).text, /The usual address for deliveries/)
    assert.equal((await send({ lines: '9 Harbour Street\nZZ1 3ZZ' })).status, 303)
    assert.match((await send({ lines: '' })).text, /Select where it goes/)
    assert.match((await send({ to: 'other', lines: '' })).text, /Enter the address for this delivery/)
    assert.equal((await send({ to: 'usual', lines: '' })).status, 303)
    assert.match((await nurse.get(page(supply))).text, /Where it goes The usual address for deliveries/)
  })
  it('ask people of a clinic how they know, when the company does not use Troth', async () => {
    const supply = await givenSupplyOnBehalf(given)
    const coordinator = await as('trust', 'coordinator')
    assert.match((await coordinator.get(page(supply))).text, /Record the contact and the stock check/)
    const answers = { ...COUNTED, ...NOT_ON_BEHALF }
    const missing = await fill(coordinator, page(supply, 'contact'), answers)
    assert.match(missing.text, /Select how the company said so/)
    assert.match(missing.text, /Enter the day they said so/)
    const said = { ...answers, source: 'telephone', ...DAY('saidOn', '30', '11', '2026') }
    assert.equal((await fill(coordinator, page(supply, 'contact'), said)).status, 303)
    assert.match((await coordinator.get(page(supply))).text, /By telephone, said on 30 November 2026/)
  })

  it('are nobody else’s', async () => {
    const supply = await givenSupply(given)
    await bring(given, supply.deliveryId(1), 'booked')
    assert.equal((await (await as('otherTrust', 'pharmacist')).get(page(supply))).status, 404)
    assert.equal((await (await as('surgery', 'nurse')).get(deliveryPaths.list())).status, 403)
    assert.equal((await (await as('company', 'receptionist')).get(page(supply))).status, 403)
  })
})
