import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import {
  changeAllergy,
  endAllergy,
  getAllergyStatus,
  getPatient,
  listAllergies,
  mergePatients,
  recordAllergy,
  recordNoKnownAllergies,
  registerPatient,
  unmergePatients,
} from '../../../core/patients/index.ts'
import { amina, nextNhsNumber } from '../../../core/patients/people.test-support.ts'
import { allSayings } from '../exchange/commands/saying.ts'
import { HomecareTest, type Place } from '../homecare.test-support.ts'
import { Registrations } from './registration.test-support.ts'
import '../index.ts'

const PENICILLIN = { substance: 'Penicillin', code: undefined, reactions: ['rash'], severity: 'severe' } as const
const LATEX = { substance: 'Latex', code: undefined, reactions: [], severity: 'unknown' } as const

describe('Allergies of a patient who is supplied by a homecare company', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const nurse = () => given.as('trust', 'nurse')
  const atCompany = async (enrolmentId: string) => (await all.row(enrolmentId, 'company'))?.patient_id ?? ''
  const answer = (place: Place, patientId: string) =>
    given.read(place, (tx) => getAllergyStatus(tx as never, given.as(place, 'coordinator'), patientId))
  const listed = async (place: Place, patientId: string) => {
    const status = await answer(place, patientId)
    return status.status === 'listed' ? status.allergies.map(({ substance }) => substance) : status.status
  }
  const version = (place: Place, patientId: string) =>
    given
      .read(place, (tx) => getPatient(tx as never, given.as(place, 'coordinator'), patientId))
      .then((patient) => patient.version)

  it('are on the company’s record as soon as the registration is: none known, and when that was asked', async () => {
    const { enrolmentId, patientId } = await all.submitted()
    await given.carry()
    const [here, there] = [await answer('trust', patientId), await answer('company', await atCompany(enrolmentId))]
    assert.equal(there.status, 'none-known')
    assert.equal('askedOn' in there && there.askedOn, 'askedOn' in here && here.askedOn)
  })
  it('are on the company’s record with how severe they are and what happened', async () => {
    const patientId = await all.patient()
    await recordAllergy(nurse(), { patientId, allergy: PENICILLIN })
    const { enrolmentId } = await all.submitted({ patientId })
    await given.carry()
    const there = await answer('company', await atCompany(enrolmentId))
    assert.ok(there.status === 'listed')
    assert.deepEqual(
      there.allergies.map(({ substance, severity, reaction }) => [substance, severity, reaction]),
      [['Penicillin', 'severe', 'rash or hives']],
    )
  })
  it('that the hospital learns of later reach the company, once', async () => {
    const { enrolmentId, patientId } = await all.submitted()
    await given.carry()
    const key = given.newId()
    for (const _ of [1, 2])
      await recordAllergy(given.as('trust', 'nurse', { idempotencyKey: key }), { patientId, allergy: PENICILLIN })
    await given.carry()
    await recordAllergy(nurse(), { patientId, allergy: LATEX })
    await given.carry()
    const theirs = await atCompany(enrolmentId)
    assert.deepEqual(await listed('company', theirs), ['Penicillin', 'Latex'])
    const rows = await given.read('company', (tx) =>
      listAllergies(tx as never, given.as('company', 'coordinator'), [theirs]),
    )
    assert.equal(rows.length, 2)
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])
  })
  it('grow no milder: a severity that the hospital corrects upwards arrives, one that it corrects downwards is settled', async () => {
    const patientId = await all.patient()
    const mild = { ...PENICILLIN, severity: 'mild', recordedOn: given.clock.today() } as const
    const { allergyId } = await recordAllergy(nurse(), { patientId, allergy: mild })
    const { enrolmentId } = await all.submitted({ patientId })
    await given.carry()
    const worst = { ...mild, severity: 'severe', reactions: ['rash', 'anaphylaxis'] } as const
    await changeAllergy(nurse(), { allergyId, version: 1, allergy: worst })
    await given.carry()
    const there = await answer('company', await atCompany(enrolmentId))
    assert.ok(there.status === 'listed')
    assert.deepEqual(
      [there.allergies[0].severity, there.allergies[0].reaction],
      ['severe', 'rash or hives, anaphylaxis'],
    )
    assert.deepEqual(await all.tasks(enrolmentId, 'company'), ['homecare.registration-to-answer'])
    await changeAllergy(nurse(), { allergyId, version: 2, allergy: mild })
    await given.carry()
    const still = await answer('company', await atCompany(enrolmentId))
    assert.ok(still.status === 'listed' && still.allergies[0].severity === 'severe')
    assert.ok((await all.tasks(enrolmentId, 'company')).includes('homecare.allergies-differ'))
  })
  it('are recorded whatever Troth may tell the company, and a person then telephones', async () => {
    const outside = await all.submitted({ isOnTroth: false })
    await recordAllergy(nurse(), { patientId: outside.patientId, allergy: PENICILLIN })
    assert.ok((await all.tasks(outside.enrolmentId)).includes('homecare.telephone-company'))
    const inside = await all.submitted()
    const kinds = async (to: readonly string[]) =>
      given.write('trust', async (tx) => {
        await sql`update core.disclosure_recipient set kinds = ${[...to]}::text[] where tenant_id = ${given.tenants.trust}`.execute(
          tx,
        )
      })
    await kinds(['homecare.registration-sent'])
    await recordAllergy(nurse(), { patientId: inside.patientId, allergy: PENICILLIN })
    await kinds(allSayings())
    assert.deepEqual(await listed('trust', inside.patientId), ['Penicillin'])
    assert.ok((await all.tasks(inside.enrolmentId)).includes('homecare.telephone-company'))
  })
  it('that only the company knows stay on its list, and its pharmacist settles them', async () => {
    const nhsNumber = { number: nextNhsNumber(), status: '01' } as const
    const coordinator = given.as('company', 'pharmacist')
    const theirs = await registerPatient(coordinator, amina({ nhsNumber }))
    assert.ok('patientId' in theirs && theirs.patientId)
    await recordAllergy(coordinator, { patientId: theirs.patientId, allergy: LATEX })
    const { enrolmentId } = await all.submitted({ patientId: await all.patient({ nhsNumber }) })
    await given.carry()
    assert.equal(await atCompany(enrolmentId), theirs.patientId)
    assert.deepEqual(await listed('company', theirs.patientId), ['Latex'])
    assert.ok((await all.tasks(enrolmentId, 'company')).includes('homecare.allergies-differ'))
  })
  it('that the hospital no longer lists stay with the company until a person there has looked', async () => {
    const patientId = await all.patient()
    const { allergyId } = await recordAllergy(nurse(), { patientId, allergy: PENICILLIN })
    const { enrolmentId } = await all.submitted({ patientId })
    await given.carry()
    await endAllergy(nurse(), { allergyId, version: 1, reason: 'Somebody else’s' })
    assert.equal((await answer('trust', patientId)).status, 'not-yet-asked')
    await recordNoKnownAllergies(nurse(), { patientId, version: await version('trust', patientId) })
    await given.carry()
    assert.deepEqual(await listed('company', await atCompany(enrolmentId)), ['Penicillin'])
    assert.ok((await all.tasks(enrolmentId, 'company')).includes('homecare.allergies-differ'))
  })
  it('that come with a merge reach the company too, and an unmerge takes none of them back by itself', async () => {
    const { enrolmentId, patientId } = await all.submitted()
    const other = await all.patient()
    await recordAllergy(nurse(), { patientId: other, allergy: PENICILLIN })
    await given.carry()
    const merger = given.as('trust', 'nurse', { rights: ['merge-records'] })
    const merged = await mergePatients(merger, {
      survivorId: patientId,
      mergedId: other,
      survivorVersion: await version('trust', patientId),
      mergedVersion: await version('trust', other),
      choices: {},
      reason: 'The same person',
    })
    await given.carry()
    assert.deepEqual(await listed('company', await atCompany(enrolmentId)), ['Penicillin'])
    const survivorVersion = await version('trust', patientId)
    await unmergePatients(merger, { mergeId: merged.mergeId, survivorVersion, reason: 'Not the same person' })
    await given.carry()
    assert.deepEqual(await listed('company', await atCompany(enrolmentId)), ['Penicillin'])
    assert.ok((await all.tasks(enrolmentId, 'company')).includes('homecare.allergies-differ'))
  })
  it('are told to nobody while the registration is only being written, nor to another organisation', async () => {
    const { patientId } = await all.withPharmacy()
    await recordAllergy(nurse(), { patientId, allergy: PENICILLIN })
    const other = await all.submitted()
    await given.carry()
    assert.equal(await listed('company', await atCompany(other.enrolmentId)), 'none-known')
  })
})
