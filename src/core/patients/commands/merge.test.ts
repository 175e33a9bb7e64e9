import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixedClock } from '../../clock.ts'
import { name, nextNhsNumber } from '../people.test-support.ts'
import type { NewPatient, Patient } from '../patient.ts'
import { getAllergyStatus } from '../queries/patient-parts.ts'
import { changeContactPoints, changeNames } from './change-details.ts'
import { markSensitive } from './mark-sensitive.ts'
import { mergePatients } from './merge-patients.ts'
import { recordAllergy, recordNoKnownAllergies } from './record-allergies.ts'
import { unmergePatients } from './unmerge-patients.ts'
import { RecordTest } from '../record.test-support.ts'

describe('The record of a patient', () => {
  const t = new RecordTest()

  describe('that is one person’s second', () => {
    const merger = () => t.test.as(['nurse'], { rights: ['merge-records', 'see-sensitive-records'] })
    const two = async (mine: Partial<NewPatient> = {}, theirs: Partial<NewPatient> = {}) => {
      const [survivorId, mergedId] = [await t.register(mine), await t.register(theirs)]
      return {
        survivorId,
        mergedId,
        survivorVersion: 1,
        mergedVersion: 1,
        reason: 'Same person, checked with PDS',
        choices: {},
      }
    }
    const stable = ({ version: _version, updatedAt: _updatedAt, ...rest }: Patient) => rest

    it('is merged, found by its old keys, and restored exactly', async () => {
      const number = nextNhsNumber()
      const pair = await two(
        { names: [name('Mary', 'Survivor')], contactPoints: [] },
        { names: [name('Marie', 'Mergeaway')], nhsNumber: { number, status: '01' }, birthDate: '1961-12-03' },
      )
      const before = [stable(await t.get(pair.survivorId)), stable(await t.get(pair.mergedId))]
      const { mergeId } = await mergePatients(merger(), {
        ...pair,
        choices: { nhsNumber: 'merged', birthDate: 'merged' },
      })

      const survivor = await t.get(pair.survivorId)
      assert.deepEqual(survivor.nhsNumber, { number, status: '01' })
      assert.equal(survivor.birthDate, '1961-12-03')
      assert.equal(survivor.contactPoints.length, 1)
      assert.equal((await t.get(pair.mergedId)).mergedInto, pair.survivorId)
      for (const text of ['mergeaway', 'survivor', number, 'marie mergeaway 3/12/1961'])
        assert.deepEqual(await t.find(text), [pair.survivorId], text)
      assert.ok('number' in before[0]!.nhsNumber)
      assert.deepEqual(await t.find(before[0]!.nhsNumber.number), [pair.survivorId], 'the number that gave way')

      const done = await unmergePatients(merger(), {
        mergeId,
        survivorVersion: survivor.version,
        reason: 'Not the same',
      })
      assert.deepEqual(done, { survivorId: pair.survivorId, mergedId: pair.mergedId, kept: [] })
      assert.deepEqual([stable(await t.get(pair.survivorId)), stable(await t.get(pair.mergedId))], before)
      assert.deepEqual(await t.find('mergeaway'), [pair.mergedId])
      assert.deepEqual(await t.find(number), [pair.mergedId])
      assert.deepEqual(await t.find(before[0]!.nhsNumber.number), [pair.survivorId])
    })
    it('keeps what was changed after the merge, and says so', async () => {
      const pair = await two({ contactPoints: [] })
      const { mergeId } = await mergePatients(merger(), pair)
      const { version } = await t.get(pair.survivorId)
      await changeContactPoints(t.nurse, {
        patientId: pair.survivorId,
        version,
        contactPoints: [{ system: 'phone', use: 'home', value: '+441632960001', source: 'patient' }],
      })
      const done = await unmergePatients(merger(), { mergeId, survivorVersion: version + 1, reason: 'Not the same' })
      assert.deepEqual('kept' in done && done.kept, ['contact_points'])
      assert.equal((await t.get(pair.survivorId)).contactPoints[0]?.value, '+441632960001')
    })
    it('shows an allergy of either', async () => {
      const pair = await two()
      await recordNoKnownAllergies(t.nurse, { patientId: pair.survivorId, version: 1 })
      await recordAllergy(t.nurse, {
        patientId: pair.mergedId,
        allergy: { substance: 'Latex', code: undefined, reactions: [], severity: 'unknown' },
      })
      const { mergeId } = await mergePatients(merger(), { ...pair, survivorVersion: 2, mergedVersion: 2 })
      const merged = await t.read((tx) => getAllergyStatus(tx, t.nurse, pair.survivorId))
      assert.equal(merged.status, 'listed')
      const { version } = await t.get(pair.survivorId)
      await unmergePatients(merger(), { mergeId, survivorVersion: version, reason: 'Not the same' })
      assert.equal((await t.read((tx) => getAllergyStatus(tx, t.nurse, pair.survivorId))).status, 'none-known')
      assert.equal((await t.read((tx) => getAllergyStatus(tx, t.nurse, pair.mergedId))).status, 'listed')
    })
    it('is hidden when either is sensitive', async () => {
      const pair = await two({}, { addresses: [{ use: 'home', lines: ['1 Quiet Row'], postcode: 'HU1 1AA' }] })
      await markSensitive(t.nurse, { patientId: pair.survivorId, version: 1, sensitive: true, reason: 'Risk' })
      const { mergeId } = await mergePatients(merger(), { ...pair, survivorVersion: 2 })
      assert.deepEqual(await t.find('HU1 1AA'), [])
      assert.equal((await t.get(pair.mergedId)).contactHidden, true)
      const { version } = await t.get(pair.survivorId)
      await unmergePatients(merger(), { mergeId, survivorVersion: version, reason: 'Not the same' })
      assert.deepEqual(await t.find('HU1 1AA'), [pair.mergedId])
      assert.equal((await t.get(pair.survivorId)).sensitive, true)
    })
    it('is hidden with all that was merged into it before, and shown again with it', async () => {
      const pair = await two({}, { addresses: [{ use: 'home', lines: ['2 Quiet Row'], postcode: 'HU2 2AA' }] })
      await mergePatients(merger(), pair)
      const hidden = await t.register()
      await markSensitive(t.nurse, { patientId: hidden, version: 1, sensitive: true, reason: 'Risk' })
      const later = { ...merger(), clock: fixedClock('2026-11-22T11:00:00Z') }
      const { mergeId } = await mergePatients(later, {
        ...pair,
        survivorVersion: (await t.get(pair.survivorId)).version,
        mergedId: hidden,
        mergedVersion: 2,
      })
      for (const id of [pair.survivorId, pair.mergedId, hidden]) {
        const { contactHidden, addresses } = await t.get(id)
        assert.deepEqual([contactHidden, addresses], [true, []])
      }
      const { version: survivorVersion } = await t.get(pair.survivorId)
      const answer = await unmergePatients(merger(), { mergeId, survivorVersion, reason: 'Not the same' })
      assert.ok('kept' in answer)
      const marks = [pair.survivorId, pair.mergedId, hidden].map(async (id) => (await t.get(id)).sensitive)
      assert.deepEqual(await Promise.all(marks), [false, false, true])
      assert.deepEqual(await t.find('HU2 2AA'), [pair.survivorId])
    })
    it('carries along what was merged into it, and takes merges back newest first', async () => {
      const pair = await two()
      const third = await t.register()
      const first = await mergePatients(merger(), pair)
      const { version } = await t.get(pair.survivorId)
      const second = await mergePatients(merger(), {
        ...pair,
        survivorId: third,
        mergedId: pair.survivorId,
        mergedVersion: version,
      })
      assert.equal((await t.get(pair.mergedId)).mergedInto, third)
      const refused = await unmergePatients(merger(), { mergeId: first.mergeId, survivorVersion: 0, reason: 'Wrong' })
      assert.deepEqual(refused, { refused: 'survivor-is-merged' })
      await unmergePatients(merger(), {
        mergeId: second.mergeId,
        survivorVersion: (await t.get(third)).version,
        reason: 'Wrong',
      })
      assert.equal((await t.get(pair.mergedId)).mergedInto, pair.survivorId)
      const survivor = await t.get(pair.survivorId)
      assert.ok(
        'kept' in
          (await unmergePatients(merger(), {
            mergeId: first.mergeId,
            survivorVersion: survivor.version,
            reason: 'Wrong',
          })),
      )
      assert.deepEqual(
        await unmergePatients(merger(), { mergeId: first.mergeId, survivorVersion: 1, reason: 'Wrong' }),
        { refused: 'already-unmerged' },
      )
    })
    it('is merged only by those with the right, and only as it was seen', async () => {
      const pair = await two()
      await assert.rejects(mergePatients(t.nurse, pair), { name: 'NotAllowedError' })
      await assert.rejects(mergePatients(merger(), { ...pair, mergedVersion: 7 }), { name: 'ConflictError' })
      await assert.rejects(mergePatients(merger(), { ...pair, mergedId: pair.survivorId }), { name: 'NotFoundError' })
      await assert.rejects(mergePatients({ ...merger(), tenantId: t.test.otherTenantId }, pair), {
        name: 'NotFoundError',
      })
    })
    it('is merged only by those who may see what either record hides', async () => {
      const pair = await two()
      await markSensitive(t.nurse, { patientId: pair.mergedId, version: 1, sensitive: true, reason: 'Risk' })
      const blind = t.test.as(['nurse'], { rights: ['merge-records'] })
      await assert.rejects(mergePatients(blind, { ...pair, mergedVersion: 2 }), { name: 'NotAllowedError' })
      assert.equal((await t.get(pair.mergedId)).mergedInto, undefined)
    })
    it('shows in the banner of either record what was recorded since', async () => {
      const pair = await two()
      await recordNoKnownAllergies(t.nurse, { patientId: pair.mergedId, version: 1 })
      await mergePatients(merger(), { ...pair, mergedVersion: 2 })
      await recordAllergy(t.nurse, {
        patientId: pair.survivorId,
        allergy: { substance: 'Penicillin', code: undefined, reactions: [], severity: 'severe' },
      })
      for (const id of [pair.survivorId, pair.mergedId])
        assert.equal((await t.read((tx) => getAllergyStatus(tx, t.nurse, id))).status, 'listed')
    })
    it('cannot be edited while it is merged', async () => {
      const pair = await two()
      await mergePatients(merger(), pair)
      const { version } = await t.get(pair.mergedId)
      await assert.rejects(changeNames(t.nurse, { patientId: pair.mergedId, version, names: [name('A', 'B')] }), {
        name: 'ConflictError',
      })
    })
  })
})
