import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { sql } from 'kysely'
import { auditOf, emailsOf } from '../../../../test/support/identity.ts'
import type { CoreTables } from '../../command.ts'
import type { Tx } from '../../database/transaction.ts'
import { NotAllowedError } from '../../errors.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { signDocument } from '../../signing/sign.ts'
import { verifyDocument, type Problem } from '../../signing/verify.ts'
import { changeAccess } from '../administration/commands/change-access.ts'
import { recordLeaving } from '../administration/commands/leave.ts'
import { resetAccount } from '../administration/commands/reset-account.ts'
import { storeRecoveryCodes } from '../accounts/commands/store-secrets.ts'
import { newRecoveryCodes } from '../accounts/recovery-code.ts'
import { withdrawKey, withdrawOwnKey } from './commands/withdraw-keys.ts'
import { makeSigningKey, ownFingerprints, unlockSigningKey, verifyHere, withdrawalsStatement } from './index.ts'
import { listAuthorities } from './queries.ts'
import type { SignatureTables } from './tables.ts'
import {
  CONTENT,
  OWN_SECRET,
  PASSWORD,
  signed,
  signedAll,
  startSignatureTest,
  type SignatureTest,
  type Signer,
} from './signatures.test-support.ts'

const TEST = { kind: 'test' }

describe('A signing key of one’s own', () => {
  let given: SignatureTest
  before(async () => {
    given = await startSignatureTest()
  })
  after(() => given.stop())
  const admin = (over = {}) =>
    given.test.as(['administrator'], { purpose: 'administration', confirmedAt: given.clock.now(), ...over })
  const problemsHere = async (document: unknown, over = {}): Promise<readonly Problem[]> =>
    (await given.read((tx) => verifyHere(tx, given.test.as([]), document, { ...TEST, ...over }))).problems
  const make = (signer: Signer, over: { secret?: string; code?: string } = {}, ctx = {}) => {
    const code = over.code ?? signer.code()
    return makeSigningKey(signer.ctx(ctx), { secret: OWN_SECRET, ...over, code })
  }
  const lastEvents = async (count: number) =>
    (await auditOf(admin())).slice(-count).map(({ action, outcome }) => `${action} ${outcome}`)

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
      assert.equal((await inOther((tx) => listAuthorities(tx, other))).length, 1)
      for (const [at, answer] of answers.entries())
        if (answer !== 'done') assert.equal(await make(signers[at]!), 'done')
      assert.equal((await inOther((tx) => listAuthorities(tx, other))).length, 1)
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

  describe('signs', () => {
    it('a document that is good here and by itself, and is not for supply', async () => {
      const signer = await given.holder()
      const document = await signed(signer.ctx(), await given.unlock(signer))
      assert.deepEqual(await problemsHere(document), [])
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
        assert.deepEqual(await problemsHere(document), [])
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

  describe('is withdrawn', () => {
    const stateOf = async (signer: Signer) => (await given.key(signer)).withdrawnReason
    const account = (signer: Signer) =>
      given.read((tx) =>
        tx
          .selectFrom('core.staff_account')
          .select(['account_id as accountId', 'version'])
          .where('tenant_id', '=', given.test.tenantId)
          .where('account_id', '=', signer.accountId)
          .executeTakeFirstOrThrow(),
      )
    it('when its holder leaves', async () => {
      const signer = await given.holder()
      assert.equal(await recordLeaving(admin(), await account(signer)), 'done')
      assert.equal(await stateOf(signer), 'left')
    })
    it('when the way they sign in is reset', async () => {
      const signer = await given.holder()
      assert.equal(await resetAccount(admin(), { ...(await account(signer)), reason: 'Lost phone' }), 'done')
      assert.equal(await stateOf(signer), 'reset')
    })
    it('when the role or the registration that it stands for goes, and not for another role', async () => {
      const signer = await given.holder()
      const { registration } = await given.key(signer)
      const registrations = [{ register: 'gmc' as const, number: registration.slice(4) }]
      const change = async (over: object) =>
        assert.equal(
          await changeAccess(admin(), {
            ...(await account(signer)),
            roles: ['doctor'],
            rights: [],
            registrations,
            ...over,
          }),
          'done',
        )
      await change({ roles: ['doctor', 'care-coordinator'] })
      assert.equal(await stateOf(signer), null)
      await change({ registrations: [{ register: 'gmc', number: '7999999' }] })
      assert.equal(await stateOf(signer), 'access-changed')
      const other = await given.holder()
      await changeAccess(admin(), { ...(await account(other)), roles: ['receptionist'], rights: [], registrations: [] })
      assert.equal(await stateOf(other), 'access-changed')
    })
    it('by an administrator or a data protection officer, once, and by nobody else', async () => {
      const signer = await given.holder()
      const { keyId } = await given.key(signer)
      await assert.rejects(withdrawKey(signer.ctx(), { keyId, reason: 'not-needed' }), NotAllowedError)
      const foreign = admin({ tenantId: given.test.otherTenantId })
      await assert.rejects(withdrawKey(foreign, { keyId, reason: 'not-needed' }), { name: 'NotFoundError' })
      assert.equal(await withdrawKey(admin(), { keyId, reason: 'not-needed' }), 'done')
      assert.equal(await withdrawKey(admin(), { keyId, reason: 'not-needed' }), 'already-withdrawn')
      const second = await given.key(await given.holder())
      const officer = given.test.as(['data-protection-officer'], { purpose: 'administration' })
      assert.equal(await withdrawKey(officer, { keyId: second.keyId, reason: 'perhaps-known' }), 'done')
    })
    it('with its private key destroyed, what it signed before still good, and what it would sign after not', async () => {
      const signer = await given.holder()
      const document = await signed(signer.ctx(), await given.unlock(signer))
      given.clock.forward(60)
      await withdrawOwnKey(signer.ctx(), { reason: 'perhaps-known' })
      assert.deepEqual(await problemsHere(document), [])
      const statement = await given.read((tx) =>
        withdrawalsStatement(tx, given.test.as([]), document.signature.authority),
      )
      const { serial } = await given.key(signer)
      assert.ok(statement?.withdrawn.some((one) => one.serial === serial && one.reason === 'perhaps-known'))
      assert.deepEqual(await problemsHere({ ...document, withdrawals: statement }), [])
      const early = { ...statement, withdrawn: [{ serial, at: '2026-01-01T00:00:00.000Z', reason: 'left' }] }
      assert.deepEqual(await problemsHere({ ...document, withdrawals: early }), ['withdrawn', 'withdrawals-wrong'])
      const rows = await given.read((tx) =>
        sql<{
          left: boolean
        }>`select sealed_key is not null as left from core.signing_key where serial = ${serial}`.execute(tx),
      )
      assert.equal(rows.rows[0]?.left, false)
    })
    it('without a statement by those who never had an authority', async () => {
      const signer = await given.holder()
      const document = await signed(signer.ctx(), await given.unlock(signer))
      assert.equal(
        await inOther((tx) =>
          withdrawalsStatement(
            tx,
            given.test.as([], { tenantId: given.test.otherTenantId }),
            document.signature.authority,
          ),
        ),
        undefined,
      )
    })
  })

  describe('of another organisation', () => {
    it('is believed only when its authority’s fingerprint is known', async () => {
      const other = given.test.otherTenantId
      const signer = await given.holder({ tenantId: other })
      const document = await signed(signer.ctx(), await given.unlock(signer))
      assert.deepEqual(await problemsHere(document), ['authority-unknown'])
      const authorities = await inOther((tx) => ownFingerprints(tx, { tenantId: other }))
      assert.deepEqual(await problemsHere(document, { authorities }), [])
      const ours = await given.holder()
      const own = await signed(ours.ctx(), await given.unlock(ours))
      assert.deepEqual(await problemsHere(own, { authorities }), ['authority-unknown'])
    })
    it('is checked by a homecare company with the fingerprints and the withdrawals that it was sent', async () => {
      const signer = await given.holder()
      const document = await signed(signer.ctx(), await given.unlock(signer))
      const sent = (statement: Awaited<ReturnType<typeof withdrawalsStatement>>) => ({
        ...document,
        withdrawals: statement,
      })
      const statedNow = () =>
        given.read((tx) => withdrawalsStatement(tx, given.test.as([]), document.signature.authority))
      const authorities = await given.read((tx) => ownFingerprints(tx, given.test))
      const there = given.test.as([], { tenantId: given.test.otherTenantId })
      const verdict = async (given_: unknown, over = {}) =>
        (await inOther((tx) => verifyHere(tx, there, given_, { ...TEST, authorities, ...over }))).problems
      const received = sent(await statedNow())
      assert.deepEqual(await verdict(received), [])
      assert.deepEqual(await verdict(received, { authorities: [] }), ['authority-unknown'])

      // Withdrawn since, and a document that somebody signs with it afterwards: only the later statement tells.
      given.clock.forward(60)
      assert.equal(await withdrawOwnKey(signer.ctx(), { reason: 'perhaps-known' }), 'done')
      const withdrawals = await statedNow()
      assert.deepEqual(await verdict(received, { withdrawals }), [])
      const { serial } = await given.key(signer)
      assert.ok(withdrawals?.withdrawn.some((one) => one.serial === serial))
      const forged = { ...withdrawals, withdrawn: [] }
      assert.deepEqual(await verdict(received, { withdrawals: forged }), ['withdrawals-wrong'])
      const other = await given.holder({ tenantId: given.test.otherTenantId })
      const theirs = await inOther((tx) => withdrawalsStatement(tx, other.ctx()))
      assert.deepEqual(await verdict(received, { withdrawals: theirs }), ['withdrawals-wrong'])
      assert.deepEqual(await verdict('no document', { withdrawals }), ['not-readable'])
    })
    it('is not good when a later statement says that the key was withdrawn before', async () => {
      const signer = await given.holder()
      const key = await given.unlock(signer)
      assert.equal(await withdrawOwnKey(signer.ctx(), { reason: 'perhaps-known' }), 'done')
      const authorities = await given.read((tx) => ownFingerprints(tx, given.test))
      const { certificate, authorityId } = await given.key(signer)
      const authority = (await given.read((tx) => listAuthorities(tx, given.test.tenantId))).find(
        (one) => one.authorityId === authorityId,
      )
      given.clock.forward(60)
      // What a thief with a copy of the key would send.
      const stolen = signDocument(
        {
          kind: 'test',
          content: CONTENT,
          standing: { forSupply: false, because: ['Stolen'] },
          signedAt: given.clock.now(),
          certificate,
          authority: authority?.certificate ?? '',
        },
        key.opened().privateKey,
      )
      const withdrawals = await given.read((tx) => withdrawalsStatement(tx, given.test.as([])))
      const there = given.test.as([], { tenantId: given.test.otherTenantId })
      const verdict = (over: object) =>
        inOther((tx) => verifyHere(tx, there, stolen, { ...TEST, authorities, ...over }))
      assert.deepEqual((await verdict({})).problems, [])
      assert.deepEqual((await verdict({ withdrawals })).problems, ['withdrawn'])
      assert.deepEqual(await problemsHere(stolen), ['withdrawn'])
    })
    it('and what is no signed document is a problem, never an error', async () => {
      for (const odd of [null, undefined, 7, 'x', {}, { signature: { certificate: 'x' } }])
        assert.deepEqual(await problemsHere(odd), ['not-readable'])
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

  it('gets a new authority when the old one would end first, and what the old one certified stays good', async () => {
    const old = await given.holder()
    const document = await signed(old.ctx(), await given.unlock(old))
    const count = (await given.read((tx) => ownFingerprints(tx, given.test))).length
    given.clock.forward(3653 * 86_400 - 365 * 86_400)
    const young = await given.holder()
    const fingerprints = await given.read((tx) => ownFingerprints(tx, given.test))
    assert.equal(fingerprints.length, count + 1)
    assert.deepEqual(await problemsHere(document), [])
    const fresh = await signed(young.ctx(), await given.unlock(young))
    assert.deepEqual(await problemsHere(fresh), [])
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

  const inOther = <Result>(work: (tx: Tx<SignatureTables & CoreTables>) => Promise<Result>) =>
    inTenant<SignatureTables & CoreTables, Result>(
      { db: given.test.platform.db, tenantId: given.test.otherTenantId },
      work,
    )

  const serialsOf = async (signer: Signer) =>
    (
      await given.read((tx) =>
        sql<{ serial: string; reason: string | null }>`
          select serial, withdrawn_reason as reason from core.signing_key where account_id = ${signer.accountId}`.execute(
          tx,
        ),
      )
    ).rows
})
