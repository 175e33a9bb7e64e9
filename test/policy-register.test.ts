import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allows, allowsRole } from '../src/core/policy/enforce.ts'
import { allPolicies, type Policy } from '../src/core/policy/policy.ts'
import {
  EVERY_PURPOSE,
  EVERY_ROLE,
  OPEN,
  policyUses,
  printRegister,
  strangers,
  whoIs,
} from './policy-register/register.ts'
import { assertReviewed } from './support/reviewed-file.ts'

const policies = allPolicies()
const uses = policyUses()
const nurse: Policy<never> = { name: 'test.x', why: 'A test.', roles: ['nurse'], purposes: ['direct-care'] }

describe('The policy register', () => {
  it('is the reviewed one: every policy, why, for which roles and purposes, and what it guards', () => {
    assert.ok(policies.length > 10, 'the guard must be looking at something')
    assertReviewed('docs/privacy/policy-register.txt', printRegister(policies, uses))
  })
  it('has no policy that guards nothing, and nothing is guarded by a policy outside it', () => {
    assert.deepEqual(strangers(policies, uses), [])
  })
  it('is what is enforced, for every policy, role and purpose', () => {
    for (const policy of policies) {
      const tried = EVERY_ROLE.flatMap((role) =>
        EVERY_PURPOSE.map((purpose) => ({ role, purpose, can: allowsRole(policy, whoIs(role, purpose)) })),
      )
      for (const { role, purpose, can } of tried) {
        const should = policy.roles.includes(role) && policy.purposes.includes(purpose)
        assert.equal(can, should, `${policy.name} ${role} ${purpose}`)
      }
      assert.ok(
        tried.some(({ can }) => can),
        `${policy.name} lets nobody in`,
      )
      assert.ok(tried.some(({ can }) => !can) || OPEN[policy.name], `${policy.name} refuses nobody`)
      assert.equal(policy.roles.includes('public'), policy.name in OPEN, `${policy.name} and the list of open policies`)
    }
    assert.deepEqual(
      Object.keys(OPEN).filter((name) => !policies.some((policy) => policy.name === name)),
      [],
    )
  })
  it('says why in a sentence, and conditions in words', () => {
    for (const { name, why, when } of policies) {
      assert.match(name, /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/)
      assert.match(why, /^[A-Z].{15,}\.$/, name)
      if (when) assert.match(when.says, /^[a-z].{5,}[^.]$/, name)
    }
  })
})

describe('The policy guard bites when', () => {
  it('a policy guards nothing, or a page has a policy of its own making', () => {
    assert.ok(strangers([...policies, nurse], uses).includes('test.x guards no page, route or command'))
    const [first] = policies
    const copied = new Map(uses).set(first!.name, [{ policy: { ...first! }, by: 'GET /copied' }])
    assert.ok(strangers(policies, copied).includes(`GET /copied is guarded by ${first!.name}, which is not declared`))
  })
  it('a condition fails or cannot be worked out: it refuses', () => {
    const who = whoIs('nurse', 'direct-care')
    const allowed = (holds: () => boolean) => allows({ ...nurse, when: { says: 'x', holds } }, who, undefined as never)
    assert.equal(
      allowed(() => true),
      true,
    )
    assert.equal(
      allowed(() => false),
      false,
    )
    assert.equal(
      allowed(() => 'yes' as unknown as boolean),
      false,
    )
    assert.equal(
      allowed(() => {
        throw new Error('away')
      }),
      false,
    )
  })
})
