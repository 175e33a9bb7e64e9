import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { browserLike, type BrowserLike } from '../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { buildServer } from '../../http/server.ts'
import type { Role } from '../../policy/roles.ts'
import { newUuid } from '../../values/uuid.ts'
import { TRIES } from '../disclosure.ts'
import { noteShared, PATIENT, shareNote, tickingClock } from '../note-shared.test-support.ts'
import { disclosurePaths } from '../paths.ts'
import type { DisclosureTables } from '../tables.ts'

describe('The pages of what is shared with other organisations', () => {
  let test: TestPlatform
  let app: FastifyInstance
  let administrator: BrowserLike
  const signedIn = async (roles: readonly Role[], tenantId = test.tenantId) =>
    browserLike(app, (await signInForTest(test, newUuid(new Date()), roles, { tenantId })).cookies)
  before(async () => {
    test = await startTestPlatform(tickingClock())
    const options = {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    }
    app = await buildServer(test.platform, options)
    administrator = await signedIn(['administrator'])
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  /** A disclosure whose tries are used up. */
  async function failed(): Promise<string> {
    const note = { to: test.otherTenantId, about: newUuid(new Date()), words: 'Mrs Canary' }
    const { disclosureId } = await shareNote(test.as(['nurse']), note)
    await inTenant<DisclosureTables, unknown>(test.as([]), (tx) =>
      tx
        .updateTable('core.disclosure_outbox')
        .set({ attempts: TRIES, problem: 'UnavailableError' })
        .where('tenant_id', '=', test.tenantId)
        .where('disclosure_id', '=', disclosureId)
        .execute(),
    )
    return disclosureId
  }

  it('add an organisation to the register, after asking for what is missing', async () => {
    const path = disclosurePaths.newRecipient()
    await administrator.get(path)
    const empty = await administrator.post(path)
    assert.equal(empty.status, 422)
    for (const words of [
      'Enter the address of the organisation',
      'Enter the data sharing agreement',
      'Select what may be sent',
    ])
      assert.match(empty.text, new RegExp(words))
    const entry = { name: 'Hillview', agreement: 'DSA 7', kinds: noteShared.name }
    assert.match(
      (await administrator.post(path, { ...entry, slug: 'nowhere' })).text,
      /No organisation has this address/,
    )
    assert.match(
      (await administrator.post(path, { ...entry, slug: 'riverside' })).text,
      /This is your own organisation/,
    )
    assert.match((await administrator.post(path, { ...entry, slug: 'Not an address' })).text, /must be lower-case/)
    assert.equal((await administrator.post(path, { ...entry, slug: 'hillview' })).status, 303)
    assert.match((await administrator.get(disclosurePaths.recipients())).text, /Hillview Agreement DSA 7 What Note/)
  })
  it('list what was sent without what it said, and name the patients in the trail', async () => {
    const disclosureId = await failed()
    const page = await administrator.get(disclosurePaths.list())
    assert.equal(page.status, 200)
    assert.match(page.text, /Note To Hillview Sent .* State Not delivered/)
    assert.doesNotMatch(page.html, /Canary/)
    assert.match((await administrator.get(disclosurePaths.sendAgain(disclosureId))).text, /about, words/)
    const named = sql`select 1 from core.audit_subject where subject_id = ${PATIENT}`
    const views = await inTenant<never, number>(
      test.as([]),
      async (tx) => (await named.execute({ getExecutor: () => tx.getExecutor() } as never)).rows.length,
    )
    assert.ok(views >= 2)
  })
  it('filter by what the address says, and put up with what it should not say', async () => {
    assert.match(
      (await administrator.get(`${disclosurePaths.list()}?state=failed&kind=${noteShared.name}`)).text,
      /Not delivered/,
    )
    assert.match((await administrator.get(`${disclosurePaths.list()}?state=delivered`)).text, /Nothing has been sent/)
    assert.equal((await administrator.get(`${disclosurePaths.list()}?state=x&to=x&page=-1`)).status, 200)
    assert.match(
      (await administrator.get(`${disclosurePaths.received()}?state=failed`)).text,
      /Nothing has been received/,
    )
  })
  it('send again, or stop with a reason', async () => {
    const [again, never] = [await failed(), await failed()]
    await administrator.get(disclosurePaths.sendAgain(again))
    assert.equal((await administrator.post(disclosurePaths.sendAgain(again))).status, 303)
    await administrator.get(disclosurePaths.sendAgain(again))
    assert.match((await administrator.post(disclosurePaths.sendAgain(again))).text, /already being sent again/)
    await administrator.get(disclosurePaths.stop(never))
    assert.match((await administrator.post(disclosurePaths.stop(never))).text, /Select why it should not be sent/)
    assert.equal((await administrator.post(disclosurePaths.stop(never), { reason: 'mistake' })).status, 303)
    assert.match(
      (await administrator.get(`${disclosurePaths.list()}?state=stopped`)).text,
      /Note To Hillview Sent .* State Stopped/,
    )
  })
  it('are not for other roles, and show another organisation nothing', async () => {
    const disclosureId = await failed()
    const nurse = await signedIn(['nurse'])
    const stranger = await signedIn(['administrator'], test.otherTenantId)
    const lists = [disclosurePaths.list(), disclosurePaths.received(), disclosurePaths.recipients()]
    const ones = [
      disclosurePaths.sendAgain(disclosureId),
      disclosurePaths.stop(disclosureId),
      disclosurePaths.endRecipient(test.otherTenantId),
      disclosurePaths.applyAgain(test.tenantId, disclosureId),
    ]
    for (const path of [...lists, ...ones]) assert.equal((await nurse.get(path)).status, 403, path)
    for (const path of ones) assert.equal((await stranger.get(path)).status, 404, path)
    for (const path of lists) assert.doesNotMatch((await stranger.get(path)).text, /DSA 7|What Note/)
    assert.equal((await administrator.get(disclosurePaths.stop('not-an-identifier'))).status, 404)
  })
})
