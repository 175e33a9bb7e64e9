import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  followUpsOfDelivery,
  followUpsOfPrescription,
  planDeath,
  type PlannedStep,
  planReplacement,
  planStop,
  planWithdrawal,
} from './cascade.ts'
import { underWay } from './world.test-support.ts'

const world = underWay()
world.deliveries[0]!.state = 'dispatched'
world.deliveries[1]!.state = 'delivered'
world.deliveries[3]!.state = 'planned'
world.prescriptions[2]!.state = 'draft'
const says = (plan: readonly PlannedStep[]) => plan.map(({ on, id, event }) => `${on} ${id}: ${event}`)
const ended = [
  'prescription p: request-cancel',
  'delivery p1: request-recall',
  'prescription q: request-cancel',
  'delivery q1: request-recall',
  'prescription rival: discard',
]

describe('The plan', () => {
  it('of a death closes, stops, cancels and recalls; what was delivered is left', () =>
    assert.deepEqual(says(planDeath(world)), ['enrolment e: record-death', 'therapy t: stop', ...ended]))
  it('of a stop leaves the registration', () =>
    assert.deepEqual(says(planStop(world, 't')), ['therapy t: stop', ...ended]))
  it('of a withdrawal leaves the treatment', () =>
    assert.deepEqual(says(planWithdrawal(world, 'e')), ['enrolment e: withdraw', ...ended]))
  it('of a replacement asks back the deliveries of the old one alone', () =>
    assert.deepEqual(says(planReplacement(world, world.prescriptions[1]!)), ['delivery p1: request-recall']))
  it('of another treatment touches nothing', () => assert.deepEqual(planStop(world, 'other'), []))
})

describe('Too late to stop', () => {
  it('is a call to the patient and an incident, for the prescription and for the delivery', () => {
    const both = ['call-patient', 'report-incident']
    assert.deepEqual(followUpsOfPrescription('too-late'), both)
    assert.deepEqual(followUpsOfPrescription('partly-cancelled'), both)
    assert.deepEqual(followUpsOfDelivery('recall-requested', 'delivered'), both)
  })
  it('and nothing when nothing was late', () => {
    assert.deepEqual(followUpsOfDelivery('dispatched', 'delivered'), [])
    assert.deepEqual(followUpsOfPrescription('cancelled'), [])
  })
})
