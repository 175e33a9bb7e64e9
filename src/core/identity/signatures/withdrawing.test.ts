import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { NotAllowedError } from '../../errors.ts'
import { signDocument } from '../../signing/sign.ts'
import { changeAccess } from '../administration/commands/change-access.ts'
import { recordLeaving } from '../administration/commands/leave.ts'
import { resetAccount } from '../administration/commands/reset-account.ts'
import { withdrawKey, withdrawOwnKey } from './commands/withdraw-keys.ts'
import { ownFingerprints, verifyHere, withdrawalsStatement } from './index.ts'
import { listAuthorities } from './queries.ts'
import { CONTENT, signed, startSignatureTest, type SignatureTest, type Signer } from './signatures.test-support.ts'

describe('A signing key that is withdrawn or of another organisation', () => {
  let given: SignatureTest
  before(async () => {
    given = await startSignatureTest()
  })
  after(() => given.stop())
  const admin = (over = {}) => given.as('administrator', over)

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
      assert.deepEqual(await given.problems(document), [])
      const statement = await given.read((tx) =>
        withdrawalsStatement(tx, given.test.as([]), document.signature.authority),
      )
      const { serial } = await given.key(signer)
      assert.ok(statement?.withdrawn.some((one) => one.serial === serial && one.reason === 'perhaps-known'))
      assert.deepEqual(await given.problems({ ...document, withdrawals: statement }), [])
      const early = { ...statement, withdrawn: [{ serial, at: '2026-01-01T00:00:00.000Z', reason: 'left' }] }
      assert.deepEqual(await given.problems({ ...document, withdrawals: early }), ['withdrawn', 'withdrawals-wrong'])
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
        await given.inOther((tx) =>
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
      assert.deepEqual(await given.problems(document), ['authority-unknown'])
      const authorities = await given.inOther((tx) => ownFingerprints(tx, { tenantId: other }))
      assert.deepEqual(await given.problems(document, { authorities }), [])
      const ours = await given.holder()
      const own = await signed(ours.ctx(), await given.unlock(ours))
      assert.deepEqual(await given.problems(own, { authorities }), ['authority-unknown'])
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
        (await given.inOther((tx) => verifyHere(tx, there, given_, { kind: 'test', authorities, ...over }))).problems
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
      const theirs = await given.inOther((tx) => withdrawalsStatement(tx, other.ctx()))
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
        given.inOther((tx) => verifyHere(tx, there, stolen, { kind: 'test', authorities, ...over }))
      assert.deepEqual((await verdict({})).problems, [])
      assert.deepEqual((await verdict({ withdrawals })).problems, ['withdrawn'])
      assert.deepEqual(await given.problems(stolen), ['withdrawn'])
    })
    it('and what is no signed document is a problem, never an error', async () => {
      for (const odd of [null, undefined, 7, 'x', {}, { signature: { certificate: 'x' } }])
        assert.deepEqual(await given.problems(odd), ['not-readable'])
    })
  })
})
