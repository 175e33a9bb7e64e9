import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike } from '../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { Layout } from '../../design-system/layout.tsx'
import type { CoreTables } from '../command.ts'
import type { Platform } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import { DEMONSTRATION } from '../documents/printed-document.ts'
import { documentOf } from '../pdf/document.test-support.ts'
import { readPdf } from '../pdf/read-pdf.test-support.ts'
import { policy } from '../policy/policy.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { page } from './page.ts'
import { pdfName } from './send-pdf.ts'
import { buildServer } from './server.ts'

const patientId = '22222222-2222-4222-8222-222222222222'
const PATH = '/staff/test-of-paper'
let isPrintable = true
page({
  path: PATH,
  audience: 'staff',
  policy: policy({ name: 'test.paper', why: 'A test.', roles: ['nurse'], purposes: ['direct-care'] }),
  purpose: 'direct-care',
  load: (tx: Reader<TenancyTables>, ctx) =>
    tx.selectFrom('core.organisation').select('name').where('tenant_id', '=', ctx.tenantId).executeTakeFirstOrThrow(),
  shows: () => [],
  pdf: ({ name }) =>
    isPrintable
      ? { file: { document: documentOf([{ kind: 'paragraph', text: name }]), points: 18 }, shows: [patientId] }
      : undefined,
  View: ({ chrome }) => <Layout {...chrome} title="Paper" />,
})

describe('A page on paper', () => {
  let test: TestPlatform
  let server: FastifyInstance
  const start = (platform: Platform) =>
    buildServer(platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
  const lastEvent = async () =>
    (
      await inTenant<CoreTables, { action: string; outcome: string; subject_count: number }[]>(test.as([]), (tx) =>
        tx.selectFrom('core.audit_event').select(['action', 'outcome', 'subject_count']).orderBy('event_id').execute(),
      )
    ).at(-1)
  const asNurse = async () => (await signInForTest(test, '44444444-4444-4444-8444-444444444444', ['nurse'])).cookies
  /** The bytes as they are: a reader of text would spoil them. */
  const get = async (cookies: Record<string, string>, on = server) =>
    await on.inject({ method: 'GET', url: `${PATH}?format=pdf`, cookies })

  before(async () => {
    test = await startTestPlatform({ now: () => new Date(), today: () => '2026-11-22' })
    server = await start({ ...test.platform, demonstration: false })
  })
  after(async () => {
    await server.close()
    await test.stop()
  })

  it('is a file to keep, under a name that is the same for everybody', async () => {
    const answer = await get(await asNurse())
    assert.equal(answer.statusCode, 200)
    assert.equal(answer.headers['content-type'], 'application/pdf')
    assert.equal(answer.headers['content-disposition'], 'attachment; filename="test.pdf"')
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    const { text } = await readPdf(answer.rawPayload)
    assert.match(text, /Riverside NHS Trust/)
    assert.ok(!text.includes(DEMONSTRATION))
  })
  it('is in the trail before it is sent, with whom it is about', async () => {
    await get(await asNurse())
    assert.deepEqual(await lastEvent(), { action: 'test.paper.exported', outcome: 'viewed', subject_count: 1 })
  })
  it('is refused to those whom the policy of the page refuses, and the attempt is in the trail', async () => {
    const other = await signInForTest(test, '55555555-5555-4555-8555-555555555555', ['receptionist'])
    const answer = await get(other.cookies)
    assert.equal(answer.statusCode, 403)
    assert.doesNotMatch(answer.body, /%PDF/)
    assert.equal((await lastEvent())?.outcome, 'refused')
  })
  it('is not given to a guest', async () => {
    assert.equal((await server.inject({ method: 'GET', url: `${PATH}?format=pdf` })).statusCode, 303)
  })
  it('holds nothing of another organisation', async () => {
    const stranger = await signInForTest(test, '77777777-7777-4777-8777-777777777777', ['nurse'], {
      tenantId: test.otherTenantId,
    })
    assert.match((await readPdf((await get(stranger.cookies)).rawPayload)).text, /Hillview NHS Trust/)
  })
  it('bears DEMONSTRATION in a demonstration, whoever wrote it', async () => {
    const demonstration = await start({ ...test.platform, demonstration: true })
    const { pages } = await readPdf((await get(await asNurse(), demonstration)).rawPayload)
    for (const { artifacts } of pages) assert.ok(artifacts.includes(DEMONSTRATION))
    await demonstration.close()
  })
  it('gives way to the page itself when there is nothing that may be printed', async () => {
    isPrintable = false
    const answer = await browserLike(server, await asNurse()).get(`${PATH}?format=pdf`)
    isPrintable = true
    assert.match(String(answer.headers['content-type']), /^text\/html/)
    assert.equal((await lastEvent())?.action, 'test.paper.viewed')
  })
})

describe('The name of a file', () => {
  it('is letters and hyphens', () => assert.equal(pdfName({ fileName: 'delivery-note' }), 'delivery-note.pdf'))
  for (const fileName of ['khan-1980', '9990000018', 'Amina Khan', 'a"b', '', 'a/b', 'a--b', 'note.pdf'])
    it(`is never “${fileName}”`, () => assert.throws(() => pdfName({ fileName }), /letters and hyphens/))
})
