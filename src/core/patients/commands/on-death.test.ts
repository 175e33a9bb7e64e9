import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import { getPatient } from '../queries.ts'
import type { PatientTables } from '../tables.ts'
import { amina } from '../people.test-support.ts'
import { changeDemographics, recordDeath } from './change-details.ts'
import { onDeath } from './on-death.ts'
import { registerPatient } from './register-patient.ts'

const DEATH = { on: '2026-11-20', notice: 'formal', source: 'registrar' } as const

describe('A death that is recorded', () => {
  let test: TestPlatform
  let heard: string[] = []
  let isRefused = false
  onDeath((_tx, _ctx, patientId) => {
    heard.push(patientId)
    return isRefused ? Promise.reject(new Error('Cannot be stopped')) : Promise.resolve()
  })
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  beforeEach(() => {
    heard = []
    isRefused = false
  })
  const registered = async () => {
    const answer = await registerPatient(test.as(['nurse']), amina())
    assert.ok('patientId' in answer && answer.patientId)
    return answer.patientId
  }
  const deathOf = (patientId: string) =>
    readInTenant<PatientTables, unknown>(test.as(['nurse']), async (tx) => {
      const { death } = await getPatient(tx, test.as(['nurse']), patientId)
      return death
    })

  it('is told to services once', async () => {
    const patientId = await registered()
    await recordDeath(test.as(['nurse']), { patientId, version: 1, death: DEATH })
    await recordDeath(test.as(['nurse']), { patientId, version: 2, death: { ...DEATH, on: '2026-11-19' } })
    assert.deepEqual(heard, [patientId])
  })
  it('is not recorded when a service cannot stop what it does for them', async () => {
    const patientId = await registered()
    isRefused = true
    await assert.rejects(recordDeath(test.as(['nurse']), { patientId, version: 1, death: DEATH }), /Cannot be stopped/)
    assert.equal(await deathOf(patientId), undefined)
  })
  it('is not made of another change, nor of a death taken back', async () => {
    const patientId = await registered()
    const nothing = { birthSex: undefined, genderIdentity: undefined, sameAsAtBirth: undefined }
    const change = { birthDate: '1961-03-13', gender: 'female', generalPractice: undefined, ...nothing } as const
    await changeDemographics(test.as(['nurse']), { patientId, version: 1, ...change })
    await recordDeath(test.as(['nurse']), { patientId, version: 2, death: DEATH })
    await recordDeath(test.as(['nurse']), { patientId, version: 3, death: undefined })
    assert.deepEqual(heard, [patientId])
  })
})
