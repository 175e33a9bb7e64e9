import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike } from '../../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { inTenant } from '../../database/in-tenant.ts'
import type { Reader } from '../../database/transaction.ts'
import { buildServer } from '../../http/server.ts'
import type { Role } from '../../policy/roles.ts'
import { newUuid } from '../../values/uuid.ts'
import { asOwner, everythingLogged, PATIENTS, writeEvents } from '../ledger.test-support.ts'
import { ledgerPaths } from '../paths.ts'
import { newestEntries } from '../queries.ts'
import type { LedgerTables } from '../tables.ts'

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()

describe('The pages of the audit log', () => {
  let test: TestPlatform
  let app: FastifyInstance
  let entries: Awaited<ReturnType<typeof newestEntries>>
  const visitor = async (roles: readonly Role[], tenantId = test.tenantId) =>
    browserLike(app, (await signInForTest(test, newUuid(new Date()), roles, { tenantId })).cookies)
  /** The texts in code, as the page shows them. */
  const codes = (html: string): string[] =>
    [...html.matchAll(/<code>([^<]*)<\/code>/g)].map(([, text = '']) =>
      text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
    )

  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: false,
      publicUrl: 'http://localhost',
      rateLimits: false,
    })
    await writeEvents(test, test.tenantId, 7)
    await everythingLogged(test, test.tenantId)
    entries = await inTenant({ db: test.platform.db, tenantId: test.tenantId }, (tx: Reader<LedgerTables>) =>
      newestEntries(tx, test.tenantId),
    )
  })
  after(async () => {
    await app.close()
    await test.stop()
  })

  it('show the newest checkpoint, and lead to the proof of each entry', async () => {
    const { status, text, html } = await (await visitor(['data-protection-officer'])).get(ledgerPaths.log())
    assert.equal(status, 200)
    assert.match(text, /Entries 8 Signed/)
    for (const { eventId } of entries) assert.ok(html.includes(ledgerPaths.proof(eventId)))
  })
  it('are for those who answer for the trail, and for nobody else', async () => {
    const proof = ledgerPaths.proof(entries[0]!.eventId)
    for (const path of [ledgerPaths.log(), proof, ledgerPaths.checkpoint()]) {
      assert.equal((await (await visitor(['administrator'])).get(path)).status, 200, path)
      assert.equal((await (await visitor(['nurse', 'doctor', 'pharmacist'])).get(path)).status, 403, path)
    }
    assert.equal((await browserLike(app).get(proof)).status, 303, 'to sign in first')
  })
  it('show another organisation its own log only', async () => {
    const stranger = await visitor(['data-protection-officer'], test.otherTenantId)
    const log = await stranger.get(ledgerPaths.log())
    assert.match(log.text, /Nothing has been added to the log yet/)
    assert.equal((await stranger.get(ledgerPaths.checkpoint())).status, 404)
    assert.equal((await stranger.get(ledgerPaths.proof(entries[0]!.eventId))).status, 404)
  })
  it('say of an entry that is not there, or is no identifier, that it is not there', async () => {
    const officer = await visitor(['data-protection-officer'])
    assert.equal((await officer.get(ledgerPaths.proof(newUuid(new Date())))).status, 404)
    assert.equal((await officer.get(ledgerPaths.proof('x'))).status, 404)
  })
  it('prove every entry with nothing but what stands on the page', async () => {
    const officer = await visitor(['data-protection-officer'])
    for (const { eventId, position } of entries) {
      const { html, text: words } = await officer.get(ledgerPaths.proof(eventId))
      assert.match(words, /This entry is in the log that the checkpoint signs/)
      const [recorded = '', leaf, magic, index, ...rest] = codes(html)
      assert.equal((JSON.parse(recorded) as { eventId: string }).eventId, eventId)
      assert.equal(sha256(Buffer.of(0), Buffer.from(recorded)).toString('base64'), leaf)
      assert.deepEqual([magic, index], ['c2sp.org/tlog-proof@v1', `index ${position}`])
      const empty = rest.indexOf('')
      const path = rest.slice(0, empty).map((line) => Buffer.from(line, 'base64'))
      const [origin, size, root, , signature = ''] = rest.slice(empty + 1)
      // RFC 9162, 2.1.3.2, as the page says.
      let [at, last, hash]: [number, number, Buffer] = [position, Number(size) - 1, Buffer.from(leaf ?? '', 'base64')]
      for (const other of path) {
        if (at % 2 === 1 || at === last) {
          hash = sha256(Buffer.of(1), other, hash)
          while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1]
        } else hash = sha256(Buffer.of(1), hash, other)
        ;[at, last] = [at >> 1, last >> 1]
      }
      assert.equal(hash.toString('base64'), root)
      const [, , key = ''] = /^(.*?)\+([\da-f]{8})\+(.*)$/.exec(rest.at(-1) ?? '')?.slice(1) ?? []
      const prefix = Buffer.from('302a300506032b6570032100', 'hex')
      const publicKey = createPublicKey({
        key: Buffer.concat([prefix, Buffer.from(key, 'base64').subarray(1)]),
        format: 'der',
        type: 'spki',
      })
      const signed = Buffer.from(signature.split(' ').at(-1) ?? '', 'base64').subarray(4)
      assert.ok(verify(null, Buffer.from(`${origin}\n${size}\n${root}\n`), publicKey, signed))
    }
  })
  it('name nobody, and are in the trail of those whom the entry is about', async () => {
    const officer = await visitor(['data-protection-officer'])
    const before_ = await seenAbout()
    const pages = await Promise.all(entries.map(({ eventId }) => officer.get(ledgerPaths.proof(eventId))))
    for (const { html } of pages) for (const patient of PATIENTS) assert.ok(!html.includes(patient))
    assert.ok((await seenAbout()) > before_)
  })
  it('say so when an entry was changed, and show no proof as good', async () => {
    const [{ eventId }] = entries as [(typeof entries)[0]]
    await asOwner(test, `update core.audit_event set action = 'test.other.done' where event_id = '${eventId}'`)
    const { status, text } = await (await visitor(['administrator'])).get(ledgerPaths.proof(eventId))
    assert.equal(status, 200)
    assert.match(text, /This entry does not fit the log/)
    assert.doesNotMatch(text, /Nobody has changed it/)
  })

  const seenAbout = async (): Promise<number> => {
    const [row] = await asOwner(
      test,
      `select count(*)::integer as views from core.audit_subject s join core.audit_event e on e.event_id = s.event_id
        where s.subject_id = '${PATIENTS[0]}' and e.action like 'core.audit-log.see%'`,
    )
    return row!['views'] as number
  }
})
