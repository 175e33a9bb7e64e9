// Runs alone: it hears of every step, and with the whole program others listen too.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Prescription } from '../queries/prescriptions.ts'
import {
  announce,
  listen,
  onPrescriptionStep,
  tellCompanyOfCancellation,
  tellCompanyOfHold,
  tellCompanyOfRecall,
} from './announce.ts'

const tx = {} as AnyTx
const ctx = {} as Context
const prescription = { prescriptionId: 'p' } as Prescription
const delivery = { deliveryId: 'd', prescriptionId: 'p', patientId: 'x', number: 1, from: 'booked' } as const

describe('What others do because of a step', () => {
  it('is done in the order in which they registered, each with the same transaction', async () => {
    const heard: string[] = []
    listen('recall-asked', async (given, _, { delivery: { deliveryId }, reason }) => {
      await Promise.resolve()
      assert.equal(given, tx)
      heard.push(`first ${deliveryId} ${reason}`)
    })
    listen('recall-asked', () => Promise.resolve(void heard.push('second')))
    await tellCompanyOfRecall(tx, ctx, delivery, 'Stopped')
    assert.deepEqual(heard, ['first d Stopped', 'second'])
  })
  it('is done for the steps that were named, and for no other', async () => {
    const heard: string[] = []
    onPrescriptionStep(['acknowledge', 'supply'], (_, __, { event }) => Promise.resolve(void heard.push(event)))
    for (const event of ['screen', 'acknowledge', 'supply', 'complete'] as const)
      await announce(tx, ctx, 'prescription-moved', { prescription, event, to: 'acknowledged', reason: undefined })
    assert.deepEqual(heard, ['acknowledge', 'supply'])
  })
  it('undoes the step when it cannot be done', async () => {
    listen('cancellation-asked', () => Promise.reject(new Error('The company cannot be told')))
    await assert.rejects(tellCompanyOfCancellation(tx, ctx, prescription, 'Why'), /cannot be told/)
  })
  it('is nothing when nobody listens', async () => {
    await tellCompanyOfHold(tx, ctx, { therapyId: 't', patientId: 'x', isHeld: true }, 'Why')
  })
})
