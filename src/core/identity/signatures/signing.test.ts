import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { auditOf } from '../../../../test/support/identity.ts'
import { NotAllowedError } from '../../errors.ts'
import { verifyDocument } from '../../signing/verify.ts'
import { withdrawOwnKey } from './commands/withdraw-keys.ts'
import { unlockSigningKey } from './index.ts'
import {
  CONTENT,
  OWN_SECRET,
  signed,
  signedAll,
  startSignatureTest,
  type SignatureTest,
} from './signatures.test-support.ts'

describe('A signing key of one’s own', () => {
  let given: SignatureTest
  before(async () => {
    given = await startSignatureTest()
  })
  after(() => given.stop())
  const admin = (over = {}) => given.as('administrator', over)
  const lastEvents = async (count: number) =>
    (await auditOf(admin())).slice(-count).map(({ action, outcome }) => `${action} ${outcome}`)

  describe('signs', () => {
    it('a document that is good here and by itself, and is not for supply', async () => {
      const signer = await given.holder()
      const document = await signed(signer.ctx(), await given.unlock(signer))
      assert.deepEqual(await given.problems(document), [])
      const verdict = verifyDocument(document, { kind: 'test', now: given.clock.now() })
      assert.deepEqual(verdict.problems, [])
      assert.equal(verdict.signer?.name, 'Dr Anil Rao')
      assert.equal(verdict.signer?.organisation, 'Riverside NHS Trust')
      assert.equal(verdict.forSupply, false)
      assert.deepEqual(verdict.because, [
        'No pharmacist or lawyer has signed off how this document is signed',
        'The signer did not use a passkey or an NHS smartcard (CIS2)',
      ])
    })
    it('for a made-up person with the secret alone, and says so', async () => {
      const signer = await given.holder({ demonstration: true, hasApp: false })
      const ctx = signer.ctx({ demonstration: true })
      const answer = await unlockSigningKey(ctx, { secret: OWN_SECRET })
      assert.ok(answer.state === 'unlocked')
      assert.equal(
        (await signed(ctx, answer.key)).signature.standing.because[0],
        'The signer is made up, for a demonstration',
      )
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET })).state, 'no-authenticator')
      await assert.rejects(signed(signer.ctx(), answer.key), NotAllowedError)
    })
    it('not with a wrong secret: five of them and even the right one waits', async () => {
      const signer = await given.holder()
      for (let tries = 0; tries < 5; tries += 1) {
        const code = signer.code()
        assert.equal((await unlockSigningKey(signer.ctx(), { secret: 'not the secret at all', code })).state, 'wrong')
      }
      assert.deepEqual(await lastEvents(1), ['identity.signing-key.refused refused'])
      // A minute more is not enough: half a minute at the fifth, and another wrong one doubles it.
      const early = signer.code()
      const first = await unlockSigningKey(signer.ctx(), { secret: 'not the secret at all', code: early })
      assert.equal(first.state, 'wrong')
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET, code: early })).state, 'locked')
      given.clock.forward(120)
      assert.equal((await given.unlock(signer)).accountId, signer.accountId)
    })
    it('not with the secret alone, a wrong code or a code of another form', async () => {
      const signer = await given.holder()
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET })).state, 'wrong')
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET, code: '000000' })).state, 'wrong')
      const code = signer.code()
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET, code })).state, 'unlocked')
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET, code })).state, 'wrong')
    })
    it('once when the same form comes twice, for two minutes, and never other content', async () => {
      const signer = await given.holder()
      const idempotencyKey = '00000000-0000-4000-8000-00000000bbbb'
      const code = signer.code()
      const send = async (content = CONTENT) => {
        const ctx = signer.ctx({ idempotencyKey })
        const answer = await unlockSigningKey(ctx, { secret: OWN_SECRET, code })
        return answer.state === 'unlocked' ? await signed(ctx, answer.key, content) : answer.state
      }
      const [one, other] = await Promise.all([send(), send()])
      assert.deepEqual(one, other)
      await assert.rejects(send({ ...CONTENT, dose: '80 mg every 2 weeks' }), { name: 'ConflictError' })
      given.clock.forward(121)
      assert.equal(await send(), 'wrong')
    })
    it('not when it was opened more than five minutes ago', async () => {
      const signer = await given.holder()
      const key = await given.unlock(signer)
      given.clock.forward(301)
      await assert.rejects(signed(signer.ctx(), key), NotAllowedError)
    })
    it('not when it was withdrawn after it was opened', async () => {
      const signer = await given.holder()
      const key = await given.unlock(signer)
      assert.equal(await withdrawOwnKey(signer.ctx(), { reason: 'perhaps-known' }), 'done')
      await assert.rejects(signed(signer.ctx(), key), NotAllowedError)
      assert.deepEqual(await lastEvents(1), ['identity.test.signed refused'])
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET, code: '000000' })).state, 'withdrawn')
    })
    it('not for anyone but its holder, nor in another organisation', async () => {
      const [signer, thief] = [await given.holder(), await given.holder()]
      const key = await given.unlock(signer)
      await assert.rejects(signed(thief.ctx(), key), NotAllowedError)
      await assert.rejects(signed(thief.ctx(), { ...key, accountId: thief.accountId }), NotAllowedError)
      await assert.rejects(signed(signer.ctx({ tenantId: given.test.otherTenantId }), key), NotAllowedError)
    })
    it('not for those without a key, a role or a purpose', async () => {
      const keyless = await given.signer()
      assert.equal((await unlockSigningKey(keyless.ctx(), { secret: OWN_SECRET, code: '1' })).state, 'no-key')
      const signer = await given.holder()
      const key = await given.unlock(signer)
      for (const ctx of [
        signer.ctx({ actor: { kind: 'staff', id: signer.accountId, roles: ['receptionist'], rights: [] } }),
        signer.ctx({ purpose: 'public-information' }),
        signer.ctx({ confirmedAt: new Date(given.clock.now().getTime() - 300_000) }),
      ]) {
        await assert.rejects(unlockSigningKey(ctx, { secret: OWN_SECRET, code: '1' }), NotAllowedError)
        await assert.rejects(signed(ctx, key), NotAllowedError)
      }
    })
    it('not after a year', async () => {
      const signer = await given.holder()
      given.clock.forward(365 * 86_400)
      assert.equal((await unlockSigningKey(signer.ctx(), { secret: OWN_SECRET, code: '1' })).state, 'expired')
    })
  })

  describe('signs many documents', () => {
    it('in one transaction, with one unlocking, each of them good', async () => {
      const signer = await given.holder()
      const contents = Array.from({ length: 50 }, (_, at) => ({ ...CONTENT, dose: `${at + 1} mg every 2 weeks` }))
      const documents = await signedAll(signer.ctx(), await given.unlock(signer), contents)
      assert.equal(new Set(documents.map(({ signature }) => signature.value)).size, 50)
      for (const [at, document] of documents.entries()) {
        assert.deepEqual(document.content, contents[at])
        assert.deepEqual(await given.problems(document), [])
      }
    })
    it('or none of them, when one cannot be signed', async () => {
      const signer = await given.holder()
      const key = await given.unlock(signer)
      const before = (await auditOf(admin())).filter(({ outcome }) => outcome === 'done').length
      await assert.rejects(signedAll(signer.ctx(), key, [CONTENT, { ...CONTENT, dose: undefined } as never]))
      assert.equal((await auditOf(admin())).filter(({ outcome }) => outcome === 'done').length, before)
    })
    it('and an unlocked key that is printed, logged or sent shows nothing secret', async () => {
      const signer = await given.holder()
      const key = await given.unlock(signer)
      const { privateKey } = key.opened()
      const secrets = [OWN_SECRET, String((privateKey.export({ format: 'jwk' }) as { d?: string }).d)]
      for (const text of [
        inspect(key, { depth: null, showHidden: true }),
        inspect(key.opened(), { depth: null, showHidden: true }),
        JSON.stringify({ key, opened: key.opened() }),
      ])
        assert.ok(!secrets.some((secret) => text.includes(secret)), text)
      assert.deepEqual(Object.keys(JSON.parse(JSON.stringify(key)) as object).toSorted(), [
        'accountId',
        'keyId',
        'tenantId',
      ])
    })
  })

  describe('that was tampered with in the database', () => {
    const change = (statement: ReturnType<typeof sql>) => given.read((tx) => statement.execute(tx))
    it('signs nothing when the certificate was swapped', async () => {
      const [signer, other] = [await given.holder(), await given.holder()]
      const key = await given.unlock(signer)
      const { keyId } = await given.key(signer)
      const { certificate } = await given.key(other)
      await change(sql`update core.signing_key set certificate = ${certificate} where key_id = ${keyId}`)
      await assert.rejects(signed(signer.ctx(), key), /came out wrong/)
    })
    it('does not open when the sealed bytes of someone else’s key were copied to it', async () => {
      const [thief, owner] = [await given.holder(), await given.holder()]
      const [mine, theirs] = [(await given.key(thief)).keyId, (await given.key(owner)).keyId]
      await change(
        sql`update core.signing_key set sealed_key = (select sealed_key from core.signing_key where key_id = ${theirs}) where key_id = ${mine}`,
      )
      await assert.rejects(given.unlock(thief))
    })
    it('does not sign when the row says that it is someone else’s', async () => {
      const signer = await given.holder()
      const key = await given.unlock(signer)
      const other = await given.signer()
      await change(sql`update core.signing_key set account_id = ${other.accountId} where key_id = ${key.keyId}`)
      await assert.rejects(signed(signer.ctx(), key), NotAllowedError)
      await assert.rejects(given.unlock(other))
    })
  })
})
