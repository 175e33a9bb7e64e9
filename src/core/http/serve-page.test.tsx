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
import { ConflictError, NotFoundError } from '../errors.ts'
import { endSession, renewSession } from '../identity/sessions/commands.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { policy } from '../policy/policy.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { birthDateRule } from '../values/typed-date.ts'
import { COOKIES } from './cookies.ts'
import { dateField } from './form/date-field.ts'
import { textField } from './form/fields.ts'
import { page } from './page.ts'
import { buildServer } from './server.ts'

const patientId = '22222222-2222-4222-8222-222222222222'
let runs = 0
const mayRename = policy({ name: 'test.page', why: 'A test.', roles: ['nurse'], purposes: ['direct-care'] })
const rename = command<TenancyTables, { name: string; version: number }, object, undefined>({
  action: 'test.page.renamed',
  policy: mayRename,
  load: () => Promise.resolve({}),
  subjects: () => [patientId],
  async run(tx, ctx, _subject, { name, version }) {
    runs += 1
    const changed = await tx
      .updateTable('core.organisation')
      .set((eb) => ({ name, version: eb('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('version', '=', version)
      .returning('version')
      .executeTakeFirst()
    if (!changed) throw new ConflictError('stale')
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
    async submit(ctx, _subject, { name }, { version }) {
      await rename(ctx, { name, version: version ?? 0 })
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

/** A page whose own act takes away what its policy asks for, or what it is about. */
let flags = { isMine: true, isThere: true }
const mineOnly = policy<{ isMine: boolean }>({
  name: 'test.mine',
  why: 'A test.',
  roles: ['nurse'],
  purposes: ['direct-care'],
  when: { says: 'it is theirs', holds: (_who, subject) => subject.isMine },
})
const giveAway = command<CoreTables, { to: string }, typeof flags, string>({
  action: 'test.mine.given-away',
  policy: mineOnly,
  load: () => Promise.resolve(flags),
  subjects: () => [],
  run: (_tx, _ctx, _subject, { to }) => {
    flags = { isMine: to !== 'nurse', isThere: to !== 'bin' }
    return Promise.resolve(to)
  },
})
page({
  path: '/staff/test-of-mine',
  audience: 'staff',
  policy: mineOnly,
  purpose: 'direct-care',
  load: () => (flags.isThere ? Promise.resolve(flags) : Promise.reject(new NotFoundError('It'))),
  shows: () => [],
  form: {
    fields: { to: textField({ label: 'To' }) },
    submit: async (ctx, _subject, { to }) => ({ redirect: `/staff/given?to=${await giveAway(ctx, { to })}` }),
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Give away">
      <Form {...form.hidden}>
        <TextField {...form.field('to')} />
      </Form>
    </Layout>
  ),
})

const seeOne = policy<{ nobody: boolean }>({
  name: 'test.one',
  why: 'A test.',
  roles: ['nurse', 'receptionist'],
  purposes: ['direct-care'],
  when: { says: 'a nurse asks', holds: (who) => who.actor.roles.includes('nurse') },
})
page({
  path: '/staff/test-of-one/:patientId',
  audience: 'staff',
  policy: seeOne,
  purpose: 'direct-care',
  load: (_tx, _ctx, at) => {
    if (at.path.patientId !== patientId) return Promise.reject(new NotFoundError('Patient'))
    return Promise.resolve({ nobody: true })
  },
  shows: () => [patientId],
  View: ({ chrome }) => <Layout {...chrome} title="One" />,
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
  const bumpVersion = () =>
    inTenant<TenancyTables, unknown>(test.as([]), (tx) =>
      tx
        .updateTable('core.organisation')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('tenant_id', '=', test.tenantId)
        .execute(),
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
  it('answers a double click as the first, though the first act took away the right to do it', async () => {
    const browser = browserLike(server, nurse.cookies)
    flags = { isMine: true, isThere: true }
    await browser.get('/staff/test-of-mine')
    const send = (to: string) => browser.post('/staff/test-of-mine', { to })
    assert.equal((await send('nurse')).location, '/staff/given?to=nurse')
    assert.deepEqual(flags, { isMine: false, isThere: true })
    assert.equal((await send('nurse')).location, '/staff/given?to=nurse')
    assert.equal((await browser.get('/staff/test-of-mine')).status, 403, 'reading is refused as ever')
    assert.equal((await send('bin')).status, 403, 'other answers are another act')
    assert.deepEqual(flags, { isMine: false, isThere: true })
    const stranger = await signInForTest(test, '88888888-8888-4888-8888-888888888888', ['nurse'])
    flags = { isMine: true, isThere: true }
    const theirs = browserLike(server, stranger.cookies)
    await theirs.get('/staff/test-of-mine')
    flags = { isMine: false, isThere: true }
    assert.equal((await theirs.post('/staff/test-of-mine', { to: 'nurse' })).status, 403, 'a first try is refused')
  })
  it('says so when a form is sent twice and the first act took away what it was about', async () => {
    const browser = browserLike(server, nurse.cookies)
    flags = { isMine: true, isThere: true }
    await browser.get('/staff/test-of-mine')
    assert.equal((await browser.post('/staff/test-of-mine', { to: 'bin' })).status, 303)
    const again = await browser.post('/staff/test-of-mine', { to: 'bin' })
    assert.equal(again.status, 409)
    assert.match(again.text, /You sent this twice/)
    assert.equal((await browser.get('/staff/test-of-mine')).status, 404)
  })
  it('refuses a form without its token, says why, and does not say that its policy refused', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    const answer = await browser.post(PATH, { name: 'X', ...born }, { _csrf: 'x' })
    assert.equal(answer.status, 403)
    assert.match(answer.text, /This page is out of date/)
    assert.equal((await events()).at(-1)?.action, 'core.http.csrf.refused')
  })
  it('goes on working in other tabs when its session has got a new cookie', async () => {
    const me = await signInForTest(test, '88888888-8888-4888-8888-888888888888', ['nurse'])
    const [old, fresh] = [browserLike(server, me.cookies), browserLike(server, me.cookies)]
    const page = await old.get(PATH)
    const token = await onPlatform<SessionTables, string | undefined>(test.platform, (tx) =>
      renewSession(tx, test.platform.clock, me.sessionId),
    )
    old.cookies.set(COOKIES.session.name, token ?? '')
    fresh.cookies.set(COOKIES.session.name, token ?? '')
    assert.equal((await old.post(`/drafts${PATH}`, { name: 'From an old tab' })).status, 204)
    assert.match((await fresh.get(PATH)).html, /value="From an old tab"/)
    assert.equal((await old.post(PATH, { name: 'Old tab', ...born })).status, 303)
    const [, csrf = ''] = /action="\/session\/keep"[\s\S]*?name="_csrf" value="([^"]+)"/.exec(page.html) ?? []
    const send = (url: string) =>
      server.inject({ method: 'POST', url, cookies: Object.fromEntries(old.cookies), payload: { _csrf: csrf } })
    assert.equal((await send('/session/keep')).statusCode, 204)
    assert.equal((await send('/sign-out')).statusCode, 303)
    assert.match((await old.get(PATH)).location ?? '', /sign-in/)
  })
  it('can be signed out of from a page of an earlier sign-in, if it is our page', async () => {
    const me = await signInForTest(test, '88888888-8888-4888-8888-888888888888', ['nurse'])
    const signOut = (headers: Record<string, string>) =>
      server.inject({ method: 'POST', url: '/sign-out', cookies: me.cookies, headers, payload: { _csrf: 'old' } })
    assert.equal((await signOut({})).statusCode, 403)
    assert.equal((await browserLike(server, me.cookies).get(PATH)).status, 200)
    assert.equal((await signOut({ origin: 'http://localhost:3000' })).statusCode, 303)
    assert.match((await browserLike(server, me.cookies).get(PATH)).location ?? '', /sign-in/)
  })
  it('keeps nothing that comes without its token when the session has ended', async () => {
    const me = await signInForTest(test, '88888888-8888-4888-8888-888888888888', ['nurse'])
    const thief = browserLike(server, me.cookies)
    await thief.get(PATH)
    await onPlatform<SessionTables, void>(test.platform, (tx) => endSession(tx, test.platform.clock, me.sessionId))
    await thief.post(PATH, { name: 'Planted', ...born }, { _csrf: 'x' })
    await thief.post(`/drafts${PATH}`, { name: 'Planted' }, { _csrf: 'x' })
    const back = await signInForTest(test, me.accountId, ['nurse'])
    assert.doesNotMatch((await browserLike(server, back.cookies).get(PATH)).html, /Planted/)
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
  it('keeps what was typed when someone else changed it first, and says what it says now', async () => {
    const [mine, theirs] = [browserLike(server, nurse.cookies), browserLike(server, nurse.cookies)]
    await mine.get(PATH)
    await theirs.get(PATH)
    assert.equal((await theirs.post(PATH, { name: 'Theirs', ...born })).status, 303)
    const answer = await mine.post(PATH, { name: 'Mine', ...born })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /Someone else changed this/)
    assert.match(answer.text, /Name: it now says “Theirs”, you typed “Mine”/)
    assert.match(answer.html, /value="Mine"/)
    assert.equal(await organisationName(), 'Theirs')
    assert.equal((await mine.post(PATH, { name: 'Mine', ...born })).status, 303)
  })
  it('never overwrites a change that nobody was shown, after a mistake either', async () => {
    const [mine, theirs] = [browserLike(server, nurse.cookies), browserLike(server, nurse.cookies)]
    await mine.get(PATH)
    await theirs.get(PATH)
    await theirs.post(PATH, { name: 'Theirs too', ...born })
    assert.equal((await mine.post(PATH, { name: '', ...born })).status, 422)
    assert.equal((await mine.post(PATH, { name: 'Mine again', ...born })).status, 422)
    assert.equal(await organisationName(), 'Theirs too')
  })
  it('never overwrites it from a draft either', async () => {
    const mine = browserLike(server, nurse.cookies)
    await mine.get(PATH)
    await mine.post(`/drafts${PATH}`, { name: 'From a draft' })
    await bumpVersion()
    assert.match((await mine.get(PATH)).html, /From a draft/)
    assert.equal((await mine.post(PATH, { name: 'From a draft', ...born })).status, 422)
    await mine.get(`${PATH}?draft=forget`)
    assert.doesNotMatch((await mine.get(PATH)).html, /From a draft/)
  })
  it('says about whom and what an attempt was', async () => {
    const other = await signInForTest(test, '55555555-5555-4555-8555-555555555555', ['receptionist'])
    const browser = browserLike(server, other.cookies)
    await browser.get(PATH)
    await browser.get('/staff/test-of-one/22222222-2222-4222-8222-222222222222')
    const [last] = await inTenant<CoreTables, { entity_id: string | null; action: string; subject_count: number }[]>(
      test.as([]),
      (tx) =>
        tx
          .selectFrom('core.audit_event')
          .select(['entity_id', 'action', 'subject_count'])
          .orderBy('event_id', 'desc')
          .limit(1)
          .execute(),
    )
    assert.deepEqual(last, { entity_id: patientId, action: 'test.one.refused', subject_count: 1 })
  })
  it('records a look at what is not there, and answers an odd identifier without asking the database', async () => {
    const browser = browserLike(server, nurse.cookies)
    assert.equal((await browser.get('/staff/test-of-one/99999999-9999-4999-8999-999999999999')).status, 404)
    assert.deepEqual((await events()).at(-1), { action: 'test.one.not-found', outcome: 'failed', subject_count: 0 })
    assert.equal((await browser.get('/staff/test-of-one/not-a-uuid')).status, 404)
    assert.equal((await browser.get('/staff/test/%00')).status, 404)
  })
  it('gives back what was typed when the session had ended, to the same account only', async () => {
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
    await browserLike(server, nurse.cookies).get(`${PATH}?draft=forget`)
    assert.doesNotMatch((await browserLike(server, nurse.cookies).get(PATH)).html, /Typed before sign-out/)
  })
  it('keeps a draft that a script sends after the session has ended, and tells it so', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    await onPlatform<SessionTables, void>(test.platform, (tx) => endSession(tx, test.platform.clock, nurse.sessionId))
    assert.equal((await browser.post(`/drafts${PATH}`, { name: 'Late words' })).status, 401)
    nurse = await signInForTest(test, nurse.accountId, ['nurse'])
    assert.match((await browserLike(server, nurse.cookies).get(PATH)).html, /Late words/)
    await browserLike(server, nurse.cookies).get(`${PATH}?draft=forget`)
  })
  it('is not signed out of by another site', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: '/sign-out',
      headers: { origin: 'https://elsewhere.example' },
    })
    assert.equal(answer.statusCode, 403)
    assert.equal(answer.headers['set-cookie'], undefined)
  })
  it('refuses a form of a thousand answers before taking it apart', async () => {
    const answer = await server.inject({
      method: 'POST',
      url: PATH,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'a=1&'.repeat(2_000),
    })
    assert.equal(answer.statusCode, 400)
  })
  it('has a draft of any account for every page it was typed on, but not for ever more', async () => {
    const browser = browserLike(server, nurse.cookies)
    await browser.get(PATH)
    for (let thing = 0; thing < 35; thing += 1)
      await browser.post(`/drafts/staff/test/t${thing}`, { name: `n${thing}` })
    assert.doesNotMatch((await browser.get('/staff/test/t0')).html, /value="n0"/)
    assert.match((await browser.get('/staff/test/t34')).html, /value="n34"/)
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
