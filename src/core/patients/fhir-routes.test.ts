import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ApiScope } from '../api-clients/api-client.ts'
import { createApiClient, stopApiClient } from '../api-clients/commands.ts'
import { apiToken, apiTokenHash } from '../api-clients/token.ts'
import type { AuditTables } from '../audit/tables.ts'
import { inTenant, onPlatform } from '../database/in-tenant.ts'
import { buildServer } from '../http/server.ts'
import { startSession } from '../identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { mergePatients } from './commands/merge-patients.ts'
import { startTestPlatform, STAFF_ID, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { Role } from '../policy/roles.ts'

type App = Awaited<ReturnType<typeof buildServer>>
interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  /** Whatever came over the wire: looked at field by field, where a wrong guess fails the test. */
  readonly body: ReturnType<typeof JSON.parse>
}
const NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const amina = {
  resourceType: 'Patient',
  identifier: [
    { system: NUMBER, value: '9990000018' },
    { system: 'https://riverside.example/hospital-number', value: 'H-100' },
  ],
  name: [{ use: 'official', family: 'O’Brien-Khan', given: ['Amina', 'Jane'] }],
  gender: 'female',
  birthDate: '1961-03-12',
  telecom: [{ system: 'phone', value: '07700900982' }],
  address: [{ line: ['1 High Street'], city: 'Leeds', postalCode: 'LS1 6AE' }],
}

describe('Patients through the machine interface', () => {
  let test: TestPlatform
  let app: App
  let token: string
  const staffRoles: Role[] = ['doctor']

  const connect = async (
    scopes: readonly ApiScope[],
    over: { tenantId?: string; sensitive?: boolean } = {},
  ): Promise<string> => {
    const ctx = {
      ...test.as(['administrator'], { purpose: 'administration' }),
      tenantId: over.tenantId ?? test.tenantId,
    }
    const made = apiToken(ctx)
    await createApiClient(ctx, {
      name: 'Hospital system',
      purpose: 'direct-care',
      scopes,
      rights: over.sensitive ? ['see-sensitive-records'] : [],
      days: 30,
      tokenHash: apiTokenHash(made),
    })
    return made
  }
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    options: { body?: unknown; headers?: Record<string, string>; as?: string | null; from?: string } = {},
  ): Promise<Answer> => {
    const { body, headers = {}, as = token, from = '192.0.2.1' } = options
    const answer = await app.inject({
      method,
      remoteAddress: from,
      url: path.startsWith('http') ? new URL(path).pathname + new URL(path).search : `/fhir/R4${path}`,
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${as}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? undefined : (JSON.parse(answer.body) as unknown),
    }
  }
  const refused = (answer: Answer, status: number, code?: string, at?: string) => {
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    assert.equal(answer.body.resourceType, 'OperationOutcome')
    assert.match(String(answer.headers['content-type']), /^application\/fhir\+json/)
    if (code) assert.equal(answer.body.issue[0].code, code)
    if (at)
      assert.ok(
        answer.body.issue.some((each: { expression?: string[] }) => each.expression?.[0] === at),
        JSON.stringify(answer.body),
      )
  }
  const events = () =>
    inTenant<AuditTables, { action: string; outcome: string; actor_kind: string; subject_count: number }[]>(
      test.as([]),
      (tx) =>
        tx
          .selectFrom('core.audit_event')
          .select(['action', 'outcome', 'actor_kind', 'subject_count'])
          .orderBy('recorded_at')
          .orderBy('event_id')
          .execute(),
    )
  const lastEvent = async () => (await events()).at(-1)
  /** What the last event says was asked for. */
  const lastSought = () =>
    inTenant<AuditTables, unknown>(test.as([]), (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select(['action', 'outcome', 'entity_type as type', 'entity_id as id'])
        .orderBy('recorded_at', 'desc')
        .orderBy('event_id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    )
  const add = async (over: object = {}): Promise<string> => {
    const answer = await ask('POST', '/Patient', { body: { ...amina, identifier: [], ...over } })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return String(answer.body.id)
  }

  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: async (_platform, session) => ({
        actor: { kind: 'staff', id: session.accountId, roles: staffRoles, rights: [] },
        name: 'A person',
        roleName: 'Doctor',
        limits: SESSION_LIMITS.staff,
      }),
      demonstration: false,
      publicUrl: 'http://localhost:3000',
    })
    token = await connect(['system/Patient.rs', 'system/Patient.cu'])
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  describe('the door', () => {
    it('is closed without a token, with an outcome', async () =>
      refused(await ask('GET', '/Patient/x', { as: null }), 401, 'login'))
    it('says how to knock', async () =>
      assert.match(String((await ask('GET', '/Patient', { as: null })).headers['www-authenticate']), /^Bearer/))
    it('is closed to a token that never was', async () =>
      refused(await ask('GET', '/Patient', { as: apiToken(test.as([])) }), 401))
    it('is closed to a token that was stopped', async () => {
      const admin = test.as(['administrator'], { purpose: 'administration' })
      const made = apiToken(admin)
      const { clientId } = await createApiClient(admin, {
        name: 'Short-lived',
        purpose: 'direct-care',
        scopes: ['system/Patient.rs'],
        rights: [],
        days: 30,
        tokenHash: apiTokenHash(made),
      })
      assert.equal((await ask('GET', '/Patient', { as: made })).status, 200)
      await stopApiClient(admin, { clientId })
      refused(await ask('GET', '/Patient', { as: made }), 401)
    })
    it('sets no cookie', async () => assert.equal((await ask('GET', '/Patient')).headers['set-cookie'], undefined))
    it('refuses what a scope does not cover, and records it', async () => {
      const reader = await connect(['system/Patient.rs'])
      refused(await ask('POST', '/Patient', { as: reader, body: amina }), 403, 'forbidden')
      const event = await lastEvent()
      assert.deepEqual(
        [event?.action, event?.outcome, event?.actor_kind],
        ['patient.register', 'refused', 'api-client'],
      )
    })
    it('is tired of an address that sends wrong tokens, but not of those that work', async () => {
      const wrong = apiToken(test.as([]))
      for (let tries = 0; tries < 60; tries++) await ask('GET', '/Patient', { as: wrong, from: '192.0.2.66' })
      refused(await ask('GET', '/Patient', { as: wrong, from: '192.0.2.66' }), 429, 'throttled')
      assert.equal((await ask('GET', '/Patient', { from: '192.0.2.66' })).status, 200)
    })
    it('has an outcome for what is not there', async () => {
      refused(await ask('GET', '/Location/1'), 404)
      refused(await ask('DELETE', '/Patient/1'), 404)
    })
    it('sends JSON only', async () => {
      refused(await ask('GET', '/Patient', { headers: { accept: 'application/fhir+xml' } }), 406, 'not-supported')
      refused(await ask('GET', '/Patient?_format=xml'), 406)
      assert.equal((await ask('GET', '/Patient?_format=json')).status, 200)
      assert.match(
        String((await ask('GET', '/Patient', { headers: { accept: 'application/json' } })).headers['content-type']),
        /^application\/json/,
      )
    })
  })

  describe('create', () => {
    it('answers with the record, its address and its version', async () => {
      const answer = await ask('POST', '/Patient', { body: amina })
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      assert.equal(answer.headers['location'], `http://localhost:3000/fhir/R4/Patient/${answer.body.id}`)
      assert.equal(answer.headers['etag'], 'W/"1"')
      assert.ok(answer.headers['last-modified'])
      assert.equal(answer.body.name[0].family, 'O’Brien-Khan')
      const [created, viewed] = (await events()).slice(-2)
      assert.deepEqual([created?.action, created?.subject_count], ['patient.registered', 1])
      assert.deepEqual([viewed?.action, viewed?.outcome, viewed?.subject_count], ['patient.view.viewed', 'viewed', 1])
    })
    it('refuses a second record with the number', async () =>
      refused(await ask('POST', '/Patient', { body: amina }), 409, 'duplicate', 'Patient.identifier'))
    it('makes nothing when one matches the condition', async () => {
      const headers = { 'if-none-exist': `identifier=${NUMBER}|9990000018` }
      const answer = await ask('POST', '/Patient', { body: amina, headers })
      assert.equal(answer.status, 200)
      assert.match(String(answer.headers['location']), new RegExp(`${answer.body.id}$`))
    })
    it('makes one record when two ask at once on the same condition', async () => {
      for (let round = 0; round < 5; round++) {
        const identifier = [{ system: 'https://riverside.example/hospital-number', value: `RACE${round}` }]
        const headers = { 'if-none-exist': `identifier=https://riverside.example/hospital-number|RACE${round}` }
        const answers = await Promise.all(
          [1, 2, 3, 4].map(() => ask('POST', '/Patient', { body: { ...amina, identifier }, headers })),
        )
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 201])
        assert.equal(new Set(answers.map(({ body }) => String(body.id))).size, 1)
      }
    })
    it('names what it does not keep, to a sender who prefers an outcome', async () => {
      const body = {
        ...amina,
        identifier: [{ use: 'official', system: 'https://riverside.example/hospital-number', value: 'K1' }],
        text: { status: 'generated', div: '<div/>' },
        telecom: [{ system: 'phone', value: '07700900982', use: 'mobile', rank: 1 }],
      }
      const { body: outcome } = await ask('POST', '/Patient', { body, headers: { prefer: 'return=OperationOutcome' } })
      const issues = outcome.issue as { severity: string; expression?: string[] }[]
      assert.deepEqual(
        issues
          .slice(1)
          .map(({ severity, expression }) => `${severity} ${expression?.[0]}`)
          .sort(),
        ['information Patient.text', 'warning Patient.identifier[0].use', 'warning Patient.telecom[0].rank'],
      )
    })
    it('refuses a modifierExtension wherever it stands, and a contact, and says what to do', async () => {
      const modifierExtension = [{ url: 'https://example.org/not', valueBoolean: true }]
      const at = async (over: object) => await ask('POST', '/Patient', { body: { ...amina, identifier: [], ...over } })
      refused(await at({ modifierExtension }), 422, 'not-supported', 'Patient.modifierExtension')
      const deep = await at({ name: [{ family: 'X', modifierExtension }] })
      refused(deep, 422, 'not-supported', 'Patient.name[0].modifierExtension')
      assert.match(deep.body.issue[0].diagnostics, /can change what the rest means/)
      refused(await at({ implicitRules: 'https://example.org' }), 422, 'not-supported', 'Patient.implicitRules')
      refused(await at({ text: { modifierExtension } }), 422, 'not-supported', 'Patient.text.modifierExtension')
      const contact = await at({ contact: [{ name: { family: 'Khan' } }] })
      refused(contact, 422, 'not-supported', 'Patient.contact')
      assert.match(contact.body.issue[0].diagnostics, /RelatedPerson/)
    })
    it('says in the CapabilityStatement what it keeps', async () => {
      const { body } = await ask('GET', '/metadata', { as: null })
      const patient = body.rest[0].resource.find(({ type }: { type: string }) => type === 'Patient')
      assert.match(patient.documentation, /contact is refused.*telecom\.rank/)
    })
    it('refuses when several match the condition, or the condition is not understood', async () => {
      await add({ name: [{ family: 'Twin' }] })
      await add({ name: [{ family: 'Twin' }] })
      const body = { ...amina, identifier: [] }
      refused(
        await ask('POST', '/Patient', { body, headers: { 'if-none-exist': 'family=Twin' } }),
        412,
        'multiple-matches',
      )
      refused(await ask('POST', '/Patient', { body, headers: { 'if-none-exist': 'shoesize=9' } }), 400)
      refused(await ask('POST', '/Patient', { body, headers: { 'if-none-exist': '' } }), 412)
    })
    it('sends back as little as was asked', async () => {
      const body = { ...amina, identifier: [] }
      const minimal = await ask('POST', '/Patient', { body, headers: { prefer: 'return=minimal' } })
      assert.deepEqual([minimal.status, minimal.body], [201, undefined])
      const outcome = await ask('POST', '/Patient', { body, headers: { prefer: 'return=OperationOutcome' } })
      assert.equal(outcome.body.resourceType, 'OperationOutcome')
    })
    it('gives nothing back to one that may write but not read', async () => {
      const writer = await connect(['system/Patient.cu'])
      const answer = await ask('POST', '/Patient', { as: writer, body: { ...amina, identifier: [] } })
      assert.deepEqual([answer.status, answer.body], [201, undefined])
      refused(await ask('GET', String(answer.headers['location']), { as: writer }), 403)
    })
    it('acts once for one key', async () => {
      const headers = { 'idempotency-key': 'feed-2026-11-22-0001' }
      const body = { ...amina, identifier: [], name: [{ family: 'Once' }] }
      const [one, two] = await Promise.all([
        ask('POST', '/Patient', { body, headers }),
        ask('POST', '/Patient', { body, headers }),
      ])
      assert.equal(one.body.id, two.body.id)
      refused(await ask('POST', '/Patient', { body: { ...body, gender: 'male' }, headers }), 409)
      refused(await ask('POST', '/Patient', { body, headers: { 'idempotency-key': 'x' } }), 400)
    })
    it('refuses what cannot be kept, naming every element', async () => {
      const body = { ...amina, photo: [{}], name: [{ family: 'x', colour: 1 }] }
      const answer = await ask('POST', '/Patient', { body })
      refused(answer, 422, 'not-supported', 'Patient.photo')
      refused(answer, 422, 'not-supported', 'Patient.name[0].colour')
    })
    it('refuses a huge name', async () =>
      refused(
        await ask('POST', '/Patient', { body: { ...amina, name: [{ family: 'x'.repeat(100_000) }] } }),
        422,
        'value',
        'Patient.name[0].family',
      ))
    it('refuses a body that is not JSON, not an object, too deep, too large, or of another kind', async () => {
      refused(await ask('POST', '/Patient', { body: '{"resourceType":' }), 400, 'structure')
      refused(await ask('POST', '/Patient', { body: '[]' }), 400)
      refused(
        await ask('POST', '/Patient', { body: `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}` }),
        400,
        'structure',
      )
      refused(await ask('POST', '/Patient', { body: JSON.stringify({ x: 'y'.repeat(1_100_000) }) }), 413)
      refused(
        await ask('POST', '/Patient', { body: '<Patient/>', headers: { 'content-type': 'application/fhir+xml' } }),
        415,
      )
      refused(await ask('POST', '/Patient', { body: { resourceType: 'Group' } }), 400)
      refused(await ask('POST', '/Patient'), 415)
    })
  })

  describe('read', () => {
    it('answers once more with nothing when the version is known', async () => {
      const id = await add()
      const first = await ask('GET', `/Patient/${id}`)
      assert.equal(first.headers['etag'], 'W/"1"')
      const again = await ask('GET', `/Patient/${id}`, { headers: { 'if-none-match': 'W/"1"' } })
      assert.deepEqual([again.status, again.body], [304, undefined])
    })
    it('is written to the audit trail under the system’s name', async () => {
      const id = await add()
      await ask('GET', `/Patient/${id}`)
      assert.deepEqual(await lastEvent(), {
        action: 'patient.view.viewed',
        outcome: 'viewed',
        actor_kind: 'api-client',
        subject_count: 1,
      })
    })
    it('of another organisation’s patient finds nothing', async () => {
      const id = await add()
      const stranger = await connect(['system/Patient.rs'], { tenantId: test.otherTenantId })
      refused(await ask('GET', `/Patient/${id}`, { as: stranger }), 404, 'not-found')
    })
    it('of nobody, or a change to nobody, is in the trail with the id that was tried', async () => {
      const id = '01920000-0000-7000-8000-000000000002'
      refused(await ask('GET', `/Patient/${id}`), 404)
      const sought = { outcome: 'failed', type: 'patient', id }
      assert.deepEqual(await lastSought(), { action: 'patient.view', ...sought })
      const options = { body: { ...amina, id }, headers: { 'if-match': 'W/"1"' } }
      refused(await ask('PUT', `/Patient/${id}`, options), 404)
      assert.deepEqual(await lastSought(), { action: 'patient.update', ...sought })
    })
    it('of an id that cannot be finds nothing', async () => {
      refused(await ask('GET', '/Patient/not-an-id'), 404)
      refused(await ask('GET', `/Patient/${'9'.repeat(2_000)}`), 404)
    })
    it('leaves out where a person with a sensitive record lives, without the right', async () => {
      const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R' }]
      const practice = { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'Y12345' }
      const id = await add({ meta: { security }, generalPractitioner: [{ identifier: practice }] })
      const { body } = await ask('GET', `/Patient/${id}`)
      assert.equal(body.meta.security[0].code, 'R')
      assert.deepEqual([body.address, body.telecom, body.generalPractitioner], [undefined, undefined, undefined])
      const trusted = await connect(['system/Patient.rs'], { sensitive: true })
      const seen = await ask('GET', `/Patient/${id}`, { as: trusted })
      assert.equal(seen.body.address[0].postalCode, 'LS1 6AE')
      // What the sender cannot see, it cannot overwrite.
      const changed = await ask('PUT', `/Patient/${id}`, {
        body: { ...body, gender: 'other' },
        headers: { 'if-match': 'W/"1"' },
      })
      assert.equal(changed.status, 200, JSON.stringify(changed.body))
      const after = await ask('GET', `/Patient/${id}`, { as: trusted })
      assert.deepEqual([after.body.gender, after.body.address[0].postalCode], ['other', 'LS1 6AE'])
      assert.equal(after.body.generalPractitioner[0].identifier.value, 'Y12345')
    })
  })

  describe('update', () => {
    it('changes the version that was read, and answers with the next', async () => {
      const id = await add()
      const { body } = await ask('GET', `/Patient/${id}`)
      const answer = await ask('PUT', `/Patient/${id}`, {
        body: { ...body, gender: 'other' },
        headers: { 'if-match': 'W/"1"' },
      })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      assert.deepEqual([answer.headers['etag'], answer.body.gender], ['W/"2"', 'other'])
      const [changed] = (await events()).slice(-2)
      assert.equal(changed?.action, 'patient.updated')
    })
    it('of what was read, unchanged, changes nothing', async () => {
      const id = await add()
      const { body } = await ask('GET', `/Patient/${id}`)
      const answer = await ask('PUT', `/Patient/${id}`, { body, headers: { 'if-match': 'W/"1"' } })
      assert.equal(answer.headers['etag'], 'W/"1"')
    })
    it('refuses a version that someone else has changed', async () => {
      const id = await add()
      const body = { ...amina, id, identifier: [], gender: 'other' }
      assert.equal((await ask('PUT', `/Patient/${id}`, { body, headers: { 'if-match': 'W/"1"' } })).status, 200)
      refused(
        await ask('PUT', `/Patient/${id}`, { body: { ...body, gender: 'male' }, headers: { 'if-match': 'W/"1"' } }),
        412,
        'conflict',
      )
    })
    it('refuses when no version is named', async () => {
      const id = await add()
      refused(await ask('PUT', `/Patient/${id}`, { body: { ...amina, id } }), 412, 'required', 'http.If-Match')
      refused(await ask('PUT', `/Patient/${id}`, { body: { ...amina, id }, headers: { 'if-match': '*' } }), 412)
    })
    it('refuses another id, a link, a number that is taken and a new label', async () => {
      const id = await add()
      const headers = { 'if-match': 'W/"1"' }
      const body = { ...amina, id, identifier: [] }
      refused(
        await ask('PUT', `/Patient/${id}`, { body: { ...body, id: 'other' }, headers }),
        400,
        'value',
        'Patient.id',
      )
      const link = [{ other: { reference: `Patient/${STAFF_ID}` }, type: 'replaced-by' }]
      refused(
        await ask('PUT', `/Patient/${id}`, { body: { ...body, link }, headers }),
        422,
        'not-supported',
        'Patient.link',
      )
      refused(await ask('PUT', `/Patient/${id}`, { body: { ...amina, id }, headers }), 409, 'duplicate')
    })
    it('hides someone whom the sender says is restricted, and never lays anyone open', async () => {
      const id = await add()
      const { body } = await ask('GET', `/Patient/${id}`)
      const put = (version: number, security: object[]) =>
        ask('PUT', `/Patient/${id}`, {
          body: { ...body, meta: { security } },
          headers: { 'if-match': `W/"${version}"` },
        })
      const hidden = await put(1, [{ code: 'R' }])
      assert.equal(hidden.status, 200, JSON.stringify(hidden.body))
      assert.deepEqual(
        [hidden.body.meta.security[0].code, hidden.body.address, hidden.headers['etag']],
        ['R', undefined, 'W/"2"'],
      )
      const still = await put(2, [])
      assert.deepEqual([still.body.meta.security[0].code, still.headers['etag']], ['R', 'W/"2"'])
      assert.deepEqual((await ask('GET', '/Patient?identifier=x|y')).body.entry ?? [], [])
    })
    it('of another organisation’s patient finds nothing', async () => {
      const id = await add()
      const stranger = await connect(['system/Patient.cu'], { tenantId: test.otherTenantId })
      refused(
        await ask('PUT', `/Patient/${id}`, { as: stranger, body: { ...amina, id }, headers: { 'if-match': 'W/"1"' } }),
        404,
      )
    })
    it('keeps who gave a telephone number and when it was confirmed', async () => {
      const source = [
        { url: 'urn:troth:extension:contact-source', valueCode: 'patient' },
        { url: 'urn:troth:extension:contact-confirmed-on', valueDate: '2026-11-01' },
      ]
      const id = await add({ telecom: [{ system: 'phone', value: '07700900982', extension: source }] })
      const body = { ...amina, id, identifier: [], gender: 'other' }
      const answer = await ask('PUT', `/Patient/${id}`, { body, headers: { 'if-match': 'W/"1"' } })
      assert.deepEqual(answer.body.telecom[0].extension, source)
    })
  })

  describe('search', () => {
    const found = (answer: Answer): string[] => {
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      const entries = (answer.body.entry ?? []) as { search: { mode: string }; resource: { id: string } }[]
      return entries.filter((entry) => entry.search.mode === 'match').map((entry) => entry.resource.id)
    }
    let zed: string
    before(async () => {
      zed = await add({
        name: [
          { use: 'usual', family: 'Zédé-Smith', given: ['Anne Marie'] },
          { use: 'old', family: 'Zedekiah', given: ['Anne'] },
        ],
        birthDate: '1931-02-28',
        identifier: [{ system: 'https://riverside.example/hospital-number', value: 'Z-1' }],
      })
    })
    const cases = [
      'family=zede',
      'family=ZÉDÉ-SM',
      'family=smith&given=anne',
      'given=marie',
      'name=marie%20zede',
      'name=anne&birthdate=1931',
      'family=zede,unknown',
      'family:exact=Z%C3%A9d%C3%A9-Smith',
      'birthdate=1931-02-28',
      'birthdate=lt1931-03',
      'birthdate=ge1931-02&birthdate=le1931-02-28',
      'identifier=https://riverside.example/hospital-number|z-1',
    ]
    for (const query of cases)
      it(`by ${query}`, async () => assert.deepEqual(found(await ask('GET', `/Patient?${query}`)), [zed]))
    for (const query of [
      'family=zede&given=bob',
      'birthdate=1931-03-01',
      'family:exact=zede-smith',
      'identifier=https://other|Z-1',
      '_id=nothing',
    ])
      it(`by ${query} finds nobody`, async () => assert.deepEqual(found(await ask('GET', `/Patient?${query}`)), []))
    it('by NHS number, with or without its system', async () => {
      const [one] = found(await ask('GET', `/Patient?identifier=${NUMBER}|9990000018`))
      assert.ok(one)
      assert.deepEqual(found(await ask('GET', '/Patient?identifier=9990000018')), [one])
      assert.deepEqual(
        found(await ask('GET', `/Patient?identifier=9990000018,https://riverside.example/hospital-number|Z-1`)).length,
        2,
      )
    })
    it('by id and by time of change', async () => {
      assert.deepEqual(found(await ask('GET', `/Patient?_id=${zed}`)), [zed])
      assert.ok(found(await ask('GET', '/Patient?_lastUpdated=ge2026-11-22&_count=100')).includes(zed))
      assert.deepEqual(found(await ask('GET', '/Patient?_lastUpdated=gt2026-11-22')), [])
    })
    it('as a form, so that nothing about a person is in the address', async () => {
      const answer = await ask('POST', '/Patient/_search', {
        body: 'family=zede&given=anne',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      assert.deepEqual(found(answer), [zed])
      refused(await ask('POST', '/Patient/_search', { body: '{}' }), 415)
    })
    it('is one event that names the patients on the page', async () => {
      await ask('GET', '/Patient?family=zede')
      assert.deepEqual(await lastEvent(), {
        action: 'patient.search.viewed',
        outcome: 'viewed',
        actor_kind: 'api-client',
        subject_count: 1,
      })
    })
    it('in another organisation finds nobody', async () => {
      const stranger = await connect(['system/Patient.rs'], { tenantId: test.otherTenantId })
      assert.deepEqual(found(await ask('GET', '/Patient', { as: stranger })), [])
    })
    it('pages through everyone once, in every order, by links that tell nothing', async () => {
      for (let at = 0; at < 7; at++)
        await add({ name: [{ family: `Pager${at % 3}`, given: ['Pagerson'] }], birthDate: '1990-05-05' })
      for (const query of [
        'family=pager',
        'name=pager',
        'given=pager',
        'birthdate=1990-05-05',
        'birthdate=gt1990',
        '',
        'family=pager,zede',
      ]) {
        const whole = found(await ask('GET', `/Patient?${query}&_count=100`))
        const seen: string[] = []
        let next: string | undefined = `/Patient?${query}&_count=2`
        while (next !== undefined) {
          const answer: Answer = await ask('GET', next)
          seen.push(...found(answer))
          const links = answer.body.link as { relation: string; url: string }[]
          next = links.find(({ relation }) => relation === 'next')?.url
          if (next) assert.doesNotMatch(decodeURIComponent(next), /pager|1990/i)
        }
        assert.deepEqual(seen, whole, query)
        assert.equal(new Set(seen).size, seen.length)
      }
    })
    it('refuses a link of another caller, another kind, or one that was touched', async () => {
      const answer = await ask('GET', '/Patient?_count=1')
      const next = String(
        (answer.body.link as { relation: string; url: string }[]).find(({ relation }) => relation === 'next')?.url,
      )
      refused(await ask('GET', next, { as: await connect(['system/Patient.rs']) }), 400)
      refused(await ask('GET', `${next.slice(0, -2)}AA`), 400, 'value', 'http._page')
      refused(await ask('GET', '/Patient?_page=x'), 400)
    })
    it('counts when asked, and only then', async () => {
      assert.equal((await ask('GET', '/Patient?_count=1')).body.total, undefined)
      const { body } = await ask('GET', '/Patient?family=pager&_count=1&_total=accurate')
      assert.equal(body.total, 7)
      const counted = await ask('GET', '/Patient?family=pager&_summary=count')
      assert.deepEqual([counted.body.total, counted.body.entry], [7, undefined])
    })
    it('names what it did not use, or refuses it when the caller is strict', async () => {
      const { body } = await ask('GET', '/Patient?family=zede&shoesize=9')
      const last = body.entry.at(-1)
      assert.deepEqual([last.search.mode, last.resource.issue[0].severity], ['outcome', 'warning'])
      assert.doesNotMatch(body.link[0].url, /shoesize/)
      refused(
        await ask('GET', '/Patient?shoesize=9', { headers: { prefer: 'handling=strict' } }),
        400,
        'not-supported',
        'http.shoesize',
      )
    })
    it('refuses what it cannot do', async () => {
      for (const query of [
        'birthdate=ap1990',
        'birthdate=12/3/1961',
        'family:contains=mit',
        'identifier=12',
        'family=-',
        '_count=x',
      ])
        refused(await ask('GET', `/Patient?${query}`), 400)
    })
  })

  describe('by a member of staff', () => {
    const cookie = async (): Promise<string> => {
      const { token: session } = await onPlatform<SessionTables, { token: string }>(test.platform, (tx) =>
        startSession(
          tx,
          test.platform.clock,
          { tenantId: test.tenantId, accountId: STAFF_ID, accountKind: 'staff' },
          SESSION_LIMITS.staff,
        ),
      )
      return `__Host-troth-session=${session}`
    }
    it('can be read and searched by name, with their own session', async () => {
      const headers = { cookie: await cookie() }
      const id = await add({ name: [{ family: 'Staffread' }] })
      assert.equal((await ask('GET', `/Patient/${id}`, { as: null, headers })).status, 200)
      assert.equal((await lastEvent())?.actor_kind, 'staff')
      assert.equal((await ask('GET', '/Patient?family=staffread', { as: null, headers })).status, 200)
    })
    it('cannot be listed without saying who is looked for', async () =>
      refused(await ask('GET', '/Patient', { as: null, headers: { cookie: await cookie() } }), 400, 'too-costly'))
    it('cannot be written', async () =>
      refused(await ask('POST', '/Patient', { as: null, body: amina, headers: { cookie: await cookie() } }), 401))
    it('is refused to a role that may not, and recorded', async () => {
      const id = await add()
      staffRoles.splice(0, 1, 'website-editor')
      refused(await ask('GET', `/Patient/${id}`, { as: null, headers: { cookie: await cookie() } }), 403)
      staffRoles.splice(0, 1, 'doctor')
      const event = await lastEvent()
      assert.deepEqual([event?.action, event?.outcome], ['patient.view', 'refused'])
    })
  })

  describe('and the people related to them', () => {
    const bilal = (patientId: string, over: object = {}) => ({
      resourceType: 'RelatedPerson',
      patient: { reference: `Patient/${patientId}` },
      relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'SPS' }] }],
      name: [{ use: 'usual', family: 'Khan', given: ['Bilal'] }],
      telecom: [{ system: 'phone', value: '07700900983' }],
      ...over,
    })
    let people: string
    before(async () => {
      people = await connect(['system/RelatedPerson.rs', 'system/RelatedPerson.cu'])
    })
    const addBilal = async (patientId: string) => {
      const answer = await ask('POST', '/RelatedPerson', { as: people, body: bilal(patientId) })
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      return answer
    }
    it('can be added, read, found by patient and changed by version', async () => {
      const patientId = await add()
      const { body } = await addBilal(patientId)
      assert.equal((await ask('GET', `/RelatedPerson/${body.id}`, { as: people })).headers['etag'], 'W/"1"')
      const found = await ask('GET', `/RelatedPerson?patient=Patient/${patientId}`, { as: people })
      assert.deepEqual(
        found.body.entry.map(({ resource }: { resource: { id: string } }) => resource.id),
        [body.id],
      )
      const changed = { ...body, name: [{ use: 'usual', family: 'Begum' }] }
      const put = (version: string) =>
        ask('PUT', `/RelatedPerson/${body.id}`, { as: people, body: changed, headers: { 'if-match': version } })
      const answer = await put('W/"1"')
      assert.deepEqual([answer.status, answer.headers['etag'], answer.body.name[0].family], [200, 'W/"2"', 'Begum'])
      refused(await put('W/"1"'), 412, 'conflict')
    })
    it('are found under either id of a person whose records were merged', async () => {
      const [survivorId, mergedId, stranger] = [await add(), await add(), await add()]
      const [{ body: first }, { body: second }] = [await addBilal(survivorId), await addBilal(mergedId)]
      await addBilal(stranger)
      await mergePatients(test.as(['nurse'], { rights: ['merge-records'] }), {
        survivorId,
        survivorVersion: 1,
        mergedId,
        mergedVersion: 1,
        reason: 'Same person',
        choices: {},
      })
      for (const id of [survivorId, mergedId]) {
        const { body } = await ask('GET', `/RelatedPerson?patient=${id}`, { as: people })
        const found = body.entry.map(({ resource }: { resource: { id: string } }) => resource.id)
        assert.deepEqual(found.toSorted(), [first.id, second.id].toSorted())
      }
    })
    it('that are not there are in the trail as sought', async () => {
      const id = '01920000-0000-7000-8000-000000000001'
      refused(await ask('GET', `/RelatedPerson/${id}`, { as: people }), 404)
      assert.deepEqual(await lastSought(), { action: 'patient.view', outcome: 'failed', type: 'related-person', id })
    })
    it('are read under the patient’s name in the audit trail', async () => {
      const { body } = await addBilal(await add())
      await ask('GET', `/RelatedPerson/${body.id}`, { as: people })
      const event = await lastEvent()
      assert.deepEqual([event?.action, event?.subject_count], ['patient.view.viewed', 1])
    })
    it('need a scope of their own', async () => refused(await ask('GET', '/RelatedPerson'), 403))
    it('of another organisation cannot be read, changed or added to', async () => {
      const patientId = await add()
      const { body } = await addBilal(patientId)
      const stranger = await connect(['system/RelatedPerson.rs', 'system/RelatedPerson.cu'], {
        tenantId: test.otherTenantId,
      })
      refused(await ask('GET', `/RelatedPerson/${body.id}`, { as: stranger }), 404)
      refused(
        await ask('PUT', `/RelatedPerson/${body.id}`, { as: stranger, body, headers: { 'if-match': 'W/"1"' } }),
        404,
      )
      refused(await ask('POST', '/RelatedPerson', { as: stranger, body: bilal(patientId) }), 404)
    })
    it('cannot be moved to another patient', async () => {
      const { body } = await addBilal(await add())
      const moved = { ...body, patient: { reference: `Patient/${await add()}` } }
      refused(
        await ask('PUT', `/RelatedPerson/${body.id}`, { as: people, body: moved, headers: { 'if-match': 'W/"1"' } }),
        422,
      )
    })
    it('of a sensitive record are shown without their address and not changed, without the right', async () => {
      const id = await add({ meta: { security: [{ code: 'R' }] } })
      refused(await ask('POST', '/RelatedPerson', { as: people, body: bilal(id) }), 403)
      const trusted = await connect(['system/RelatedPerson.rs', 'system/RelatedPerson.cu'], { sensitive: true })
      const { body } = await ask('POST', '/RelatedPerson', { as: trusted, body: bilal(id) })
      assert.equal(body.telecom.length, 1)
      assert.equal((await ask('GET', `/RelatedPerson/${body.id}`, { as: people })).body.telecom, undefined)
    })
  })

  it('says what it can do', async () => {
    const { status, body } = await ask('GET', '/metadata', { as: null })
    assert.equal(status, 200)
    assert.deepEqual([body.resourceType, body.fhirVersion], ['CapabilityStatement', '4.0.1'])
    const patient = body.rest[0].resource.find(({ type }: { type: string }) => type === 'Patient')
    assert.deepEqual(
      patient.interaction.map(({ code }: { code: string }) => code),
      ['read', 'search-type', 'create', 'update'],
    )
    assert.equal(patient.conditionalCreate, true)
    const names = patient.searchParam.map(({ name }: { name: string }) => name)
    for (const name of ['identifier', 'name', 'family', 'given', 'birthdate', '_id', '_lastUpdated'])
      assert.ok(names.includes(name))
    refused(await ask('GET', '/metadata', { as: null, headers: { accept: 'application/fhir+xml' } }), 406)
  })
})
