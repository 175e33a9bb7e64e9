import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  gphcProfession,
  HCPC_PROFESSIONS,
  hcpcProfession,
  isRegister,
  parseRegistration,
  REGISTERS,
  registrationProblem,
} from './professional-registration.ts'

describe('A registration number is read', () => {
  it('of a doctor', () => assert.equal(parseRegistration('gmc', '123 4567'), '1234567'))
  it('of a doctor with the body’s name', () => assert.equal(parseRegistration('gmc', 'GMC: 1234567'), '1234567'))
  it('of a doctor with limited registration', () => assert.equal(parseRegistration('gmc', 'L123456'), 'L123456'))
  it('of a pharmacist', () => assert.equal(parseRegistration('gphc', '2012345'), '2012345'))
  it('of a pharmacy technician', () => assert.equal(parseRegistration('gphc', '5012345'), '5012345'))
  it('of a nurse', () => assert.equal(parseRegistration('nmc', '12a3456e'), '12A3456E'))
  it('of a physiotherapist', () => assert.equal(parseRegistration('hcpc', 'ph 123456'), 'PH123456'))
  it('of a psychologist', () => assert.equal(parseRegistration('hcpc', 'PYL12345'), 'PYL12345'))
  it('but not with too few numbers', () => assert.equal(parseRegistration('gmc', '123456'), undefined))
  it('but not from another register', () => assert.equal(parseRegistration('gphc', '12A3456E'), undefined))
  it('but not of a pharmacist with a 3', () => assert.equal(parseRegistration('gphc', '3012345'), undefined))
  it('but not of an unknown profession', () => assert.equal(parseRegistration('hcpc', 'XX123456'), undefined))
})

describe('A registration number problem says', () => {
  it('enter it', () => assert.equal(registrationProblem('gmc', ''), 'Enter the GMC number'))
  it('what it looks like', () =>
    assert.equal(registrationProblem('gmc', '12'), 'GMC number must have 7 numbers, like 1234567'))
  it('what every register’s looks like', () => {
    const registers = Object.keys(REGISTERS).filter(isRegister)
    assert.equal(registers.length, 4)
    for (const register of registers) assert.match(registrationProblem(register, '!') ?? '', /^\w+ number must /)
  })
})

describe('A profession', () => {
  it('is pharmacist for 2', () => assert.equal(gphcProfession('2012345'), 'pharmacist'))
  it('is pharmacy technician for 5', () => assert.equal(gphcProfession('5012345'), 'pharmacy-technician'))
  it('is not guessed from anything else', () => assert.equal(gphcProfession('9'), undefined))
  it('is in the HCPC letters', () => assert.equal(hcpcProfession('PYL12345'), 'Practitioner psychologist'))
  it('is not guessed from other letters', () => assert.equal(hcpcProfession('XX1'), undefined))
  it('is readable for each accepted number', () => {
    for (const letters of Object.keys(HCPC_PROFESSIONS)) assert.ok(parseRegistration('hcpc', `${letters}12345`))
  })
  it('is not a register', () => assert.equal(isRegister('constructor'), false))
})
