import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { STAFF_ROLES } from '../../policy/roles.ts'
import { needsAuthenticator, registrationMissing, roleWords, type Registration } from './staff-account.ts'

const gmc: Registration = { register: 'gmc', number: '1234567' }
const pharmacist: Registration = { register: 'gphc', number: '2123456' }
const technician: Registration = { register: 'gphc', number: '5123456' }
const nmc: Registration = { register: 'nmc', number: '12A3456E' }

describe('A registration is needed', () => {
  it('by a doctor, and a GMC number is enough', () => {
    assert.deepEqual(registrationMissing(['doctor'], []), { role: 'doctor', register: 'gmc' })
    assert.equal(registrationMissing(['doctor'], [gmc]), undefined)
  })
  it('by a nurse, for whom a GMC number is not enough', () =>
    assert.deepEqual(registrationMissing(['nurse'], [gmc]), { role: 'nurse', register: 'nmc' }))
  it('by a pharmacist, for whom a technician’s number is not enough, nor the other way', () => {
    assert.equal(registrationMissing(['pharmacist'], [pharmacist]), undefined)
    assert.deepEqual(registrationMissing(['pharmacist'], [technician]), { role: 'pharmacist', register: 'gphc' })
    assert.equal(registrationMissing(['pharmacy-technician'], [technician]), undefined)
    assert.notEqual(registrationMissing(['pharmacy-technician'], [pharmacist]), undefined)
  })
  it('for each role of several', () =>
    assert.deepEqual(registrationMissing(['doctor', 'nurse'], [gmc]), { role: 'nurse', register: 'nmc' }))
  it('by nobody else', () => {
    const regulated = ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician']
    const others = STAFF_ROLES.filter((role) => !regulated.includes(role))
    assert.ok(others.length > 0)
    assert.equal(registrationMissing(others, []), undefined)
    assert.equal(registrationMissing(['administrator', 'nurse'], [nmc]), undefined)
  })
})

describe('An authenticator app is needed', () => {
  const needs = (roles: Parameters<typeof needsAuthenticator>[0]['roles'], rule: 'everyone' | 'administrators') =>
    needsAuthenticator({ roles, isDemonstration: false }, rule)
  it('by everyone, unless the organisation says otherwise', () =>
    assert.equal(needs(['receptionist'], 'everyone'), true))
  it('by administrators and data protection officers whatever it says', () => {
    assert.equal(needs(['receptionist'], 'administrators'), false)
    assert.equal(needs(['receptionist', 'administrator'], 'administrators'), true)
    assert.equal(needs(['data-protection-officer'], 'administrators'), true)
  })
  it('not by the made-up people of a demonstration', () =>
    assert.equal(needsAuthenticator({ roles: ['administrator'], isDemonstration: true }, 'everyone'), false))
})

describe('Roles in words', () => {
  it('are joined as in a sentence', () => {
    assert.equal(roleWords(['nurse']), 'Nurse')
    assert.equal(roleWords(['administrator', 'nurse']), 'Administrator and Nurse')
    assert.equal(roleWords([]), '')
  })
})
