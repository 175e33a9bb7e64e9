import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { name } from '../people.test-support.ts'
import {
  findAllergyNote,
  findHomeAccess,
  findRelatedPersonNote,
  getAllergyStatus,
  listAllergies,
  listMeasurements,
  listRelatedPeople,
} from '../queries/patient-parts.ts'
import { changeHomeAccess } from './change-home-access.ts'
import { addRelatedPerson, changeRelatedPerson, removeRelatedPerson } from './change-related-people.ts'
import { changeAllergy, endAllergy, recordAllergy, recordNoKnownAllergies } from './record-allergies.ts'
import { recordMeasurement, strikeOutMeasurement } from './record-measurement.ts'
import { RecordTest } from '../record.test-support.ts'

describe('The record of a patient', () => {
  const t = new RecordTest()

  describe('says about allergies', () => {
    const status = (patientId: string) => t.read((tx) => getAllergyStatus(tx, t.nurse, patientId))
    const penicillin = {
      substance: 'Penicillin',
      code: undefined,
      reactions: ['rash'] as const,
      severity: 'severe' as const,
    }
    it('that nobody has asked, at first', async () => {
      assert.deepEqual(await status(await t.register()), { status: 'not-yet-asked' })
    })
    it('that none are known, with who asked and when', async () => {
      const patientId = await t.register()
      await recordNoKnownAllergies(t.nurse, { patientId, version: 1 })
      assert.deepEqual(await status(patientId), {
        status: 'none-known',
        askedOn: '2026-11-22',
        askedBy: t.nurse.actor.id,
      })
    })
    it('which they are, and their sealed words are not in the table', async () => {
      const patientId = await t.register()
      const { allergyId } = await recordAllergy(t.nurse, { patientId, allergy: penicillin, note: 'Collapsed in 1999' })
      const now = await status(patientId)
      assert.equal(now.status, 'listed')
      assert.equal(await t.read((tx) => findAllergyNote(tx, t.nurse, allergyId)), 'Collapsed in 1999')
      const stored = await t.read((tx) =>
        tx
          .selectFrom('core.patient_allergy')
          .select('note')
          .where('allergy_id', '=', allergyId)
          .executeTakeFirstOrThrow(),
      )
      assert.equal(stored.note?.includes('Collapsed'), false)
    })
    it('never "none known" while one stands', async () => {
      const patientId = await t.register()
      await recordAllergy(t.nurse, { patientId, allergy: penicillin })
      const { version } = await t.get(patientId)
      assert.deepEqual(await recordNoKnownAllergies(t.nurse, { patientId, version }), { refused: 'has-allergies' })
    })
    it('that they must be asked again, when the last was found to be wrong', async () => {
      const patientId = await t.register()
      const { allergyId } = await recordAllergy(t.nurse, { patientId, allergy: penicillin })
      await changeAllergy(t.nurse, {
        allergyId,
        version: 1,
        allergy: { ...penicillin, severity: 'mild', recordedOn: '2026-11-22' },
      })
      await assert.rejects(endAllergy(t.nurse, { allergyId, version: 1, reason: 'Tested' }), { name: 'ConflictError' })
      await endAllergy(t.nurse, { allergyId, version: 2, reason: 'Tested' })
      assert.deepEqual(await status(patientId), { status: 'not-yet-asked' })
      assert.equal((await t.read((tx) => listAllergies(tx, t.nurse, [patientId])))[0]?.endedOn, '2026-11-22')
    })
    it('only what those who treat or supply recorded', async () => {
      const patientId = await t.register()
      await assert.rejects(recordAllergy(t.test.as(['receptionist']), { patientId, allergy: penicillin }), {
        name: 'NotAllowedError',
      })
    })
  })

  describe('holds', () => {
    it('weights and heights, and strikes out the wrong ones', async () => {
      const patientId = await t.register()
      const weight = {
        patientId,
        kind: 'weight' as const,
        value: 72.5,
        measuredOn: '2026-11-20',
        source: 'measured' as const,
      }
      const { measurementId } = await recordMeasurement(t.nurse, weight)
      await assert.rejects(recordMeasurement(t.nurse, { ...weight, value: 7250 }), { name: 'BadRequestError' })
      await assert.rejects(recordMeasurement(t.nurse, { ...weight, measuredOn: '2026-11-23' }), {
        name: 'BadRequestError',
      })
      await strikeOutMeasurement(t.nurse, { measurementId, version: 1, reason: 'Another patient' })
      assert.deepEqual(
        (await t.read((tx) => listMeasurements(tx, t.nurse, [patientId]))).map(({ value, struckOut }) => [
          value,
          struckOut,
        ]),
        [[72.5, true]],
      )
    })
    it('who may be told what, with a sealed note', async () => {
      const patientId = await t.register()
      const { relatedPersonId } = await addRelatedPerson(t.nurse, {
        patientId,
        person: sister,
        note: 'Not about the drinking',
      })
      assert.equal(await t.read((tx) => findRelatedPersonNote(tx, t.nurse, relatedPersonId)), 'Not about the drinking')
      await changeRelatedPerson(t.nurse, { relatedPersonId, version: 1, person: { ...sister, mayBeTold: [] } })
      await assert.rejects(changeRelatedPerson(t.nurse, { relatedPersonId, version: 1, person: sister }), {
        name: 'ConflictError',
      })
      const [person] = await t.read((tx) => listRelatedPeople(tx, t.nurse, [patientId]))
      assert.deepEqual([person?.mayBeTold, person?.hasNote], [[], true])
      await removeRelatedPerson(t.nurse, { relatedPersonId, version: 2 })
      assert.deepEqual(await t.read((tx) => listRelatedPeople(tx, t.nurse, [patientId])), [])
    })
    it('how to get into the home, sealed, for those who visit', async () => {
      const patientId = await t.register()
      const coordinator = t.test.as(['homecare-coordinator'])
      await changeHomeAccess(coordinator, { patientId, version: 0, instructions: 'Key safe 4711' })
      assert.equal((await t.read((tx) => findHomeAccess(tx, coordinator, patientId)))?.instructions, 'Key safe 4711')
      const stored = await t.read((tx) =>
        tx
          .selectFrom('core.patient_home_access')
          .select('instructions')
          .where('patient_id', '=', patientId)
          .executeTakeFirstOrThrow(),
      )
      assert.equal(stored.instructions.includes('4711'), false)
      await assert.rejects(changeHomeAccess(coordinator, { patientId, version: 0, instructions: 'x' }), {
        name: 'ConflictError',
      })
      await assert.rejects(changeHomeAccess(t.test.as(['doctor']), { patientId, version: 1, instructions: 'x' }), {
        name: 'NotAllowedError',
      })
      await changeHomeAccess(coordinator, { patientId, version: 1, instructions: '' })
      assert.equal(await t.read((tx) => findHomeAccess(tx, coordinator, patientId)), undefined)
    })
  })
})

const sister = {
  name: name('Sana', 'Khan'),
  relationships: ['sibling', 'next-of-kin'] as const,
  telephone: '+447700900111',
  email: undefined,
  address: undefined,
  language: undefined,
  interpreterRequired: false,
  mayBeTold: ['appointments'] as const,
  start: undefined,
  end: undefined,
}
