// Runs alone: it knows every link that the program has.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { policy } from '../policy/policy.ts'
import type { Who } from '../policy/policy.ts'
import { homeLink, homeLinksFor } from './home-links.ts'

const nurses = policy({ name: 'test.home-link', why: 'A test.', roles: ['nurse'], purposes: ['direct-care'] })
const link = { href: '/staff/test', description: 'A test.', policy: nurses }
homeLink({ ...link, text: 'Everywhere', order: 2 })
homeLink({ ...link, text: 'In trusts', order: 1, kinds: ['nhs-trust'] })
homeLink({ ...link, text: 'Of prescribers', order: 3, isFor: ({ actor }) => actor.rights.includes('prescribe') })

const who = (over: Partial<Who['actor']> = {}): Who =>
  ({ actor: { kind: 'staff', id: '1', roles: ['nurse'], rights: [], ...over }, purpose: 'administration' }) as never
const texts = (...asked: Parameters<typeof homeLinksFor>) => homeLinksFor(...asked).map(({ text }) => text)

describe('The links of somebody’s home page', () => {
  it('are those of their role, in order', () =>
    assert.deepEqual(texts(who(), 'nhs-trust'), ['In trusts', 'Everywhere']))
  it('are none of another role', () => assert.deepEqual(texts(who({ roles: ['receptionist'] }), 'nhs-trust'), []))
  it('are those of their kind of organisation', () =>
    assert.deepEqual(texts(who(), 'homecare-company'), ['Everywhere']))
  it('are for those with a right when it takes one', () =>
    assert.deepEqual(texts(who({ rights: ['prescribe'] }), 'gp-practice'), ['Everywhere', 'Of prescribers']))
})
