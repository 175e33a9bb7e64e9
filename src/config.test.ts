import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig } from './config.ts'
import { StartUpError } from './core/errors.ts'

const complaint = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    assert.ok(error instanceof StartUpError)
    return error.message
  }
  return assert.fail('it was accepted')
}

describe('Without any variable', () => {
  const config = readConfig({})
  it('it is a demonstration on port 3000 with a database of its own', () => {
    assert.equal(config.port, 3000)
    assert.equal(config.simulatorPort, 3001)
    assert.equal(config.publicUrl, 'http://localhost:3000')
    assert.equal(config.databaseUrl, undefined)
    assert.equal(config.demonstration, true)
    assert.equal(config.metricsPort, undefined)
  })
  it('the key lies in the data folder', () => assert.equal(config.keyFile, `${config.dataDir}/keys.json`))
  it('an empty variable is as good as none', () => assert.equal(readConfig({ PORT: '', TROTH_DEMO: ' ' }).port, 3000))
})

describe('A variable that is wrong is named, with its rule and an example', () => {
  const cases: [string, string, RegExp][] = [
    ['PORT', 'http', /PORT must be a whole number from 1 to 65535, for example PORT=3000/],
    ['PORT', '0', /PORT must be a whole number/],
    ['PORT', '65536', /PORT must be a whole number/],
    ['PORT', '3e3', /PORT must be a whole number/],
    ['SIMULATOR_PORT', '-1', /SIMULATOR_PORT must be a whole number .*SIMULATOR_PORT=3001/],
    ['METRICS_PORT', 'on', /METRICS_PORT must be a whole number .*METRICS_PORT=9464/],
    ['METRICS_PORT', '3000', /METRICS_PORT must not be the same as PORT or SIMULATOR_PORT/],
    ['PUBLIC_URL', 'troth.nhs.uk', /PUBLIC_URL must be the address people type.*PUBLIC_URL=https:/],
    ['PUBLIC_URL', 'https://troth.nhs.uk/start', /PUBLIC_URL must be .* without a path/],
    ['PUBLIC_URL', 'http://troth.nhs.uk', /PUBLIC_URL must start with https:\/\/ unless it is localhost/],
    ['PUBLIC_URL', 'http://127.0.0.1:3000', /PUBLIC_URL must start with https/],
    ['DATABASE_URL', 'mysql://a:b@c/d', /DATABASE_URL must be the address of a PostgreSQL database/],
    ['DATABASE_URL', 'postgres://localhost', /DATABASE_URL must be .* user, password and database name/],
    ['DATABASE_URL', 'postgres://a:p@ss/w@host:5432/d', /DATABASE_URL must be .*percent-encode/],
    ['DATABASE_OWNER_URL', 'nothing', /DATABASE_OWNER_URL must be .*DATABASE_OWNER_URL=postgres:/],
    ['TROTH_DEMO', 'no', /TROTH_DEMO must be "on" or "off", for example TROTH_DEMO=off/],
    ['TROTH_LOG', 'loud', /TROTH_LOG must be debug, info, warn, error or silent/],
    ['TROTH_TRUSTED_PROXIES', '10.0.0.0/99', /TROTH_TRUSTED_PROXIES must be a list of network addresses/],
    ['SMTP_URL', 'https://mail', /SMTP_URL must be the address of a mail server/],
    ['TROTH_DEMOO', 'off', /TROTH_DEMOO is not a setting of Troth \(there are TROTH_DATA_DIR, /],
  ]
  for (const [name, value, words] of cases) {
    it(`${name}=${value}`, () => {
      const said = complaint({ [name]: value })
      assert.match(said, words)
      assert.ok(!said.includes('\n'), 'it is one sentence')
    })
  }
  it('and all of them at once', () => {
    const said = complaint({ PORT: 'x', TROTH_DEMO: 'x' })
    assert.match(said, /PORT must be.*; TROTH_DEMO must be/)
  })
  it('without repeating a password', () => {
    assert.doesNotMatch(complaint({ DATABASE_URL: 'postgres://a:hunter2@host:port/d' }), /hunter2/)
  })
})

describe('Variables that cannot be meant together', () => {
  it('an owner without the database that it owns', () =>
    assert.match(complaint({ DATABASE_OWNER_URL: 'postgres://a:b@c/d' }), /DATABASE_URL is not/))
  it('two servers on one port', () =>
    assert.match(complaint({ PORT: '4000', SIMULATOR_PORT: '4000' }), /must not be the same as PORT/))
})

describe('An address on this machine', () => {
  it('needs no https when it is localhost', () =>
    assert.equal(readConfig({ PUBLIC_URL: 'http://localhost:8080/' }).publicUrl, 'http://localhost:8080'))
})

describe('A database on another machine', () => {
  const refused =
    /DATABASE_URL leads to another machine without an encrypted connection.*sslmode=verify-full.*TROTH_DATABASE_NETWORK=private/
  const at = (rest: string) => ({ DATABASE_URL: `postgres://a:b@${rest}` })
  for (const rest of [
    'db.example/troth',
    '10.0.0.5:5432/troth',
    '127.0.0.1.example/troth',
    'localhost/troth?host=db.example',
    'db/troth?host=localhost&host=db.example',
    'db.example/troth?sslmode=disable',
    'db.example/troth?sslmode=prefer',
    'db.example/troth?sslmode=no-verify',
    'db.example/troth?sslmode=verify-full&sslmode=disable',
    'db.example/troth?sslmode=require&uselibpqcompat=true',
    'db.example/troth?sslmode=verify-full&ssl=false',
  ])
    it(`is refused at ${rest}`, () => assert.match(complaint(at(rest)), refused))
  for (const rest of [
    'db.example/troth?sslmode=verify-full',
    'db.example/troth?sslmode=require',
    'localhost/troth',
    '127.0.0.1:5433/troth',
    '[::1]/troth',
    'localhost/troth?host=%2Frun%2Fpostgresql',
    '%2Frun%2Fpostgresql/troth',
  ])
    it(`or this one is used at ${rest}`, () => assert.equal(readConfig(at(rest)).databaseUrl, at(rest).DATABASE_URL))
  it('is refused to the owner too', () =>
    assert.match(
      complaint({ ...at('localhost/troth'), DATABASE_OWNER_URL: 'postgres://o:p@db.example/troth' }),
      /DATABASE_OWNER_URL leads to another machine/,
    ))
  it('may be reached in clear when its operator says that the network is private', () => {
    const url = at('db.example/troth')
    assert.equal(readConfig({ ...url, TROTH_DATABASE_NETWORK: 'private' }).databaseUrl, url.DATABASE_URL)
    assert.match(complaint({ ...url, TROTH_DATABASE_NETWORK: 'yes' }), /TROTH_DATABASE_NETWORK must be/)
  })
})
