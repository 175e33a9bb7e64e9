import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Button } from '../../design-system/components/button.tsx'
import { DateField, Form, TextField } from '../../design-system/fields.tsx'
import { Layout } from '../../design-system/layout.tsx'
import { browserLike } from '../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest, type StaffOfTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { command, type CoreTables } from '../command.ts'
import { inTenant, onPlatform } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import { ConflictError } from '../errors.ts'
import { endSession } from '../identity/sessions/commands.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { policy } from '../policy/policy.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { birthDateRule } from '../values/typed-date.ts'
import { dateField } from './form/date-field.ts'
import { textField } from './form/fields.ts'
import { page } from './page.ts'
import { buildServer } from './server.ts'

const patientId = '22222222-2222-4222-8222-222222222222'
let runs = 0
const mayRename = policy({ name: 'test.page', why: 'A test.', roles: ['nurse'], purposes: ['direct-care'] })
const rename = command<TenancyTables, { name: string }, object, undefined>({
  action: 'test.page.renamed',
  policy: mayRename,
  load: () => Promise.resolve({}),
  subjects: () => [patientId],
  async run(tx, ctx, _subject, { name }) {
    runs += 1
    if (name === 'Stale') throw new ConflictError('stale')
    await tx.updateTable('core.organisation').set({ name }).where('tenant_id', '=', ctx.tenantId).execute()
    return undefined
  },
})

page({
  path: '/staff/test/:thing',
  audience: 'staff',
  policy: mayRename,
  purpose: 'direct-care',
  load: (tx: Reader<TenancyTables>, ctx) =>
    tx
      .selectFrom('core.organisation')
      .select(['name', 'version'])
      .where('tenant_id', '=', ctx.tenantId)
      .executeTakeFirstOrThrow(),
  shows: () => [patientId],
  notices: { renamed: 'The name has been changed.' },
  csv: (subject) => ({
    file: { fileName: 'names.csv', columns: ['Name'], rows: [[`=${subject.name}`]] },
    shows: [patientId],
  }),
  form: {
    fields: {
      name: textField({ label: 'Name' }),
      born: dateField({ label: 'When were you born?', name: 'Date of birth', rule: birthDateRule }),
    },
    initial: (subject) => ({ name: subject.name }),
    version: (subject) => subject.version,
    async submit(ctx, _subject, { name }) {
      await rename(ctx, { name })
      return { redirect: '/staff/test/1?notice=renamed' }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Change the name">
      <h1>Change the name</h1>
      <Form {...form.hidden}>
        <TextField {...form.field('name')} />
        <DateField {...form.field('born')} />
        <Button>Save</Button>
      </Form>
    </Layout>
  ),
})

describe('A page', () => {
  let test: TestPlatform
  let server: FastifyInstance
  let nurse: StaffOfTest
  const PATH = '/staff/test/1'
  const born = { 'born-day': '1', 'born-month': 'may', 'born-year': '1960' }
  const events = () =>
    inTenant<CoreTables, { action: string; outcome: string; subject_count: number }[]>(test.as([]), (tx) =>
      tx.selectFrom('core.audit_event').select(['action', 'outcome', 'subject_count']).orderBy('event_id').execute(),
    )
  const organisationName = async () =>
    (
      await inTenant<TenancyTables, { name: string }>(test.as([]), (tx) =>
        tx.selectFrom('core.organisation').select('name').executeTakeFirstOrThrow(),
      )
    ).name

  before(async () => {
    test = await startTestPlatform({ now: () => new Date(), today: () => '2026-11-22' })
    server = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
    nurse = await signInForTest(test, '44444444-4444-4444-8444-444444444444', ['nurse'])
  })
  after(async () => {
    await server.close()
    await test.stop()
  })

  it('is shown to those its policy allows, and the view is in the trail before it is sent', async () => {
    const answer = await browserLike(server, nurse.cookies).get(PATH)
    assert.equal(answer.status, 200)
    assert.match(answer.html, /value="Riverside NHS Trust"/)
    assert.deepEqual((await events()).at(-1), { action: 'test.page.viewed', outcome: 'viewed', subject_count: 1 })
  })
  it('is refused to others, and the attempt is in the trail', async () => {
    const other = await signInForTest(test, '55555555-5555-4555-8555-555555555555', ['receptionist'])
    const answer = await browserLike(server, other.cookies).get(PATH)
    assert.equal(answer.status, 403)
    assert.doesNotMatch(answer.html, /Change the name/)
    assert.deepEqual((await events()).at(-1)?.outcome, 'refused')
  })
  it('asks a guest to sign in and brings them back', async () => {
    const answer = await browserLike(server).get(`${PATH}?x=1`)
    assert.equal(answer.location, `/staff/sign-in?next=${encodeURIComponent(`${PATH}?x=1`)}`)
  })
  it('shows every problem at once, linked to its field, and loses nothing typed', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    const answer = await browser.post(PATH, { name: '', 'born-day': '31', 'born-month': 'feb', 'born-year': '1960' })
    assert.equal(answer.status, 422)
    assert.match(answer.html, /<title>Error: /)
    assert.match(answer.html, /href="#name"/)
    assert.match(answer.html, /href="#born-day"/)
    assert.match(answer.html, /value="feb"/)
  })
  it('acts once on a double click', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    const start = runs
    const both = await Promise.all([1, 2].map(() => browser.post(PATH, { name: 'Riverbank', ...born })))
    assert.deepEqual(
      both.map(({ status }) => status),
      [303, 303],
    )
    assert.equal(runs, start + 1)
    assert.match((await browser.follow(both[0]!)).html, /The name has been changed\./)
  })
  it('refuses a form without its token', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    assert.equal((await browser.post(PATH, { name: 'X', ...born }, { _csrf: 'x' })).status, 403)
  })
  it('refuses a form that another site sends', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: PATH,
      headers: { origin: 'https://elsewhere.example' },
      payload: {},
    })
    assert.equal(answer.statusCode, 403)
  })
  it('refuses a question that the form does not ask', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    assert.equal((await browser.post(PATH, { name: 'X', ...born, role: 'administrator' })).status, 400)
  })
  it('keeps what was typed when someone else changed it first', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    const answer = await browser.post(PATH, { name: 'Stale', ...born })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /Someone else changed this/)
    assert.match(answer.html, /value="Stale"/)
  })
  it('gives back what was typed when the session had ended, to the same account only and once', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    await onPlatform<SessionTables, void>(test.platform, (tx) => endSession(tx, test.platform.clock, nurse.sessionId))
    const answer = await browser.post(PATH, { name: 'Typed before sign-out', ...born })
    assert.match(answer.location ?? '', /^\/staff\/sign-in\?next=.*&ended=yes$/)

    const stranger = await signInForTest(test, '66666666-6666-4666-8666-666666666666', ['nurse'])
    assert.doesNotMatch((await browserLike(server, stranger.cookies).get(PATH)).html, /Typed before sign-out/)
    nurse = await signInForTest(test, nurse.accountId, ['nurse'])
    const back = await browserLike(server, nurse.cookies).get(PATH)
    assert.match(back.html, /value="Typed before sign-out"/)
    assert.match(back.text, /We kept what you typed/)
    assert.doesNotMatch((await browserLike(server, nurse.cookies).get(PATH)).html, /Typed before sign-out/)
  })
  it('keeps what is being typed while the session is live, without the hidden inputs', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    assert.equal((await browser.post(`/drafts${PATH}`, { name: 'Half a na' })).status, 204)
    assert.match((await browser.get(PATH)).html, /value="Half a na"/)
  })
  it('forgets the draft once the form has been sent', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    await browser.post(`/drafts${PATH}`, { name: 'Half a na' })
    await browser.post(PATH, { name: 'Riverbank', ...born })
    assert.doesNotMatch((await browser.get(PATH)).html, /Half a na/)
  })
  it('keeps no draft for someone its policy does not allow', async () => {
    const other = await signInForTest(test, '55555555-5555-4555-8555-555555555555', ['receptionist'])
    const browser = browserLike(server, other.cookies)
    assert.equal(
      (await browser.post(`/drafts${PATH}`, { name: 'X', _csrf: 'x', _idempotency: nurse.accountId })).status,
      403,
    )
  })
  it('gives its list as a file that no spreadsheet runs, and says so in the trail', async () => {
    const answer = await browserLike(server, nurse.cookies).get(`${PATH}?format=csv`)
    assert.match(String(answer.headers['content-type']), /^text\/csv/)
    assert.match(answer.html, /'=/)
    assert.equal((await events()).at(-1)?.action, 'test.page.exported')
  })
  it('may not be kept by caches, framed, or given scripts of others', async () => {
    const { headers } = await browserLike(server, nurse.cookies).get(PATH)
    assert.equal(headers['cache-control'], 'no-store')
    assert.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
  })
  it('cannot be reached by the other organisation with its own data showing', async () => {
    const outsider = await signInForTest(test, '77777777-7777-4777-8777-777777777777', ['nurse'], {
      tenantId: test.otherTenantId,
    })
    const answer = await browserLike(server, outsider.cookies).get(PATH)
    assert.match(answer.html, /value="Hillview NHS Trust"/)
    assert.notEqual(await organisationName(), 'Hillview NHS Trust')
  })
  it('answers an address that does not exist with a page that says what to do', async () => {
    const answer = await browserLike(server, nurse.cookies).get('/staff/nothing-here')
    assert.equal(answer.status, 404)
    assert.match(answer.text, /Page not found/)
  })
})
