import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { LOADED } from '../therapies/dose.test-support.ts'
import { listSteps } from '../steps/queries.ts'
import { stockPosition } from '../stock/queries/stock-position.ts'
import './index.ts'
import { actOnDelivery } from './commands/act-on-delivery.ts'
import { passDeliveryDays } from './jobs.ts'
import { getDelivery, listDeliveriesOf } from './queries/delivery-care.ts'
import {
  act,
  BOOK,
  bring,
  CODES,
  COUNT,
  DELIVER,
  DISPENSE,
  givenSupply,
  PACK,
  refused,
  statesOf,
  tasksOf,
} from './supply.test-support.ts'

describe('The deliveries of an accepted prescription', () => {
  const given = new HomecareTest()
  const at = (place: 'trust' | 'company', deliveryId: string) =>
    given.read(place, (tx) => getDelivery(tx, given.tenants[place], deliveryId))

  it('are planned on both sides alike, by the same identifiers', async () => {
    const supply = await givenSupply(given)
    const of = async (place: 'trust' | 'company') =>
      (await given.read(place, (tx) => listDeliveriesOf(tx, given.tenants[place], supply.prescriptionId))).map(
        ({ deliveryId, number, state, plannedOn, deliverBy, units }) => [
          deliveryId,
          number,
          state,
          plannedOn,
          deliverBy,
          units,
        ],
      )
    assert.deepEqual(await of('trust'), [
      [supply.deliveryId(1), 1, 'planned', '2026-12-07', '2026-11-23', 4],
      [supply.deliveryId(2), 2, 'planned', '2027-02-01', '2027-01-18', 4],
      [supply.deliveryId(3), 3, 'planned', '2027-03-29', '2027-03-15', 4],
    ])
    assert.deepEqual(await of('company'), await of('trust'))
  })

  it('bring less once the loading doses are over, alike on both sides and in whole packs', async () => {
    const supply = await givenSupply(given, { item: { dose: LOADED, quantity: 8 } })
    const of = async (place: 'trust' | 'company') =>
      (await given.read(place, (tx) => listDeliveriesOf(tx, given.tenants[place], supply.prescriptionId))).map(
        ({ number, units, lines }) => [number, units, lines.map((line) => line.needs)],
      )
    assert.deepEqual(await of('trust'), [
      [1, 8, [8]],
      [2, 6, [4]],
      [3, 4, [4]],
    ])
    assert.deepEqual(await of('company'), await of('trust'))
  })

  it('go from contact to the door, with the same record on both sides', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'delivered')
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['delivered', 'delivered'])
    const [trust, company] = [await at('trust', id), await at('company', id)]
    assert.deepEqual(trust.dispensed, company.dispensed)
    assert.deepEqual(trust.proof, company.proof)
    assert.deepEqual(trust.dispensed?.packs, [PACK])
    const steps = await given.read('trust', (tx) => listSteps(tx, given.as('trust', 'nurse'), [id]))
    assert.deepEqual(
      steps.map(({ event, role, source }) => [event, role, source]),
      [
        ['plan', 'system', undefined],
        ['come-due', 'system', 'organisation'],
        ['contact', 'company', 'organisation'],
        ['book', 'company', 'organisation'],
        ['dispense', 'company-pharmacist', 'organisation'],
        ['dispatch', 'company-pharmacist', 'organisation'],
        ['deliver', 'company', 'organisation'],
      ].map((one, index) => (index === 5 || index === 6 ? [one[0], steps[index]!.role, one[2]] : one)),
    )
    for (const place of ['trust', 'company'] as const) {
      const states = await given.read(place, async (tx) => ({
        enrolment: (
          await tx
            .selectFrom('homecare.enrolment')
            .select('state')
            .where('enrolment_id', '=', supply.enrolmentId)
            .executeTakeFirstOrThrow()
        ).state,
        prescription: (
          await tx
            .selectFrom('homecare.prescription')
            .select('state')
            .where('prescription_id', '=', supply.prescriptionId)
            .executeTakeFirstOrThrow()
        ).state,
      }))
      assert.deepEqual(states, { enrolment: 'active', prescription: 'in-supply' }, place)
      const position = await given.read(place, (tx) => stockPosition(tx, given.tenants[place], [supply.therapyId]))
      const held = position.get(supply.therapyId)
      assert.ok(held?.status === 'counted')
      assert.deepEqual(
        held.lots.map(({ units, batch }) => [units, batch]),
        [
          [2, undefined],
          [4, 'B77'],
        ],
        place,
      )
    }
  })

  it('need a count before they are booked', async () => {
    const { deliveryId } = await givenSupply(given)
    assert.deepEqual(refused(await act(given, 'company', 'coordinator', deliveryId(1), { event: 'contact' })), [
      'no-count',
    ])
    assert.deepEqual(refused(await act(given, 'company', 'coordinator', deliveryId(1), BOOK)), ['not-now'])
    assert.deepEqual(await statesOf(given, deliveryId(1)), ['planned', 'planned'])
  })
  it('are not contacted before their time', async () => {
    const { deliveryId } = await givenSupply(given)
    assert.deepEqual(
      refused(await act(given, 'company', 'coordinator', deliveryId(3), { event: 'contact' }, { count: COUNT })),
      ['too-early'],
    )
    const { count } = await given.read('company', (tx) =>
      tx
        .selectFrom('homecare.stock_count')
        .select((one) => one.fn.countAll<string>().as('count'))
        .where('therapy_id', '=', (one) =>
          one.selectFrom('homecare.delivery').select('therapy_id').where('delivery_id', '=', deliveryId(3)),
        )
        .executeTakeFirstOrThrow(),
    )
    assert.equal(Number(count), 0, 'what is refused leaves no count')
  })
  it('are booked late only with a reason, for someone of 16, and not beyond the most at home', async () => {
    const { deliveryId } = await givenSupply(given)
    const id = deliveryId(1)
    await bring(given, id, 'contacted', { ...COUNT, units: 5 })
    const late = { ...BOOK, reason: '', recipient: { name: 'Sami', age: 15 } } as const
    assert.deepEqual(refused(await act(given, 'company', 'coordinator', id, late)), [
      'late-slot',
      'recipient',
      'too-much',
    ])
  })
  it('are put off beyond the reserve only when the clinic knows, which makes a task for it', async () => {
    const { deliveryId } = await givenSupply(given)
    const id = deliveryId(1)
    await bring(given, id, 'contacted')
    const defer = { event: 'defer', until: '2026-12-03', hasToldClinic: false, reason: 'On holiday' } as const
    assert.deepEqual(refused(await act(given, 'company', 'coordinator', id, defer)), ['buffer'])
    assert.deepEqual(await act(given, 'company', 'coordinator', id, { ...defer, hasToldClinic: true }), { done: true })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['deferred', 'deferred'])
    const [task] = await tasksOf(given, 'trust', 'homecare.reserve-used')
    assert.equal(task?.owner_account_id, given.idOf('trust', 'nurse'))
  })

  describe('when they are dispensed', () => {
    const dispense = async (
      over: Partial<typeof DISPENSE> | object,
      person: 'pharmacist' | 'coordinator' = 'pharmacist',
    ) => {
      const supply = await givenSupply(given)
      await bring(given, supply.deliveryId(1), 'booked')
      const answer = await act(given, 'company', person, supply.deliveryId(1), { ...DISPENSE, ...over })
      return { supply, names: refused(answer) }
    }
    const packs = (over: object) => ({ packs: [{ ...PACK, ...over }] })

    it('the wrong pack blocks, and no reason lets it go', async () => {
      assert.deepEqual(
        (await dispense({ ...packs({ code: CODES.wrong }), releaseReason: 'Looks right' })).names.includes(
          'wrong-pack',
        ),
        true,
      )
    })
    it('a pack that nobody knows waits for a pharmacist’s reason', async () => {
      assert.deepEqual((await dispense(packs({ code: CODES.unknown }))).names, ['unknown-pack'])
      assert.deepEqual(
        (await dispense({ ...packs({ code: CODES.unknown }), releaseReason: 'Imported box, checked by eye' })).names,
        [],
      )
    })
    it('a number that ended waits for it too', async () => {
      assert.deepEqual((await dispense(packs({ code: CODES.ended }))).names, ['unknown-pack'])
      assert.deepEqual(
        (await dispense({ ...packs({ code: CODES.ended }), releaseReason: 'Old stock, in date' })).names,
        [],
      )
    })
    it('a batch and an expiry at or after the last dose are needed', async () => {
      assert.deepEqual((await dispense(packs({ batch: ' ', usableUntil: '2027-02-13' }))).names, ['no-batch', 'expiry'])
      assert.deepEqual((await dispense(packs({ usableUntil: '2027-02-14' }))).names, [])
    })
    it('more than was planned is refused', async () => {
      assert.deepEqual((await dispense({ ...packs({ units: 6 }), quantityReason: 'Only in threes' })).names, [
        'over-planned',
      ])
    })
    it('a part of it needs a reason, and the clinic arranges the rest', async () => {
      assert.deepEqual((await dispense(packs({ units: 2 }))).names, ['quantity-reason'])
      const { names } = await dispense({ ...packs({ units: 2 }), quantityReason: 'One box left' })
      assert.deepEqual(names, [])
      await given.carry()
      assert.equal((await tasksOf(given, 'trust', 'homecare.part-delivery')).length, 1)
    })
    it('several batches are kept apart', async () => {
      const two = [
        { ...PACK, units: 2 },
        { ...PACK, units: 2, batch: 'B78' },
      ]
      const { supply, names } = await dispense({ packs: two })
      assert.deepEqual(names, [])
      await given.carry()
      assert.deepEqual(
        (await at('trust', supply.deliveryId(1))).dispensed?.packs.map(({ batch }) => batch),
        ['B77', 'B78'],
      )
    })
    it('a coordinator cannot', async () => {
      assert.deepEqual((await dispense({}, 'coordinator')).names, ['not-your-role'])
    })
    it('a signature that does not match refuses', async () => {
      const supply = await givenSupply(given)
      await bring(given, supply.deliveryId(1), 'booked')
      await given.write('company', (tx) =>
        tx
          .updateTable('homecare.prescription')
          .set({ signed_digest: 'changed' })
          .where('tenant_id', '=', given.tenants.company)
          .where('prescription_id', '=', supply.prescriptionId)
          .execute(),
      )
      assert.deepEqual(refused(await act(given, 'company', 'pharmacist', supply.deliveryId(1), DISPENSE)), [
        'signature',
      ])
    })
    it('a prescription past its last day refuses', async () => {
      const supply = await givenSupply(given)
      await bring(given, supply.deliveryId(1), 'booked')
      const back = given.clock.now()
      given.clock.forward(200 * 86_400)
      const names = refused(await act(given, 'company', 'pharmacist', supply.deliveryId(1), DISPENSE))
      given.clock.forward((back.getTime() - given.clock.now().getTime()) / 1000)
      assert.ok(names.includes('expired'), names.join())
    })
  })

  it('that fail make a task and a matter, which ends when they are arranged again', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'dispatched')
    await act(given, 'company', 'coordinator', id, { event: 'fail', code: 'patient-out', fault: 'patient' })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['failed', 'failed'])
    const [task] = (await tasksOf(given, 'trust', 'homecare.delivery-failed')).filter(
      ({ patient_id }) => patient_id === supply.patientId,
    )
    assert.equal(task?.priority, 'urgent', 'the first dose is a week away')
    await act(given, 'company', 'coordinator', id, { event: 'rebook' })
    await given.carry()
    const matter = await given.read('trust', (tx) =>
      tx
        .selectFrom('homecare.matter')
        .select(['outcome_code', 'closed_by'])
        .where('delivery_id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    assert.equal(matter.outcome_code, 'rebook')
    assert.deepEqual([(await at('company', id)).dispensed, (await at('company', id)).bookedOn], [undefined, undefined])
  })
  it('that are booked can be given another day, and one whose day has passed is somebody’s task until it is recorded', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'booked')
    await given.carry()
    assert.equal((await at('company', id)).bookedOn, '2026-12-02')
    const mine = async (place: 'trust' | 'company') =>
      (await tasksOf(given, place, 'homecare.booking-passed')).filter(
        ({ patient_id: who }) => who === supply.patientId || who === supply.companyPatientId,
      ).length
    const night = async () => {
      for (const place of ['trust', 'company', 'company'] as const) await passDeliveryDays.work(given.system(place), {})
      return [await mine('trust'), await mine('company')]
    }
    const before = given.clock.now()
    const to = (day: string) =>
      given.clock.forward((Date.parse(`${day}T12:00:00Z`) - given.clock.now().getTime()) / 1000)
    to('2026-12-03')
    assert.deepEqual(await night(), [0, 0], 'there is a working day to record it')
    to('2026-12-04')
    assert.deepEqual(await night(), [0, 1], 'who keeps the record of it is asked, once')
    assert.deepEqual(refused(await act(given, 'trust', 'pharmacist', id, { event: 'rebook' })), ['not-your-role'])
    assert.deepEqual(await act(given, 'company', 'coordinator', id, { event: 'rebook' }), { done: true })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['due', 'due'])
    assert.deepEqual([(await at('trust', id)).bookedOn, (await at('company', id)).bookedOn], [undefined, undefined])
    assert.deepEqual(await night(), [0, 0])
    await bring(given, id, 'dispatched')
    to('2026-12-09')
    assert.deepEqual(await night(), [0, 1], 'sent out, and never recorded')
    await bring(given, id, 'delivered')
    assert.deepEqual(await night(), [0, 0])
    given.clock.forward((before.getTime() - given.clock.now().getTime()) / 1000)
  })
  it('that nobody booked in time, and then did not go out, are asked about again', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    const mine = async () =>
      (await tasksOf(given, 'company', 'homecare.never-booked')).filter(
        ({ patient_id: who }) => who === supply.companyPatientId,
      ).length
    const night = () => passDeliveryDays.work(given.system('company'), {})
    await bring(given, id, 'contacted')
    await night()
    assert.equal(await mine(), 1)
    await bring(given, id, 'booked')
    assert.equal(await mine(), 0)
    await act(given, 'company', 'coordinator', id, { event: 'rebook' })
    await night()
    assert.equal(await mine(), 1)
  })
  it('that were packed can be arranged again, and then hold what was planned', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'booked')
    const part = { ...DISPENSE, packs: [{ ...PACK, units: 2 }], quantityReason: 'One pack was short' }
    assert.deepEqual(await act(given, 'company', 'pharmacist', id, part), { done: true })
    await given.carry()
    await act(given, 'company', 'coordinator', id, { event: 'rebook' })
    await given.carry()
    for (const place of ['trust', 'company'] as const) {
      const { state, units, dispensed } = await at(place, id)
      assert.deepEqual([state, units, dispensed], ['due', 4, undefined], place)
    }
  })
  it('that came too warm make a task on both sides, and do not count once quarantined by the clinic', async () => {
    const supply = await givenSupply(given)
    const id = supply.deliveryId(1)
    await bring(given, id, 'dispatched')
    await act(given, 'company', 'coordinator', id, { ...DELIVER, temperature: 19 } as typeof DELIVER)
    await given.carry()
    assert.ok((await tasksOf(given, 'trust', 'homecare.temperature-out')).length > 0)
    await act(given, 'trust', 'pharmacist', id, { event: 'quarantine', reason: 'Too warm' })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['quarantined', 'quarantined'])
    await act(given, 'company', 'pharmacist', id, { event: 'destroy', outcome: 'Not stable above 8 °C' })
    await given.carry()
    assert.deepEqual(await statesOf(given, id), ['destroyed', 'destroyed'])
  })

  it('are nobody else’s', async () => {
    const { deliveryId } = await givenSupply(given)
    const input = { deliveryId: deliveryId(1), version: 1, act: { event: 'dispatch' } } as const
    await assert.rejects(actOnDelivery(given.as('otherTrust', 'pharmacist'), input), NotFoundError)
    await assert.rejects(actOnDelivery(given.as('surgery', 'doctor'), input), NotFoundError)
    await assert.rejects(actOnDelivery(given.as('company', 'receptionist'), input), NotAllowedError)
    await assert.rejects(
      actOnDelivery(given.as('company', 'pharmacist', { purpose: 'administration' }), input),
      NotAllowedError,
    )
  })
  it('are not changed from an old page, and once for a double click', async () => {
    const { deliveryId } = await givenSupply(given)
    const id = deliveryId(1)
    const input = { deliveryId: id, version: 1, act: { event: 'contact' }, count: COUNT } as const
    const key = given.newId()
    const twice = () => given.as('company', 'coordinator', { idempotencyKey: key })
    assert.deepEqual(
      [await actOnDelivery(twice(), input), await actOnDelivery(twice(), input)],
      [{ done: true }, { done: true }],
    )
    await assert.rejects(
      actOnDelivery(given.as('company', 'coordinator', { idempotencyKey: given.newId() }), input),
      ConflictError,
    )
  })
  it('are not acted on for a company that uses Troth, nor by the clinic as if it were one', async () => {
    const { deliveryId } = await givenSupply(given)
    const id = deliveryId(1)
    const onBehalf = { source: 'telephone', saidOn: '2026-11-30' } as const
    assert.deepEqual(
      refused(await act(given, 'trust', 'coordinator', id, { event: 'contact' }, { count: COUNT, onBehalf })),
      ['uses-troth'],
    )
    assert.deepEqual(refused(await act(given, 'trust', 'pharmacist', id, { event: 'contact' }, { count: COUNT })), [
      'not-your-role',
    ])
  })
})
