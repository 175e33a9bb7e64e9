import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { RESERVED_SLUGS } from '../src/core/tenancy/organisation.ts'
import { buildServer } from '../src/core/http/server.ts'
import { declaredRoutes, printRoutes } from './routes/declared-routes.ts'
import { servedRoutes } from './routes/served-routes.ts'
import { assertReviewed } from './support/reviewed-file.ts'
import { findSignedInOfTest } from './support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from './support/test-platform.ts'

/** What the server answers without a page or a route: nothing here may know anything about anyone. */
const UNDECLARED = ['GET /assets/*']

describe('Every address', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  const routes = declaredRoutes()

  it('is in the reviewed list, with its method, audience and policy', () => {
    assert.ok(routes.length > 10, 'the guard must be looking at something')
    assert.ok(routes.every(({ policy }) => policy.name && policy.why))
    assertReviewed('test/routes.txt', printRoutes(routes))
  })
  it('begins with a word that no organisation can have as its own', () => {
    const firstParts = [...routes.map(({ path }) => path), ...UNDECLARED.map((line) => line.split(' ')[1] ?? '')]
      .map((path) => path.split('/')[1] ?? '')
      .filter((part) => part !== '' && !part.startsWith(':'))
    assert.ok(firstParts.includes('staff'), 'the guard must be looking at something')
    assert.deepEqual(new Set(firstParts).difference(new Set(RESERVED_SLUGS)), new Set())
  })
  it('is declared: the server answers no other', async () => {
    const options = {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost',
      rateLimits: false,
    }
    const app = await buildServer(test.platform, options)
    const declared = routes.map(({ method, path }) => `${method} ${path}`)
    const served = () => servedRoutes(app.printRoutes()).sort()
    assert.deepEqual(served(), [...new Set([...declared, ...UNDECLARED])].sort())

    app.get('/back-door/:patientId', () => 'open')
    assert.ok(served().includes('GET /back-door/:patientId'), 'an undeclared route must be seen')
    await app.close()
  })
  it('is declared once', () => {
    const names = routes.map(({ method, path }) => `${method} ${path}`)
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
  })
  it('is in lower case, without an ending slash, and names nobody', () => {
    for (const { path } of routes) {
      assert.match(path, /^\/$|^(\/(:[a-z][A-Za-z]*|[$_]?[a-zA-Z0-9-]+|\*))+$/)
      if (!path.startsWith('/fhir/'))
        assert.equal(path.replaceAll(/:[A-Za-z]+/g, ''), path.replaceAll(/:[A-Za-z]+/g, '').toLowerCase())
      assert.doesNotMatch(path, /:(?:nhs|name|email|birth|postcode|telephone)/i)
    }
  })
  it('belongs to its audience by its first part', () => {
    for (const { path, audience } of routes.filter(({ tenancy }) => tenancy === 'session')) {
      assert.equal(path.replace(/^\/drafts/, '').split('/')[1], audience, path)
    }
  })
})
