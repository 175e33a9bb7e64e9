import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allows, allowsRole, enforce } from './enforce.ts'
import { policy, type Who } from './policy.ts'

const nurse = (over: Partial<Who['actor']> = {}, purpose: Who['purpose'] = 'direct-care'): Who => ({
  tenantId: 't',
  actor: { kind: 'staff', id: 'a', roles: ['nurse'], rights: [], ...over },
  purpose,
})
const visit = policy<{ open: boolean | (() => never) }>({
  name: 'test.enforce',
  why: 'A test.',
  roles: ['nurse'],
  purposes: ['direct-care'],
  when: {
    says: 'it is open',
    holds: (_who, { open }) => (typeof open === 'function' ? open() : open),
  },
})

const cannotTell = (): never => {
  throw new Error('down')
}

describe('A policy', () => {
  it('allows the role and purpose it names', () => assert.equal(allows(visit, nurse(), { open: true }), true))
  it('refuses another role', () =>
    assert.equal(allows(visit, nurse({ roles: ['receptionist'] }), { open: true }), false))
  it('refuses someone without any role', () => assert.equal(allows(visit, nurse({ roles: [] }), { open: true }), false))
  it('refuses another purpose', () => assert.equal(allows(visit, nurse({}, 'administration'), { open: true }), false))
  it('refuses when its condition does not hold', () => assert.equal(allows(visit, nurse(), { open: false }), false))
  it('is a no when it cannot be worked out', () => assert.equal(allows(visit, nurse(), { open: cannotTell }), false))
  it('is a no when the condition answers something else than true', () =>
    assert.equal(allows(visit, nurse(), { open: 'yes' as never }), false))
  it('can be asked by role before the subject is known', () => assert.equal(allowsRole(visit as never, nurse()), true))
  it('names itself when it refuses', () =>
    assert.throws(() => enforce(visit, nurse(), { open: false }), { name: 'NotAllowedError', rule: 'test.enforce' }))
  it('is declared once', () =>
    assert.throws(() => policy({ name: 'test.enforce', why: '', roles: [], purposes: [] }), /declared twice/))
})
