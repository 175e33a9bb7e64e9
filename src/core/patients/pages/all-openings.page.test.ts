import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { browserLike } from '../../../../test/support/browser-like.ts'
import { signInForTest } from '../../../../test/support/staff-session.ts'
import { record } from '../../audit/record.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { StaffRole } from '../../policy/roles.ts'
import { civilDateOf } from '../../values/london-time.ts'
import { newUuid } from '../../values/uuid.ts'
import { markSensitive } from '../commands/mark-sensitive.ts'
import { name } from '../people.test-support.ts'
import { patientPaths } from '../paths.ts'
import { RecordPagesTest, type RecordTables } from '../record.test-support.ts'

const ALL = patientPaths.allOpenings()

describe('Who opened records, in the whole organisation', () => {
  const t = new RecordPagesTest()
  const signedIn = async (...roles: StaffRole[]) => {
    const accountId = newUuid(new Date())
    const { cookies } = await signInForTest(t.test, accountId, roles)
    return { accountId, browser: browserLike(t.server, cookies) }
  }
  const officer = () => t.as(['data-protection-officer'])
  /** Times that the list says a record was looked at. */
  const looksIn = (text: string) => text.match(/Looked at the record/g)?.length ?? 0
  const eventsOf = (action: string) =>
    t.read((tx) =>
      tx
        .selectFrom('core.audit_event as event')
        .select((eb) => [
          'event.actor_id as actorId',
          'event.event_id as eventId',
          'event.subject_count as count',
          eb
            .selectFrom('core.audit_subject as subject')
            .select(sql<string[]>`array_agg(subject_id::text)`.as('ids'))
            .whereRef('subject.tenant_id', '=', 'event.tenant_id')
            .whereRef('subject.event_id', '=', 'event.event_id')
            .as('subjects'),
        ])
        .where('action', '=', action)
        .orderBy('xid')
        .execute(),
    )

  it('is told by member of staff, newest first, with the record it was', async () => {
    const [first, second] = [
      await t.register({ names: [name('Olive', 'Warbler')] }),
      await t.register({ names: [name('Otto', 'Nuthatch')] }),
    ]
    const [curious, other] = [await signedIn('nurse'), await signedIn('nurse')]
    await curious.browser.get(patientPaths.record(first))
    await curious.browser.get(patientPaths.record(second))
    await other.browser.get(patientPaths.record(first))
    const { status, text, html } = await (await officer()).get(patientPaths.allOpenings(curious.accountId))
    assert.equal(status, 200)
    assert.equal(looksIn(text), 2)
    assert.match(text, /NUTHATCH, Otto[\s\S]*WARBLER, Olive/)
    assert.match(html, new RegExp(patientPaths.whoOpened(first)))
    assert.match(text, /2 results/)
  })
  it('is told by day, and says what is wrong with days that cannot be read instead of listing every day', async () => {
    const { accountId, browser } = await signedIn('nurse')
    await browser.get(patientPaths.record(await t.register()))
    const dpo = await officer()
    const on = (query: string) => dpo.get(`${patientPaths.allOpenings(accountId)}&${query}`)
    const [year, month, day] = civilDateOf(new Date()).split('-')
    assert.equal(looksIn((await on(`from-day=${day}&from-month=${month}&from-year=${year}`)).text), 1)
    assert.match((await on('to-day=1&to-month=1&to-year=2020')).text, /Nothing in this period/)
    for (const [query, words] of [
      ['from-day=31&from-month=2&from-year=2026', 'From must be a real date'],
      [
        'from-day=2&from-month=1&from-year=2026&to-day=1&to-month=1&to-year=2026',
        'To must be the same as or after From',
      ],
    ] as const) {
      const { text, html } = await on(query)
      assert.match(text, new RegExp(words))
      assert.match(html, /nhsuk-error-summary/)
      assert.equal(looksIn(text), 0)
      const file = await on(`${query}&format=csv`)
      assert.match(String(file.headers['content-type']), /text\/html/, 'no file of every day')
    }
  })
  it('names in the trail exactly the patients on the page, and in the file those in the file', async () => {
    const { accountId, browser } = await signedIn('nurse')
    const patientIds = []
    for (let number = 0; number < 53; number++) {
      patientIds.push(await t.register({ names: [name('Shown', `Person${number}`)] }))
      await browser.get(patientPaths.record(patientIds.at(-1)!))
    }
    const dpo = await signedIn('data-protection-officer')
    const path = patientPaths.allOpenings(accountId)
    assert.match((await dpo.browser.get(path)).text, /Showing 1 to 50 of 53 results/)
    assert.match((await dpo.browser.get(`${path}&page=2`)).text, /Showing 51 to 53 of 53 results/)
    const views = (await eventsOf('patient.who-opened-records.viewed')).filter((each) => each.actorId === dpo.accountId)
    assert.deepEqual(
      views.map(({ subjects }) => subjects?.toSorted()),
      [patientIds.slice(3).toSorted(), patientIds.slice(0, 3).toSorted()],
    )
    const file = await dpo.browser.get(`${path}&format=csv`)
    assert.match(String(file.headers['content-disposition']), /who-opened-records\.csv/)
    assert.equal(file.text.match(/Person\d+,Shown/g)?.length, 53)
    const exports = await eventsOf('patient.who-opened-records.exported')
    assert.deepEqual(
      exports.filter((each) => each.actorId === dpo.accountId).map(({ count }) => count),
      [53],
    )
  })
  it('leaves out the reader’s own looks at the list, which others see', async () => {
    await t.desk.get(patientPaths.record(await t.register()))
    const [one, two] = [await signedIn('data-protection-officer'), await signedIn('administrator')]
    await one.browser.get(ALL)
    assert.doesNotMatch((await one.browser.get(ALL)).text, /Looked at who opened records/)
    assert.match((await one.browser.get(patientPaths.allOpenings(one.accountId))).text, /Looked at who opened records/)
    assert.match((await two.browser.get(ALL)).text, /Looked at who opened records/)
  })
  it('marks a sensitive record, and tells nobody where its person lives', async () => {
    const patientId = await t.register({
      names: [name('Guarded', 'Wren')],
      addresses: [{ use: 'home', lines: ['9 Secret Mews'], postcode: 'LS8 4EE' }],
    })
    await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
    const { accountId, browser } = await signedIn('nurse')
    await browser.get(patientPaths.record(patientId))
    const dpo = await officer()
    for (const path of [patientPaths.allOpenings(accountId), `${patientPaths.allOpenings(accountId)}&format=csv`]) {
      const { text } = await dpo.get(path)
      assert.match(text, /WREN, Guarded[\s\S]*Sensitive|Wren,Guarded,\d*,Yes/)
      assert.doesNotMatch(text, /Secret Mews|LS8/)
    }
  })
  it('says so when a record is no longer held', async () => {
    const { accountId } = await signedIn('nurse')
    const by = { ...t.nurse, actor: { ...t.nurse.actor, id: accountId } }
    await inTenant<RecordTables, void>(by, async (tx) => {
      await record(tx as never, by, {
        action: 'patient.view.viewed',
        outcome: 'viewed',
        subjects: [newUuid(new Date())],
      })
    })
    assert.match((await (await officer()).get(patientPaths.allOpenings(accountId))).text, /No longer held/)
  })
  it('shows nothing of another organisation', async () => {
    const { accountId, browser } = await signedIn('nurse')
    await browser.get(patientPaths.record(await t.register({ names: [name('Only', 'Here')] })))
    const stranger = await t.as(['data-protection-officer'], { tenantId: t.test.otherTenantId })
    for (const path of [ALL, patientPaths.allOpenings(accountId), `${ALL}?format=csv`]) {
      const { status, text } = await stranger.get(path)
      assert.equal(status, 200)
      assert.doesNotMatch(text, /HERE, Only|Here,Only/, path)
    }
  })
  it('is for administrators and the data protection officer alone', async () => {
    for (const role of ['nurse', 'doctor', 'receptionist', 'website-editor'] as const)
      assert.equal((await (await t.as([role])).get(ALL)).status, 403, role)
    for (const role of ['administrator', 'data-protection-officer'] as const)
      assert.equal((await (await t.as([role])).get(ALL)).status, 200, role)
  })
  it('takes an address that makes no sense for one that asks for nothing', async () => {
    const dpo = await officer()
    for (const query of ['who=x', 'page=-1', 'page=99999', 'who=1&who=2', 'from-day=1&from-day=2'])
      assert.equal((await dpo.get(`${ALL}?${query}`)).status, 200, query)
  })
  it('is reached from the page that finds a record', async () => {
    assert.match((await (await officer()).get('/staff/records')).html, new RegExp(`href="${ALL}"`))
    assert.doesNotMatch((await t.desk.get('/staff/patients')).html, new RegExp(`href="${ALL}"`))
  })
})
