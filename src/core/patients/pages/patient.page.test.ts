import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { markSensitive } from '../commands/mark-sensitive.ts'
import { name } from '../people.test-support.ts'
import { patientPaths } from '../paths.ts'
import { bannerOf, RecordPagesTest } from '../record.test-support.ts'

describe('Pages about patients', () => {
  const t = new RecordPagesTest()

  describe('about one patient', () => {
    it('carry the identity banner, every one', async () => {
      const patientId = await t.register({ names: [name('Bannered', 'Person', { prefix: ['Mr'] })] })
      const merger = await t.as(['nurse'], { rights: ['merge-records', 'see-sensitive-records'] })
      const pages = [
        patientPaths.record(patientId),
        patientPaths.nhsNumber(patientId),
        patientPaths.name(patientId, 'new'),
        patientPaths.name(patientId, '1'),
        patientPaths.demographics(patientId),
        patientPaths.communication(patientId),
        patientPaths.address(patientId, 'new'),
        patientPaths.address(patientId, '1'),
        patientPaths.contactPoint(patientId, 'new'),
        patientPaths.contactPoint(patientId, '1'),
        patientPaths.confirmContact(patientId),
        patientPaths.death(patientId),
        patientPaths.sensitive(patientId),
        patientPaths.homeAccess(patientId),
        patientPaths.relatedPerson(patientId, 'new'),
        patientPaths.allergies(patientId),
        patientPaths.allergy(patientId, 'new'),
        patientPaths.measurements(patientId),
        patientPaths.chooseMerge(patientId),
      ]
      for (const path of pages) {
        const { status, html } = await merger.get(path)
        assert.equal(status, 200, path)
        assert.match(bannerOf(html), /PERSON, Bannered \(Mr\)[\s\S]*12-Mar-1961[\s\S]*not yet asked/, path)
      }
      const officer = await t.as(['data-protection-officer'])
      assert.match(bannerOf((await officer.get(patientPaths.whoOpened(patientId))).html), /PERSON, Bannered/)
    })
    it('do not exist for another organisation', async () => {
      const patientId = await t.register()
      const stranger = await t.as(['nurse'], { tenantId: t.test.otherTenantId })
      for (const path of [
        patientPaths.record(patientId),
        patientPaths.name(patientId, '1'),
        patientPaths.allergies(patientId),
      ])
        assert.equal((await stranger.get(path)).status, 404, path)
    })
    it('are closed to the wrong roles', async () => {
      const patientId = await t.register()
      const receptionist = await t.as(['receptionist'])
      assert.equal((await receptionist.get(patientPaths.record(patientId))).status, 200)
      for (const path of [
        patientPaths.homeAccess(patientId),
        patientPaths.allergy(patientId, 'new'),
        patientPaths.sensitive(patientId),
        patientPaths.whoOpened(patientId),
        patientPaths.chooseMerge(patientId),
      ])
        assert.equal((await receptionist.get(path)).status, 403, path)
      assert.equal((await (await t.as(['administrator'])).get(patientPaths.record(patientId))).status, 403)
    })
    it('show no way to do what the reader may not do', async () => {
      const patientId = await t.register()
      const { html } = await (await t.as(['receptionist'])).get(patientPaths.record(patientId))
      assert.doesNotMatch(
        html,
        new RegExp(
          `${patientPaths.sensitive(patientId)}|${patientPaths.homeAccess(patientId)}|${patientPaths.chooseMerge(patientId)}`,
        ),
      )
    })
    it('hide a sensitive address and telephone, and show them to those with the right', async () => {
      const patientId = await t.register({
        addresses: [{ use: 'home', lines: ['5 Hidden Close'], postcode: 'LS8 2BB' }],
      })
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
      const plain = await t.desk.get(patientPaths.record(patientId))
      assert.doesNotMatch(plain.text, /Hidden Close|LS8|900982|900 982/)
      assert.match(plain.text, /Sensitive record/)
      assert.equal((await t.desk.get(patientPaths.address(patientId, 'new'))).status, 403)
      const privileged = await (
        await t.as(['nurse'], { rights: ['see-sensitive-records'] })
      ).get(patientPaths.record(patientId))
      assert.match(privileged.text, /5 Hidden Close/)
      assert.doesNotMatch(bannerOf(privileged.html), /Hidden Close/, 'the banner is read over shoulders')
    })
    it('hide the GP practice of a sensitive record, which tells the area, and keep it when others edit', async () => {
      const patientId = await t.register({ generalPractice: 'Y12345' })
      assert.match((await t.desk.get(patientPaths.record(patientId))).text, /GP practice Y12345/)
      await markSensitive(t.nurse, { patientId, version: 1, sensitive: true, reason: 'Risk' })
      const plain = await t.desk.get(patientPaths.record(patientId))
      assert.doesNotMatch(plain.text, /Y12345/)
      assert.match(plain.text, /GP practice Hidden, because this is a sensitive record/)
      const path = patientPaths.demographics(patientId)
      assert.doesNotMatch((await t.desk.get(path)).html, /Y12345|generalPractice/)
      const typed = { 'birthDate-day': '12', 'birthDate-month': '3', 'birthDate-year': '1961', gender: 'other' }
      assert.equal((await t.desk.post(path, { ...typed, generalPractice: 'B86001' })).status, 303)
      const kept = await t.getAll(patientId)
      assert.deepEqual([kept.gender, kept.generalPractice], ['other', 'Y12345'])
    })
    it('ask to confirm contact details that are old', async () => {
      const patientId = await t.register({
        contactPoints: [
          { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient', confirmedOn: '2024-01-01' },
        ],
      })
      assert.match((await t.desk.get(patientPaths.record(patientId))).text, /Ask whether these still reach the person/)
      const empty = await t.fill(t.desk, patientPaths.confirmContact(patientId), {})
      assert.match(empty.text, /Select the contact details that are right/)
      assert.equal((await t.fill(t.desk, patientPaths.confirmContact(patientId), { entries: '1' })).status, 303)
      assert.doesNotMatch(
        (await t.desk.get(patientPaths.record(patientId))).text,
        /Ask whether these still reach the person/,
      )
    })
  })

  describe('of two records of one person', () => {
    it('compare them, merge them, and take it back', async () => {
      const [first, second] = [
        await t.register({ names: [name('Mona', 'Firstrec')] }),
        await t.register({ names: [name('Mona', 'Secondrec')], gender: 'other' }),
      ]
      const merger = await t.as(['nurse'], { rights: ['merge-records'] })
      assert.match(
        (await t.search(merger, 'secondrec', patientPaths.chooseMerge(first))).html,
        new RegExp(patientPaths.merge(first, second)),
      )
      const path = patientPaths.merge(first, second)
      const shown = await merger.get(path)
      assert.match(shown.text, /Which is right\?/)
      const otherVersion = /name="otherVersion" value="(\d+)"/.exec(shown.html)?.[1] ?? ''
      assert.match((await merger.post(path, { otherVersion, reason: '' })).text, /Enter why they are the same person/)
      const merged = await merger.post(path, { otherVersion, gender: 'merged', reason: 'Checked with the NHS Spine' })
      assert.equal(merged.status, 303)
      assert.equal((await t.getAll(first)).gender, 'other')
      const old = await merger.get(patientPaths.record(second))
      assert.match(old.text, /This record was merged into another/)
      assert.doesNotMatch(old.html, new RegExp(patientPaths.nhsNumber(second)))
      assert.match((await t.search(merger, 'secondrec')).html, new RegExp(patientPaths.record(first)))
      const record = await merger.get(patientPaths.record(first))
      const unmerge =
        new RegExp(`href="(${patientPaths.unmerge(first, '')}[0-9a-f-]{36})"`).exec(record.html)?.[1] ?? ''
      const undone = await t.fill(merger, unmerge, { reason: 'Two people after all' })
      assert.match((await merger.follow(undone)).text, /The records are separate again/)
      assert.equal((await t.getAll(first)).gender, 'female')
    })
    it('do not let someone choose between addresses they cannot see', async () => {
      const [first, second] = [
        await t.register(),
        await t.register({ addresses: [{ use: 'home', lines: ['6 Unseen Way'], postcode: 'LS8 3DD' }] }),
      ]
      await markSensitive(t.nurse, { patientId: second, version: 1, sensitive: true, reason: 'Risk' })
      const merger = await t.as(['nurse'], { rights: ['merge-records'] })
      const { text } = await merger.get(patientPaths.merge(first, second))
      assert.doesNotMatch(text, /Unseen Way/)
      assert.match(text, /Only someone who may see its contact details can merge it/)
    })
  })

  describe('of who opened a record', () => {
    it('name the reader, filter by person and day, and give a file', async () => {
      const patientId = await t.register()
      await t.desk.get(patientPaths.record(patientId))
      const officer = await t.as(['data-protection-officer'])
      const shown = await officer.get(patientPaths.whoOpened(patientId))
      assert.match(shown.text, /Looked at the record/)
      assert.match(shown.text, /Nurse/)
      assert.match(
        (await officer.get(`${patientPaths.whoOpened(patientId)}?to-day=1&to-month=1&to-year=2020`)).text,
        /Nobody in this period/,
      )
      const file = await officer.get(`${patientPaths.whoOpened(patientId)}?format=csv`)
      assert.match(String(file.headers['content-type']), /text\/csv/)
      assert.match(file.text, /When,Who,Role,What,Purpose/)
    })
  })
})
