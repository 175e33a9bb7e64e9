import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { auditOf, emailsOf } from '../../../../test/support/identity.ts'
import { NotAllowedError } from '../../errors.ts'
import { storeRecoveryCodes } from '../accounts/commands/store-secrets.ts'
import { newRecoveryCodes } from '../accounts/recovery-code.ts'
import { makeSigningKey, ownFingerprints } from './index.ts'
import { listAuthorities } from './queries.ts'
import {
  OWN_SECRET,
  PASSWORD,
  signed,
  startSignatureTest,
  type SignatureTest,
  type Signer,
} from './signatures.test-support.ts'

describe('A signing key of one’s own is made', () => {
  let given: SignatureTest
  before(async () => {
    given = await startSignatureTest()
  })
  after(() => given.stop())
  const admin = (over = {}) => given.as('administrator', over)
  const lastEvents = async (count: number) =>
    (await auditOf(admin())).slice(-count).map(({ action, outcome }) => `${action} ${outcome}`)
  const make = (signer: Signer, over: { secret?: string; code?: string } = {}, ctx = {}) => {
    const code = over.code ?? signer.code()
    return makeSigningKey(signer.ctx(ctx), { secret: OWN_SECRET, ...over, code })
  }
  const serialsOf = async (signer: Signer) =>
    (
      await given.read((tx) =>
        sql<{ serial: string; reason: string | null }>`
          select serial, withdrawn_reason as reason from core.signing_key where account_id = ${signer.accountId}`.execute(
          tx,
        ),
      )
    ).rows

  describe('is made', () => {
    it('with a secret and a code, certified by the organisation, and its holder is told', async () => {
      const signer = await given.signer()
      assert.equal(await make(signer), 'done')
      const key = await given.key(signer)
      assert.match(key.registration, /^GMC 7\d{6}$/)
      assert.equal(key.validUntil.getTime() - key.validFrom.getTime(), 365 * 86_400_000)
      assert.match((await emailsOf(admin())).at(-1)?.text ?? '', /A new signing key was made/)
      assert.deepEqual(await lastEvents(1), ['identity.signing-key.made done'])
    })
    it('once when the form is sent twice', async () => {
      const signer = await given.signer()
      const code = signer.code()
      const [idempotencyKey, before] = ['00000000-0000-4000-8000-00000000aaaa', await serialsOf(signer)]
      for (let times = 0; times < 2; times += 1) assert.equal(await make(signer, { code }, { idempotencyKey }), 'done')
      assert.equal((await serialsOf(signer)).length, before.length + 1)
    })
    it('in place of the one before, which is withdrawn', async () => {
      const signer = await given.holder()
      const old = await given.key(signer)
      assert.equal(await make(signer, { secret: 'another long secret' }), 'done')
      assert.notEqual((await given.key(signer)).keyId, old.keyId)
      assert.deepEqual(
        (await serialsOf(signer)).filter(({ serial }) => serial === old.serial).map(({ reason }) => reason),
        ['replaced'],
      )
    })
    it('with one authority for the organisation, also when two are made at once', async () => {
      const other = given.test.otherTenantId
      const signers = await Promise.all([given.signer({ tenantId: other }), given.signer({ tenantId: other })])
      const codes = signers.map((signer) => signer.code())
      // The clock went on for the second: the first needs a code of the same moment.
      const answers = await Promise.all(
        signers.map((signer, at) => make(signer, { code: codes[at] ?? '' }, { confirmedAt: given.clock.now() })),
      )
      assert.ok(answers.includes('done'), JSON.stringify(answers))
      assert.equal((await given.inOther((tx) => listAuthorities(tx, other))).length, 1)
      for (const [at, answer] of answers.entries())
        if (answer !== 'done') assert.equal(await make(signers[at]!), 'done')
      assert.equal((await given.inOther((tx) => listAuthorities(tx, other))).length, 1)
    })
    it('not with a wrong code, one that was used, or a recovery code', async () => {
      const signer = await given.signer()
      assert.equal(await make(signer, { code: '000000' }), 'code-not-right')
      const code = signer.code()
      assert.equal(await make(signer, { code }), 'done')
      assert.equal(await make(signer, { code }), 'code-not-right')
      const codes = newRecoveryCodes(given.test.platform.keys, signer.accountId)
      await given.read((tx) => storeRecoveryCodes(tx, signer.ctx(), signer.accountId, codes))
      assert.equal(await make(signer, { code: codes[0] ?? '' }), 'code-not-right')
    })
    it('not with a weak secret, nor with the password, and guessing the password so is counted', async () => {
      const signer = await given.signer()
      assert.deepEqual(await make(signer, { secret: 'short' }), {
        problem: 'Signing secret must be 12 characters or more',
      })
      for (let tries = 0; tries < 5; tries += 1)
        assert.deepEqual(await make(signer, { secret: PASSWORD, code: '000000' }), {
          problem: 'Signing secret must not be your password',
        })
      assert.equal(await make(signer, { secret: PASSWORD, code: '000000' }), 'locked')
    })
    it('not without an authenticator app, nor by those who do not sign', async () => {
      assert.equal(await make(await given.signer({ hasApp: false })), 'no-authenticator')
      const receptionist = await given.signer({ roles: ['receptionist'], registrations: [] })
      assert.equal(await make(receptionist), 'role')
    })
    it('not long after they last confirmed that it is them', async () => {
      const signer = await given.signer()
      const confirmedAt = new Date(given.clock.now().getTime() - 10 * 60_000)
      await assert.rejects(make(signer, {}, { confirmedAt }), NotAllowedError)
    })
    it('by a made-up person in a demonstration without an app, and not elsewhere', async () => {
      const signer = await given.signer({ demonstration: true, hasApp: false })
      assert.equal(await makeSigningKey(signer.ctx(), { secret: OWN_SECRET }), 'no-authenticator')
      assert.equal(await makeSigningKey(signer.ctx({ demonstration: true }), { secret: OWN_SECRET }), 'done')
    })
  })

  it('gets a new authority when the old one would end first, and what the old one certified stays good', async () => {
    const old = await given.holder()
    const document = await signed(old.ctx(), await given.unlock(old))
    const count = (await given.read((tx) => ownFingerprints(tx, given.test))).length
    given.clock.forward(3653 * 86_400 - 365 * 86_400)
    const young = await given.holder()
    const fingerprints = await given.read((tx) => ownFingerprints(tx, given.test))
    assert.equal(fingerprints.length, count + 1)
    assert.deepEqual(await given.problems(document), [])
    const fresh = await signed(young.ctx(), await given.unlock(young))
    assert.deepEqual(await given.problems(fresh), [])
    assert.notEqual(fresh.signature.authority, document.signature.authority)
  })

  it('keeps its secret out of everything that is stored', async () => {
    const signer = await given.holder()
    await given.unlock(signer)
    const { rows } = await given.read((tx) =>
      sql<{ text: string }>`
        select row_to_json(k)::text as text from core.idempotency_key k where tenant_id = ${given.test.tenantId}
        union all select row_to_json(s)::text from core.signing_key s where tenant_id = ${given.test.tenantId}`.execute(
        tx,
      ),
    )
    assert.ok(rows.length > 2)
    assert.equal(
      rows.some(({ text }) => text.includes(OWN_SECRET) || text.includes(Buffer.from(OWN_SECRET).toString('hex'))),
      false,
    )
  })
})
