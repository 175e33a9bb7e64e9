import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newUuid } from '../../values/uuid.ts'
import { withContactPoint, withName } from '../entries.ts'
import { amina, name, nextNhsNumber } from '../people.test-support.ts'
import { listRelatedPeople } from '../queries/patient-parts.ts'
import {
  changeAddresses,
  changeCommunication,
  changeContactPoints,
  changeNames,
  changeNhsNumber,
  confirmContactPoints,
  recordDeath,
} from './change-details.ts'
import { addRelatedPerson } from './change-related-people.ts'
import { markSensitive } from './mark-sensitive.ts'
import { updatePatients } from './update-patients.ts'
import { RecordTest } from '../record.test-support.ts'

describe('The record of a patient', () => {
  const t = new RecordTest()

  describe('is put right', () => {
    it('with a new name, which keeps the old one findable', async () => {
      const patientId = await t.register({ names: [name('Maria', 'Oldname')] })
      const { names, version } = await t.get(patientId)
      await changeNames(t.nurse, { patientId, version, names: withName(names, name('Maria', 'Newname'), '2026-11-22') })
      const patient = await t.get(patientId)
      assert.deepEqual(
        patient.names.map(({ use, family, end }) => [use, family, end]),
        [
          ['old', 'Oldname', '2026-11-21'],
          ['usual', 'Newname', undefined],
        ],
      )
      assert.equal(patient.version, 2)
      assert.deepEqual(await t.find('oldname maria'), [patientId])
      assert.deepEqual(await t.find('newname'), [patientId])
    })
    it('unless someone else changed it first', async () => {
      const patientId = await t.register()
      await recordDeath(t.nurse, {
        patientId,
        version: 1,
        death: { on: '2026-11-20', notice: 'informal', source: 'family' },
      })
      await assert.rejects(changeNhsNumber(t.nurse, { patientId, version: 1, nhsNumber: { absence: 'not-known' } }), {
        name: 'ConflictError',
      })
    })
    it('not at all, when nothing differs', async () => {
      const patientId = await t.register()
      const { contactPoints } = await t.get(patientId)
      assert.deepEqual(await changeContactPoints(t.nurse, { patientId, version: 1, contactPoints }), {
        patientId,
        version: 1,
      })
    })
    it('but not to an NHS number that another record has', async () => {
      const number = nextNhsNumber()
      const holder = await t.register({ nhsNumber: { number, status: '01' } })
      const patientId = await t.register()
      const answer = await changeNhsNumber(t.nurse, { patientId, version: 1, nhsNumber: { number, status: '01' } })
      assert.deepEqual(answer, { refused: 'nhs-number-in-use', patientId: holder })
    })
    it('with a death before birth refused', async () => {
      const patientId = await t.register()
      await assert.rejects(
        recordDeath(t.nurse, {
          patientId,
          version: 1,
          death: { on: '1950-01-01', notice: 'formal', source: 'registrar' },
        }),
        { name: 'BadRequestError', message: 'Date of death must be the same as or after the date of birth' },
      )
    })
    it('with the day that communication needs were asked', async () => {
      const patientId = await t.register()
      await changeCommunication(t.nurse, {
        patientId,
        version: 1,
        communication: {
          language: 'bfi',
          interpreterRequired: true,
          accessibleNeeds: ['bsl-interpreter'],
          preferredChannel: undefined,
        },
      })
      assert.equal((await t.get(patientId)).communication.needsAskedOn, '2026-11-22')
    })
    it('with a telephone number confirmed today', async () => {
      const patientId = await t.register()
      await confirmContactPoints(t.nurse, { patientId, version: 1, entryIds: ['1'] })
      assert.equal((await t.get(patientId)).contactPoints[0]?.confirmedOn, '2026-11-22')
    })
    it('by the patient, for their own contact details only', async () => {
      const patientId = await t.register()
      const self = t.test.as(['patient'], {
        purpose: 'own-record',
        actor: { kind: 'patient', id: STAFF, roles: ['patient'], rights: [], patientId },
      })
      const { contactPoints } = await t.get(patientId, self)
      const point = {
        system: 'email' as const,
        use: 'home' as const,
        value: 'amina@example.com',
        source: 'patient' as const,
      }
      await changeContactPoints(self, { patientId, version: 1, contactPoints: withContactPoint(contactPoints, point) })
      assert.equal((await t.get(patientId)).contactPoints.length, 2)
      const other = await t.register()
      await assert.rejects(changeContactPoints(self, { patientId: other, version: 1, contactPoints: [] }), {
        name: 'NotAllowedError',
      })
      await assert.rejects(changeNames(self, { patientId, version: 2, names: [name('Someone', 'Else')] }), {
        name: 'NotAllowedError',
      })
    })
    it('as a whole by another system, and left alone when it says the same', async () => {
      const admin = t.test.as(['api-client'], { purpose: 'administration' })
      const wanted = amina()
      const patientId = await t.register(wanted)
      const same = await updatePatients(admin, [{ patientId, patient: wanted }])
      assert.deepEqual(same, [{ patientId, version: 1, changed: false }])
      const changed = await updatePatients(admin, [{ patientId, version: 1, patient: { ...wanted, gender: 'other' } }])
      assert.deepEqual(changed, [{ patientId, version: 2, changed: true }])
      assert.deepEqual(await updatePatients(admin, [{ patientId, version: 1, patient: wanted }]), [
        { refused: 'stale' },
      ])
      assert.deepEqual(await updatePatients(admin, [{ patientId: newUuid(new Date()), patient: wanted }]), [
        { refused: 'not-found' },
      ])
    })
  })

  describe('that is sensitive', () => {
    const sees = () => t.test.as(['nurse'], { rights: ['see-sensitive-records'] })
    it('shows where someone lives to those with the right, and to nobody else', async () => {
      const patientId = await t.register({ names: [name('Hidden', 'Person')] })
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const patient = await t.get(patientId)
      assert.deepEqual([patient.contactHidden, patient.addresses, patient.contactPoints], [true, [], []])
      assert.equal((await t.get(patientId, sees())).addresses.length, 1)
    })
    it('is found by name, never by place or telephone', async () => {
      const patientId = await t.register({
        names: [name('Hidden', 'Elsewhere')],
        addresses: [{ use: 'home', lines: ['1 Far Road'], postcode: 'HD1 1AA' }],
        contactPoints: [{ system: 'phone', use: 'mobile', value: '+447700900123', source: 'patient' }],
      })
      assert.deepEqual(await t.find('HD1 1AA'), [patientId])
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      assert.deepEqual(await t.find('elsewhere'), [patientId])
      assert.deepEqual(await t.find('HD1 1AA', sees()), [])
      assert.deepEqual(await t.find('07700 900123', sees()), [])
      await markSensitive(sees(), { patientId, version: 2, sensitive: false, reason: 'Risk has passed' })
      assert.deepEqual(await t.find('HD1 1AA'), [patientId])
    })
    it('is shown again only by those who could see it already, and the trail says who tried', async () => {
      const patientId = await t.register()
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const show = { patientId, version: 2, sensitive: false, reason: 'I would like to see it' }
      for (const role of ['nurse', 'doctor', 'pharmacist', 'administrator', 'data-protection-officer'] as const) {
        await assert.rejects(markSensitive(t.test.as([role]), show), { name: 'NotAllowedError' }, role)
        assert.deepEqual(await t.lastEvent(), { action: 'patient.sensitive.unmarked', outcome: 'refused' })
      }
      assert.equal((await t.get(patientId)).contactHidden, true)
      await markSensitive(sees(), show)
      assert.equal((await t.get(patientId)).contactHidden, false)
    })
    it('keeps its address when someone who cannot see it replaces the rest', async () => {
      const wanted = amina()
      const patientId = await t.register(wanted)
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const admin = t.test.as(['api-client'], { purpose: 'administration' })
      await updatePatients(admin, [
        { patientId, patient: { ...wanted, gender: 'other', addresses: [], contactPoints: [] } },
      ])
      const patient = await t.get(patientId, sees())
      assert.equal(patient.gender, 'other')
      assert.equal(patient.addresses.length, 1)
    })
    it('has an address that only those who see it can change', async () => {
      const patientId = await t.register()
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      await assert.rejects(changeAddresses(t.nurse, { patientId, version: 2, addresses: [] }), {
        name: 'NotAllowedError',
      })
      await changeAddresses(sees(), { patientId, version: 2, addresses: [] })
    })
    it('is marked by clinicians and administrators, not at the desk', async () => {
      const patientId = await t.register()
      const mark = { patientId, version: 1, sensitive: true, reason: 'Risk of harm' }
      await assert.rejects(markSensitive(t.test.as(['receptionist']), mark), { name: 'NotAllowedError' })
      await markSensitive(t.test.as(['data-protection-officer']), mark)
    })
    it('hides how to reach those around the person too', async () => {
      const patientId = await t.register()
      await addRelatedPerson(t.nurse, { patientId, person: sister })
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const [person] = await t.read((tx) => listRelatedPeople(tx, t.nurse, [patientId]))
      assert.deepEqual([person?.telephone, person?.contactHidden], [undefined, true])
    })
  })
})

const STAFF = '33333333-3333-4333-8333-333333333333'
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
