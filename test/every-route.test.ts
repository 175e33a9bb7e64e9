import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { buildServer } from '../src/core/http/server.ts'
import { STAFF_ROLES, type Role } from '../src/core/policy/roles.ts'
import { complaint, expected } from './every-route/expectation.ts'
import { CANARY, makeFixture } from './every-route/fixture.ts'
import { addressOf, parts } from './every-route/address.ts'
import { ask, findVisitor, type Visitor } from './every-route/visitors.ts'
import { declaredRoutes, type DeclaredRoute } from './routes/declared-routes.ts'
import { startTestPlatform, type TestPlatform } from './support/test-platform.ts'

const ROLES: readonly (Role | 'guest')[] = [...STAFF_ROLES, 'patient', 'guest']
const routes = declaredRoutes()
let test: TestPlatform
let app: FastifyInstance
let ids: Readonly<Record<string, string>>
before(async () => {
  test = await startTestPlatform()
  const options = { findSignedIn: findVisitor, demonstration: true, publicUrl: 'http://localhost', rateLimits: false }
  app = await buildServer(test.platform, options)
  ids = await makeFixture(test)
})
after(async () => {
  await app.close()
  await test.stop()
})

const urlOf = (route: DeclaredRoute, garbage?: string) => addressOf(route, ids, garbage)
const ours = (role: Visitor['role']): Visitor => ({
  role,
  tenantId: test.tenantId,
  ...(role === 'patient' ? { patientId: ids['patientId']! } : {}),
})

describe('Every address, as every role', () => {
  it('has something to stand for each varying part: add it to test/every-route/fixture.ts', () => {
    assert.ok(routes.length > 100, 'the guard must be looking at something')
    assert.deepEqual(
      [...new Set(routes.flatMap(({ path }) => parts(path)))].filter((name) => !(name in ids)),
      [],
    )
  })
  for (const role of ROLES)
    it(`is allowed or refused as the register says: ${role}`, async () => {
      const wrong: string[] = []
      for (const route of routes) {
        const said = complaint(route, ours(role), await ask(test, app, ours(role), route, urlOf(route)))
        if (said) wrong.push(said)
      }
      assert.deepEqual(wrong, [])
    })
  it('refuses a form that the browser was not given, whoever sends it', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ method, tenancy }) => method === 'POST' && tenancy === 'session')) {
      const role = ROLES.find((one) => one !== 'guest' && expected(route, ours(one)) === 'allowed')
      if (!role) continue
      const { status } = await ask(test, app, ours(role), route, urlOf(route), { csrf: false })
      if (status !== 403) wrong.push(`${route.path}: ${status}`)
    }
    assert.deepEqual(wrong, [])
  })
  it('shows nothing of one organisation to the staff and patients of another', async () => {
    const wrong: string[] = []
    let tried = 0
    for (const route of routes.filter(({ method }) => method === 'GET'))
      for (const role of ROLES.filter((one) => one !== 'guest' && expected(route, ours(one)) === 'allowed')) {
        const stranger = {
          role,
          tenantId: test.otherTenantId,
          ...(role === 'patient' ? { patientId: ids['otherId']! } : {}),
        }
        const { status, body } = await ask(test, app, stranger, route, urlOf(route))
        tried += 1
        if (status >= 500 || body.includes(CANARY)) wrong.push(`${route.path} as ${role}: ${status}`)
      }
    assert.ok(tried > 200, 'the guard must be looking at something')
    assert.deepEqual(wrong, [])
  })
  it('answers what cannot be an identifier with a plain page, never a fault', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ path }) => parts(path).length > 0))
      for (const garbage of ['x', '%00', "'--", '9'.repeat(80)]) {
        const role = ROLES.find((one) => one !== 'guest' && expected(route, ours(one)) === 'allowed') ?? 'guest'
        const { status } = await ask(test, app, ours(role), route, urlOf(route, garbage))
        if (status >= 500) wrong.push(`${route.method} ${route.path} with ${garbage}: ${status}`)
      }
    assert.deepEqual(wrong, [])
  })
  it('bites: the canary is on a page of its own organisation, and a wrong answer is a complaint', async () => {
    const record = routes.find(({ method, path }) => method === 'GET' && path === '/staff/patients/:patientId')!
    const own = await ask(test, app, ours('nurse'), record, urlOf(record))
    assert.ok(own.body.includes(CANARY))
    assert.match(complaint(record, ours('website-editor'), own)!, /the register refuses/)
    assert.match(complaint(record, ours('guest'), own)!, /asked to sign in/)
    assert.match(complaint(record, ours('nurse'), { ...own, status: 500 })!, /nobody foresaw/)
    const unconditional = { ...record, policy: { ...record.policy, when: undefined! } }
    assert.match(complaint(unconditional, ours('nurse'), { ...own, status: 403 })!, /register allows/)
  })
})
