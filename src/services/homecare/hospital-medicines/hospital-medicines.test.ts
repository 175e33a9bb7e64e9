import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { registerPatient } from '../../../core/patients/index.ts'
import { amina, nextNhsNumber } from '../../../core/patients/people.test-support.ts'
import { givenCare } from '../care.test-support.ts'
import { HomecareTest } from '../homecare.test-support.ts'
import { decideWhose } from '../matching/commands/decide.ts'
import { Registrations } from '../enrolments/registration.test-support.ts'
import { enterMedicine } from './commands/enter-medicine.ts'
import { tellGp } from './commands/tell-gp.ts'
import { listHospitalMedicines } from './queries/hospital-medicines.ts'
import '../index.ts'

describe('A GP practice that is told of a medicine from hospital', () => {
  const given = new HomecareTest()
  const all = new Registrations(given)
  const receptionist = () => given.as('surgery', 'receptionist')
  const PRACTICE = 'Z99001'

  /** Someone of both organisations, treated at the trust. */
  const treated = async (generalPractice: string | undefined = PRACTICE, atSurgery: object | false = {}) => {
    const nhsNumber = { number: nextNhsNumber(), status: '01' } as const
    const patientId = await all.patient({ nhsNumber, ...(generalPractice === undefined ? {} : { generalPractice }) })
    const care = await givenCare(given, { patientId })
    const theirs = atSurgery ? await registerPatient(receptionist(), amina({ nhsNumber, ...atSurgery })) : undefined
    return { ...care, surgeryPatientId: theirs?.patientId }
  }
  const tell = (therapyId: string, what: 'started' | 'stopped') =>
    given.write('trust', (tx) => tellGp(tx, given.as('trust', 'doctor'), therapyId, what))
  const medicines = (patientId: string) =>
    given.read('surgery', (tx) => listHospitalMedicines(tx, given.tenants.surgery, [patientId]))
  const held = (therapyId: string) =>
    given.read('surgery', (tx) =>
      tx
        .selectFrom('homecare.unmatched')
        .selectAll()
        .where('tenant_id', '=', given.tenants.surgery)
        .where('about_id', '=', therapyId)
        .orderBy('number')
        .execute(),
    )

  it('has it on the record of the patient, and a task to enter it', async () => {
    const { therapyId, surgeryPatientId = '' } = await treated()
    await tell(therapyId, 'started')
    await given.carry()
    const [medicine] = await medicines(surgeryPatientId)
    assert.deepEqual(
      [medicine?.medicine, medicine?.startedOn, medicine?.stoppedOn, medicine?.enteredAt],
      ['Adalimumab', '2026-11-30', undefined, undefined],
    )
    assert.deepEqual(await all.tasks(therapyId, 'surgery'), ['homecare.enter-hospital-medicine'])
  })
  it('says once that it is in its system, to its own people, by what it says now', async () => {
    const { therapyId } = await treated()
    await tell(therapyId, 'started')
    await given.carry()
    const enter = { therapyId, version: 1 }
    await assert.rejects(enterMedicine(given.as('otherTrust', 'nurse'), enter), NotFoundError)
    await assert.rejects(enterMedicine(given.as('surgery', 'administrator'), enter), NotAllowedError)
    await assert.rejects(enterMedicine(receptionist(), { ...enter, version: 0 }), ConflictError)
    const key = given.newId()
    const twice = () => given.as('surgery', 'receptionist', { idempotencyKey: key })
    for (const _ of [1, 2]) assert.equal(await enterMedicine(twice(), enter), 'done')
    assert.equal(await enterMedicine(receptionist(), { ...enter, version: 2 }), 'already-entered')
    assert.deepEqual(await all.tasks(therapyId, 'surgery'), [])
  })
  it('learns that it has stopped, and enters that', async () => {
    const { therapyId, surgeryPatientId = '' } = await treated()
    await tell(therapyId, 'started')
    await tell(therapyId, 'stopped')
    await given.carry()
    const [medicine] = await medicines(surgeryPatientId)
    assert.equal(medicine?.stoppedOn, '2026-11-30')
    assert.deepEqual(await all.tasks(therapyId, 'surgery'), ['homecare.end-hospital-medicine'])
  })
  it('asks a person when nobody fits, and loses nothing', async () => {
    const { therapyId } = await treated(PRACTICE, false)
    await tell(therapyId, 'started')
    await tell(therapyId, 'stopped')
    await given.carry()
    const waiting = await held(therapyId)
    assert.equal(waiting.length, 2)
    const found = await registerPatient(receptionist(), amina({ names: amina().names, birthDate: '1999-01-01' }))
    assert.ok(!('refused' in found))
    const which = { messageId: waiting[0]?.message_id ?? '', version: 1 }
    assert.deepEqual(await decideWhose(receptionist(), { ...which, whose: 'new' }), { refused: 'cannot-register' })
    assert.deepEqual(await decideWhose(receptionist(), { ...which, whose: { patientId: given.newId() } }), {
      refused: 'no-such-patient',
    })
    const whose = { patientId: found.patientId }
    assert.deepEqual(await decideWhose(receptionist(), { ...which, whose }), whose)
    assert.equal((await medicines(found.patientId))[0]?.stoppedOn, '2026-11-30')
  })
  it('may say that it is about nobody here: what was said stays readable', async () => {
    const { therapyId } = await treated(PRACTICE, false)
    await tell(therapyId, 'started')
    await given.carry()
    const [waiting] = await held(therapyId)
    const which = { messageId: waiting?.message_id ?? '', version: 1 }
    assert.deepEqual(await decideWhose(receptionist(), { ...which, whose: 'nobody' }), { patientId: undefined })
    const [kept] = await held(therapyId)
    assert.ok(kept?.settled_at && kept.content.length > 0)
  })
  for (const [why, practice] of [
    ['is not on the register', 'Z99999'],
    ['is not known', undefined],
  ] as const)
    it(`gets a letter when it ${why}: whoever has the registration is asked`, async () => {
      const nhsNumber = { number: nextNhsNumber(), status: '01' } as const
      const patientId = await all.patient({
        nhsNumber,
        ...(practice === undefined ? {} : { generalPractice: practice }),
      })
      const { therapyId } = await givenCare(given, { patientId })
      await tell(therapyId, 'started')
      const rows = await given.read('trust', (tx) =>
        (
          tx as unknown as Reader<{
            'core.task': { tenant_id: string; reason: string; entity_id: string; owner_account_id: string | null }
          }>
        )
          .selectFrom('core.task')
          .select(['reason', 'owner_account_id'])
          .where('tenant_id', '=', given.tenants.trust)
          .where('entity_id', '=', therapyId)
          .execute(),
      )
      assert.deepEqual(rows, [{ reason: 'homecare.write-to-gp', owner_account_id: given.idOf('trust', 'nurse') }])
    })
})
