import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Who } from '../policy/policy.ts'
import { maySeeContact } from './visibility.ts'

const who = (actor: Partial<Who['actor']>) => ({
  actor: { kind: 'staff' as const, id: 's', roles: [], rights: [], ...actor },
})
const record = (sensitive: boolean) => ({ patientId: 'p', sensitive })

describe('Where someone lives is seen', () => {
  it('by staff, when the record is not sensitive', () => assert.ok(maySeeContact(who({}), record(false))))
  it('by nobody without the right, when it is', () => assert.ok(!maySeeContact(who({}), record(true))))
  it('by those with the right', () =>
    assert.ok(maySeeContact(who({ rights: ['see-sensitive-records'] }), record(true))))
  it('not by those with another right', () =>
    assert.ok(!maySeeContact(who({ rights: ['merge-records'] }), record(true))))
  it('by the person themselves', () => assert.ok(maySeeContact(who({ kind: 'patient', patientId: 'p' }), record(true))))
  it('not by another patient', () => assert.ok(!maySeeContact(who({ kind: 'patient', patientId: 'q' }), record(true))))
  it('by the program, which sends only what has passed the contact checks', () =>
    assert.ok(maySeeContact(who({ kind: 'system' }), record(true))))
  it('not by a linked system', () => assert.ok(!maySeeContact(who({ kind: 'api-client' }), record(true))))
  it('not by the public', () => assert.ok(!maySeeContact(who({ kind: 'public' }), record(true))))
})
