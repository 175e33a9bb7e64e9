import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { AuditTables } from '../../audit/tables.ts'
import type { CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import { inTenant, readInTenant } from '../../database/in-tenant.ts'
import type { Reader } from '../../database/transaction.ts'
import { newUuid } from '../../values/uuid.ts'
import { withContactPoint, withName } from '../entries.ts'
import { amina, name, nextNhsNumber } from '../people.test-support.ts'
import type { Patient } from '../patient.ts'
import { findPatient, getPatient } from '../queries.ts'
import {
  findAllergyNote,
  findHomeAccess,
  findRelatedPersonNote,
  getAllergyStatus,
  listAllergies,
  listMeasurements,
  listRelatedPeople,
} from '../queries/patient-parts.ts'
import { searchPatients } from '../queries/search-patients.ts'
import { readSearchText } from '../search-query.ts'
import type { PatientTables } from '../tables.ts'
import {
  changeAddresses,
  changeCommunication,
  changeContactPoints,
  changeNames,
  changeNhsNumber,
  confirmContactPoints,
  recordDeath,
} from './change-details.ts'
import { changeHomeAccess } from './change-home-access.ts'
import { addRelatedPerson, changeRelatedPerson, removeRelatedPerson } from './change-related-people.ts'
import { markSensitive } from './mark-sensitive.ts'
import { mergePatients } from './merge-patients.ts'
import { changeAllergy, endAllergy, recordAllergy, recordNoKnownAllergies } from './record-allergies.ts'
import { recordMeasurement, strikeOutMeasurement } from './record-measurement.ts'
import { registerAfterCheck } from './register-after-check.ts'
import { registerPatient } from './register-patient.ts'
import { registerPatients } from './register-patients.ts'
import { unmergePatients } from './unmerge-patients.ts'
import { updatePatients } from './update-patients.ts'

type All = PatientTables & CoreTables & AuditTables

describe('The record of a patient', () => {
  let test: TestPlatform
  let nurse: Context
  before(async () => {
    test = await startTestPlatform()
    nurse = test.as(['nurse'])
  })
  after(() => test.stop())

  const read = <Answer>(work: (tx: Reader<All>) => Promise<Answer>, ctx: Context = nurse): Promise<Answer> =>
    readInTenant<All, Answer>(ctx, work)
  const get = (patientId: string, ctx: Context = nurse): Promise<Patient> =>
    read((tx) => getPatient(tx, ctx, patientId), ctx)
  const find = async (text: string, ctx: Context = nurse): Promise<readonly string[]> => {
    const asked = readSearchText(text)
    assert.ok('search' in asked, `${text} is a search`)
    return (await read((tx) => searchPatients(tx, ctx, asked.search, { number: 1, size: 25 }), ctx)).patientIds
  }
  const register = async (over: Parameters<typeof amina>[0] = {}): Promise<string> => {
    const answer = await registerPatient(nurse, amina(over))
    assert.ok(!('refused' in answer))
    return answer.patientId
  }
  const lastEvent = (ctx: Context = nurse) =>
    inTenant<All, { action: string; outcome: string }>(ctx, (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select(['action', 'outcome'])
        .orderBy('xid', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    )

  describe('is registered', () => {
    it('with everything that was said', async () => {
      const wanted = amina({
        communication: {
          language: 'ur',
          interpreterRequired: true,
          accessibleNeeds: ['large-print'],
          needsAskedOn: '2026-11-22',
          preferredChannel: 'letter',
        },
      })
      const answer = await registerPatient(nurse, wanted)
      const patient = await get(answer.patientId)
      assert.deepEqual(patient.nhsNumber, wanted.nhsNumber)
      assert.equal(patient.names[0]?.family, 'Khan')
      assert.equal(patient.birthDate, '1961-03-12')
      assert.deepEqual(patient.communication, wanted.communication)
      assert.equal(patient.allergyStatus, 'not-yet-asked')
      assert.equal(patient.version, 1)
      assert.deepEqual(await lastEvent(), { action: 'patient.registered', outcome: 'done' })
    })
    it('without an NHS number, when there is a reason', async () => {
      const patient = await get(await register({ nhsNumber: { absence: 'overseas-visitor' } }))
      assert.deepEqual(patient.nhsNumber, { absence: 'overseas-visitor' })
    })
    it('but not under a number that a live record has', async () => {
      const number = nextNhsNumber()
      const first = await register({ nhsNumber: { number, status: '01' } })
      const again = await registerPatient(nurse, amina({ nhsNumber: { number, status: '01' } }))
      assert.deepEqual(again, { refused: 'nhs-number-in-use', patientId: first })
      assert.deepEqual(await lastEvent(), { action: 'patient.registered', outcome: 'refused' })
    })
    it('but not under a number that fails its check digit', async () => {
      await assert.rejects(registerPatient(nurse, amina({ nhsNumber: { number: '9990000019', status: '01' } })), {
        name: 'BadRequestError',
        field: 'nhsNumber',
      })
    })
    it('once, when the form is sent twice', async () => {
      const sent = { ...nurse, idempotencyKey: newUuid(new Date()) }
      const wanted = amina({ nhsNumber: { absence: 'not-known' } })
      const [one, two] = await Promise.all([sent, { ...sent }].map((ctx) => registerPatient(ctx, wanted)))
      assert.deepEqual(one, two)
    })
    it('by staff who give care, and by nobody else', async () => {
      await assert.rejects(registerPatient(test.as(['website-editor']), amina()), { name: 'NotAllowedError' })
      await assert.rejects(registerPatient(test.as(['nurse'], { purpose: 'security' }), amina()), {
        name: 'NotAllowedError',
      })
    })
    it('and stays invisible to another organisation, which may register the same number', async () => {
      const number = nextNhsNumber()
      const patientId = await register({ nhsNumber: { number, status: '01' }, names: [name('Only', 'Riverside')] })
      const stranger = test.as(['nurse'], { tenantId: test.otherTenantId })
      assert.equal(await read((tx) => findPatient(tx, stranger, patientId), stranger), undefined)
      assert.deepEqual(await find('Riverside', stranger), [])
      assert.ok(!('refused' in (await registerPatient(stranger, amina({ nhsNumber: { number, status: '01' } })))))
    })
    it('by the hundred, each with an event, and a taken number refuses only itself', async () => {
      const number = nextNhsNumber()
      const people = Array.from({ length: 120 }, (_, at) => amina({ names: [name('Many', `Bulk${at}`)] }))
      const admin = test.as(['system'], { purpose: 'administration' })
      const answers = await registerPatients(admin, [
        ...people,
        amina({ nhsNumber: { number, status: '01' } }),
        amina({ nhsNumber: { number, status: '01' } }),
      ])
      assert.equal(answers.filter((answer) => 'refused' in answer).length, 1)
      assert.deepEqual(answers[121], { refused: 'nhs-number-in-use', patientId: answers[120]?.patientId })
      assert.equal((await find('Bulk119 Many')).length, 1)
    })
  })

  describe('warns of a duplicate', () => {
    it('with the same NHS number, and nobody can go on', async () => {
      const number = nextNhsNumber()
      const first = await register({ nhsNumber: { number, status: '01' } })
      const answer = await registerAfterCheck(nurse, {
        patient: amina({ nhsNumber: { number, status: '01' } }),
        notTheSame: { patientIds: [first], reason: 'I am sure' },
      })
      assert.deepEqual(answer, { refused: 'nhs-number-in-use', patientId: first })
    })
    it('with the same birth date and a similar name, until a reason is given', async () => {
      const first = await register({
        names: [name('Zofia', 'Wiśniewska')],
        birthDate: '1980-05-06',
        contactPoints: [],
        addresses: [],
      })
      const patient = amina({
        names: [name('Sofia', 'Wisniewska')],
        nhsNumber: { absence: 'not-known' },
        birthDate: '1980-05-06',
        contactPoints: [],
        addresses: [],
      })
      assert.deepEqual(await registerAfterCheck(nurse, { patient }), {
        refused: 'probable-duplicates',
        patientIds: [first],
      })
      const done = await registerAfterCheck(nurse, {
        patient,
        notTheSame: { patientIds: [first], reason: 'Twin sister' },
      })
      assert.ok(!('refused' in done))
    })
    it('again, when another one appeared meanwhile', async () => {
      const same = { names: [name('Olu', 'Adeyemi')], birthDate: '1990-01-02', contactPoints: [], addresses: [] }
      const first = await register(same)
      const second = await register(same)
      const answer = await registerAfterCheck(nurse, {
        patient: amina(same),
        notTheSame: { patientIds: [first], reason: 'Cousin' },
      })
      assert.ok('refused' in answer && answer.refused === 'probable-duplicates' && answer.patientIds.includes(second))
    })
    it('without telling where someone with a sensitive record lives', async () => {
      const where = [{ use: 'home' as const, lines: ['9 Secret Lane'], city: 'Leeds', postcode: 'LS9 9ZZ' }]
      const hidden = await register({
        names: [name('Hilda', 'Quietly')],
        birthDate: '1970-07-07',
        addresses: where,
        contactPoints: [],
      })
      await markSensitive(nurse, { patientId: hidden, version: 1, sensitive: true, reason: 'Risk' })
      const patient = amina({
        names: [name('Someone', 'Else')],
        birthDate: '1970-07-07',
        addresses: where,
        contactPoints: [],
      })
      assert.ok(!('refused' in (await registerAfterCheck(nurse, { patient }))))
    })
  })

  describe('is put right', () => {
    it('with a new name, which keeps the old one findable', async () => {
      const patientId = await register({ names: [name('Maria', 'Oldname')] })
      const { names, version } = await get(patientId)
      await changeNames(nurse, { patientId, version, names: withName(names, name('Maria', 'Newname'), '2026-11-22') })
      const patient = await get(patientId)
      assert.deepEqual(
        patient.names.map(({ use, family, end }) => [use, family, end]),
        [
          ['old', 'Oldname', '2026-11-21'],
          ['usual', 'Newname', undefined],
        ],
      )
      assert.equal(patient.version, 2)
      assert.deepEqual(await find('oldname maria'), [patientId])
      assert.deepEqual(await find('newname'), [patientId])
    })
    it('unless someone else changed it first', async () => {
      const patientId = await register()
      await recordDeath(nurse, {
        patientId,
        version: 1,
        death: { on: '2026-11-20', notice: 'informal', source: 'family' },
      })
      await assert.rejects(changeNhsNumber(nurse, { patientId, version: 1, nhsNumber: { absence: 'not-known' } }), {
        name: 'ConflictError',
      })
    })
    it('not at all, when nothing differs', async () => {
      const patientId = await register()
      const { contactPoints } = await get(patientId)
      assert.deepEqual(await changeContactPoints(nurse, { patientId, version: 1, contactPoints }), {
        patientId,
        version: 1,
      })
    })
    it('but not to an NHS number that another record has', async () => {
      const number = nextNhsNumber()
      const holder = await register({ nhsNumber: { number, status: '01' } })
      const patientId = await register()
      const answer = await changeNhsNumber(nurse, { patientId, version: 1, nhsNumber: { number, status: '01' } })
      assert.deepEqual(answer, { refused: 'nhs-number-in-use', patientId: holder })
    })
    it('with a death before birth refused', async () => {
      const patientId = await register()
      await assert.rejects(
        recordDeath(nurse, {
          patientId,
          version: 1,
          death: { on: '1950-01-01', notice: 'formal', source: 'registrar' },
        }),
        { name: 'BadRequestError', message: 'Date of death must be the same as or after the date of birth' },
      )
    })
    it('with the day that communication needs were asked', async () => {
      const patientId = await register()
      await changeCommunication(nurse, {
        patientId,
        version: 1,
        communication: {
          language: 'bfi',
          interpreterRequired: true,
          accessibleNeeds: ['bsl-interpreter'],
          preferredChannel: undefined,
        },
      })
      assert.equal((await get(patientId)).communication.needsAskedOn, '2026-11-22')
    })
    it('with a telephone number confirmed today', async () => {
      const patientId = await register()
      await confirmContactPoints(nurse, { patientId, version: 1, entryIds: ['1'] })
      assert.equal((await get(patientId)).contactPoints[0]?.confirmedOn, '2026-11-22')
    })
    it('by the patient, for their own contact details only', async () => {
      const patientId = await register()
      const self = test.as(['patient'], {
        purpose: 'own-record',
        actor: { kind: 'patient', id: STAFF, roles: ['patient'], rights: [], patientId },
      })
      const { contactPoints } = await get(patientId, self)
      const point = {
        system: 'email' as const,
        use: 'home' as const,
        value: 'amina@example.com',
        source: 'patient' as const,
      }
      await changeContactPoints(self, { patientId, version: 1, contactPoints: withContactPoint(contactPoints, point) })
      assert.equal((await get(patientId)).contactPoints.length, 2)
      const other = await register()
      await assert.rejects(changeContactPoints(self, { patientId: other, version: 1, contactPoints: [] }), {
        name: 'NotAllowedError',
      })
      await assert.rejects(changeNames(self, { patientId, version: 2, names: [name('Someone', 'Else')] }), {
        name: 'NotAllowedError',
      })
    })
    it('as a whole by another system, and left alone when it says the same', async () => {
      const admin = test.as(['api-client'], { purpose: 'administration' })
      const wanted = amina()
      const patientId = await register(wanted)
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
    const sees = () => test.as(['nurse'], { rights: ['see-sensitive-records'] })
    it('shows where someone lives to those with the right, and to nobody else', async () => {
      const patientId = await register({ names: [name('Hidden', 'Person')] })
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const patient = await get(patientId)
      assert.deepEqual([patient.contactHidden, patient.addresses, patient.contactPoints], [true, [], []])
      assert.equal((await get(patientId, sees())).addresses.length, 1)
    })
    it('is found by name, never by place or telephone', async () => {
      const patientId = await register({
        names: [name('Hidden', 'Elsewhere')],
        addresses: [{ use: 'home', lines: ['1 Far Road'], postcode: 'HD1 1AA' }],
        contactPoints: [{ system: 'phone', use: 'mobile', value: '+447700900123', source: 'patient' }],
      })
      assert.deepEqual(await find('HD1 1AA'), [patientId])
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      assert.deepEqual(await find('elsewhere'), [patientId])
      assert.deepEqual(await find('HD1 1AA', sees()), [])
      assert.deepEqual(await find('07700 900123', sees()), [])
      await markSensitive(nurse, { patientId, version: 2, sensitive: false, reason: 'Risk has passed' })
      assert.deepEqual(await find('HD1 1AA'), [patientId])
    })
    it('keeps its address when someone who cannot see it replaces the rest', async () => {
      const wanted = amina()
      const patientId = await register(wanted)
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const admin = test.as(['api-client'], { purpose: 'administration' })
      await updatePatients(admin, [
        { patientId, patient: { ...wanted, gender: 'other', addresses: [], contactPoints: [] } },
      ])
      const patient = await get(patientId, sees())
      assert.equal(patient.gender, 'other')
      assert.equal(patient.addresses.length, 1)
    })
    it('has an address that only those who see it can change', async () => {
      const patientId = await register()
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      await assert.rejects(changeAddresses(nurse, { patientId, version: 2, addresses: [] }), {
        name: 'NotAllowedError',
      })
      await changeAddresses(sees(), { patientId, version: 2, addresses: [] })
    })
    it('is marked by clinicians and administrators, not at the desk', async () => {
      const patientId = await register()
      const mark = { patientId, version: 1, sensitive: true, reason: 'Risk of harm' }
      await assert.rejects(markSensitive(test.as(['receptionist']), mark), { name: 'NotAllowedError' })
      await markSensitive(test.as(['data-protection-officer']), mark)
    })
    it('hides how to reach those around the person too', async () => {
      const patientId = await register()
      await addRelatedPerson(nurse, { patientId, person: sister })
      await markSensitive(nurse, { patientId, version: 1, sensitive: true, reason: 'Risk of harm' })
      const [person] = await read((tx) => listRelatedPeople(tx, nurse, [patientId]))
      assert.deepEqual([person?.telephone, person?.contactHidden], [undefined, true])
    })
  })

  describe('says about allergies', () => {
    const status = (patientId: string) => read((tx) => getAllergyStatus(tx, nurse, patientId))
    const penicillin = {
      substance: 'Penicillin',
      code: undefined,
      reactions: ['rash'] as const,
      severity: 'severe' as const,
    }
    it('that nobody has asked, at first', async () => {
      assert.deepEqual(await status(await register()), { status: 'not-yet-asked' })
    })
    it('that none are known, with who asked and when', async () => {
      const patientId = await register()
      await recordNoKnownAllergies(nurse, { patientId, version: 1 })
      assert.deepEqual(await status(patientId), {
        status: 'none-known',
        askedOn: '2026-11-22',
        askedBy: nurse.actor.id,
      })
    })
    it('which they are, and their sealed words are not in the table', async () => {
      const patientId = await register()
      const { allergyId } = await recordAllergy(nurse, { patientId, allergy: penicillin, note: 'Collapsed in 1999' })
      const now = await status(patientId)
      assert.equal(now.status, 'listed')
      assert.equal(await read((tx) => findAllergyNote(tx, nurse, allergyId)), 'Collapsed in 1999')
      const stored = await read((tx) =>
        tx
          .selectFrom('core.patient_allergy')
          .select('note')
          .where('allergy_id', '=', allergyId)
          .executeTakeFirstOrThrow(),
      )
      assert.equal(stored.note?.includes('Collapsed'), false)
    })
    it('never "none known" while one stands', async () => {
      const patientId = await register()
      await recordAllergy(nurse, { patientId, allergy: penicillin })
      const { version } = await get(patientId)
      assert.deepEqual(await recordNoKnownAllergies(nurse, { patientId, version }), { refused: 'has-allergies' })
    })
    it('that they must be asked again, when the last was found to be wrong', async () => {
      const patientId = await register()
      const { allergyId } = await recordAllergy(nurse, { patientId, allergy: penicillin })
      await changeAllergy(nurse, {
        allergyId,
        version: 1,
        allergy: { ...penicillin, severity: 'mild', recordedOn: '2026-11-22' },
      })
      await assert.rejects(endAllergy(nurse, { allergyId, version: 1, reason: 'Tested' }), { name: 'ConflictError' })
      await endAllergy(nurse, { allergyId, version: 2, reason: 'Tested' })
      assert.deepEqual(await status(patientId), { status: 'not-yet-asked' })
      assert.equal((await read((tx) => listAllergies(tx, nurse, [patientId])))[0]?.endedOn, '2026-11-22')
    })
    it('only what those who treat or supply recorded', async () => {
      const patientId = await register()
      await assert.rejects(recordAllergy(test.as(['receptionist']), { patientId, allergy: penicillin }), {
        name: 'NotAllowedError',
      })
    })
  })

  describe('holds', () => {
    it('weights and heights, and strikes out the wrong ones', async () => {
      const patientId = await register()
      const weight = {
        patientId,
        kind: 'weight' as const,
        value: 72.5,
        measuredOn: '2026-11-20',
        source: 'measured' as const,
      }
      const { measurementId } = await recordMeasurement(nurse, weight)
      await assert.rejects(recordMeasurement(nurse, { ...weight, value: 7250 }), { name: 'BadRequestError' })
      await assert.rejects(recordMeasurement(nurse, { ...weight, measuredOn: '2026-11-23' }), {
        name: 'BadRequestError',
      })
      await strikeOutMeasurement(nurse, { measurementId, version: 1, reason: 'Another patient' })
      assert.deepEqual(
        (await read((tx) => listMeasurements(tx, nurse, [patientId]))).map(({ value, struckOut }) => [
          value,
          struckOut,
        ]),
        [[72.5, true]],
      )
    })
    it('who may be told what, with a sealed note', async () => {
      const patientId = await register()
      const { relatedPersonId } = await addRelatedPerson(nurse, {
        patientId,
        person: sister,
        note: 'Not about the drinking',
      })
      assert.equal(await read((tx) => findRelatedPersonNote(tx, nurse, relatedPersonId)), 'Not about the drinking')
      await changeRelatedPerson(nurse, { relatedPersonId, version: 1, person: { ...sister, mayBeTold: [] } })
      await assert.rejects(changeRelatedPerson(nurse, { relatedPersonId, version: 1, person: sister }), {
        name: 'ConflictError',
      })
      const [person] = await read((tx) => listRelatedPeople(tx, nurse, [patientId]))
      assert.deepEqual([person?.mayBeTold, person?.hasNote], [[], true])
      await removeRelatedPerson(nurse, { relatedPersonId, version: 2 })
      assert.deepEqual(await read((tx) => listRelatedPeople(tx, nurse, [patientId])), [])
    })
    it('how to get into the home, sealed, for those who visit', async () => {
      const patientId = await register()
      const coordinator = test.as(['homecare-coordinator'])
      await changeHomeAccess(coordinator, { patientId, version: 0, instructions: 'Key safe 4711' })
      assert.equal((await read((tx) => findHomeAccess(tx, coordinator, patientId)))?.instructions, 'Key safe 4711')
      const stored = await read((tx) =>
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
      await assert.rejects(changeHomeAccess(test.as(['doctor']), { patientId, version: 1, instructions: 'x' }), {
        name: 'NotAllowedError',
      })
      await changeHomeAccess(coordinator, { patientId, version: 1, instructions: '' })
      assert.equal(await read((tx) => findHomeAccess(tx, coordinator, patientId)), undefined)
    })
  })

  describe('that is one person’s second', () => {
    const merger = () => test.as(['nurse'], { rights: ['merge-records', 'see-sensitive-records'] })
    const two = async (mine: Parameters<typeof amina>[0] = {}, theirs: Parameters<typeof amina>[0] = {}) => {
      const [survivorId, mergedId] = [await register(mine), await register(theirs)]
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
      const before = [stable(await get(pair.survivorId)), stable(await get(pair.mergedId))]
      const { mergeId } = await mergePatients(merger(), {
        ...pair,
        choices: { nhsNumber: 'merged', birthDate: 'merged' },
      })

      const survivor = await get(pair.survivorId)
      assert.deepEqual(survivor.nhsNumber, { number, status: '01' })
      assert.equal(survivor.birthDate, '1961-12-03')
      assert.equal(survivor.contactPoints.length, 1)
      assert.equal((await get(pair.mergedId)).mergedInto, pair.survivorId)
      for (const text of ['mergeaway', 'survivor', number, 'marie mergeaway 3/12/1961'])
        assert.deepEqual(await find(text), [pair.survivorId], text)
      assert.ok('number' in before[0]!.nhsNumber)
      assert.deepEqual(await find(before[0]!.nhsNumber.number), [pair.survivorId], 'the number that gave way')

      const done = await unmergePatients(merger(), {
        mergeId,
        survivorVersion: survivor.version,
        reason: 'Not the same',
      })
      assert.deepEqual(done, { survivorId: pair.survivorId, mergedId: pair.mergedId, kept: [] })
      assert.deepEqual([stable(await get(pair.survivorId)), stable(await get(pair.mergedId))], before)
      assert.deepEqual(await find('mergeaway'), [pair.mergedId])
      assert.deepEqual(await find(number), [pair.mergedId])
      assert.deepEqual(await find(before[0]!.nhsNumber.number), [pair.survivorId])
    })
    it('keeps what was changed after the merge, and says so', async () => {
      const pair = await two({ contactPoints: [] })
      const { mergeId } = await mergePatients(merger(), pair)
      const { version } = await get(pair.survivorId)
      await changeContactPoints(nurse, {
        patientId: pair.survivorId,
        version,
        contactPoints: [{ system: 'phone', use: 'home', value: '+441632960001', source: 'patient' }],
      })
      const done = await unmergePatients(merger(), { mergeId, survivorVersion: version + 1, reason: 'Not the same' })
      assert.deepEqual('kept' in done && done.kept, ['contact_points'])
      assert.equal((await get(pair.survivorId)).contactPoints[0]?.value, '+441632960001')
    })
    it('shows an allergy of either', async () => {
      const pair = await two()
      await recordNoKnownAllergies(nurse, { patientId: pair.survivorId, version: 1 })
      await recordAllergy(nurse, {
        patientId: pair.mergedId,
        allergy: { substance: 'Latex', code: undefined, reactions: [], severity: 'unknown' },
      })
      const { mergeId } = await mergePatients(merger(), { ...pair, survivorVersion: 2, mergedVersion: 2 })
      const merged = await read((tx) => getAllergyStatus(tx, nurse, pair.survivorId))
      assert.equal(merged.status, 'listed')
      const { version } = await get(pair.survivorId)
      await unmergePatients(merger(), { mergeId, survivorVersion: version, reason: 'Not the same' })
      assert.equal((await read((tx) => getAllergyStatus(tx, nurse, pair.survivorId))).status, 'none-known')
      assert.equal((await read((tx) => getAllergyStatus(tx, nurse, pair.mergedId))).status, 'listed')
    })
    it('is hidden when either is sensitive', async () => {
      const pair = await two({}, { addresses: [{ use: 'home', lines: ['1 Quiet Row'], postcode: 'HU1 1AA' }] })
      await markSensitive(nurse, { patientId: pair.survivorId, version: 1, sensitive: true, reason: 'Risk' })
      const { mergeId } = await mergePatients(merger(), { ...pair, survivorVersion: 2 })
      assert.deepEqual(await find('HU1 1AA'), [])
      assert.equal((await get(pair.mergedId)).contactHidden, true)
      const { version } = await get(pair.survivorId)
      await unmergePatients(merger(), { mergeId, survivorVersion: version, reason: 'Not the same' })
      assert.deepEqual(await find('HU1 1AA'), [pair.mergedId])
      assert.equal((await get(pair.survivorId)).sensitive, true)
    })
    it('carries along what was merged into it, and takes merges back newest first', async () => {
      const pair = await two()
      const third = await register()
      const first = await mergePatients(merger(), pair)
      const { version } = await get(pair.survivorId)
      const second = await mergePatients(merger(), {
        ...pair,
        survivorId: third,
        mergedId: pair.survivorId,
        mergedVersion: version,
      })
      assert.equal((await get(pair.mergedId)).mergedInto, third)
      const refused = await unmergePatients(merger(), { mergeId: first.mergeId, survivorVersion: 0, reason: 'Wrong' })
      assert.deepEqual(refused, { refused: 'survivor-is-merged' })
      await unmergePatients(merger(), {
        mergeId: second.mergeId,
        survivorVersion: (await get(third)).version,
        reason: 'Wrong',
      })
      assert.equal((await get(pair.mergedId)).mergedInto, pair.survivorId)
      const survivor = await get(pair.survivorId)
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
      await assert.rejects(mergePatients(nurse, pair), { name: 'NotAllowedError' })
      await assert.rejects(mergePatients(merger(), { ...pair, mergedVersion: 7 }), { name: 'ConflictError' })
      await assert.rejects(mergePatients(merger(), { ...pair, mergedId: pair.survivorId }), { name: 'NotFoundError' })
      await assert.rejects(mergePatients({ ...merger(), tenantId: test.otherTenantId }, pair), {
        name: 'NotFoundError',
      })
    })
    it('cannot be edited while it is merged', async () => {
      const pair = await two()
      await mergePatients(merger(), pair)
      const { version } = await get(pair.mergedId)
      await assert.rejects(changeNames(nurse, { patientId: pair.mergedId, version, names: [name('A', 'B')] }), {
        name: 'ConflictError',
      })
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
