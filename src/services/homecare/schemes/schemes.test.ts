import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { BadRequestError, ConflictError, NotAllowedError, NotFoundError } from '../../../core/errors.ts'
import { bringIn } from '../../../core/medicines/sample.test-support.ts'
import { ADALIMUMAB_SCHEME, givenCare } from '../care.test-support.ts'
import { addCompany, changeCompany, endCompany } from '../companies/commands.ts'
import { getCompany } from '../companies/queries.ts'
import { HomecareTest, SAMPLE } from '../homecare.test-support.ts'
import { decideVersion, signOffScheme, closeScheme } from './commands/decide.ts'
import { proposeScheme, proposeVersion } from './commands/propose.ts'
import { findLiveScheme, listLiveSchemes } from './queries.ts'
import { getSchemeHistory } from './queries/versions.ts'
import type { SchemeContent } from './scheme.ts'

describe('What an organisation approves', () => {
  const given = new HomecareTest()
  before(async () => {
    await bringIn(given.test)
  })
  const runs = { purpose: 'administration' } as const
  const pharmacist = (over = {}) => given.as('trust', 'pharmacist', { ...runs, ...over })
  const doctor = (over = {}) => given.as('trust', 'doctor', { ...runs, ...over })
  const content = (over: Partial<SchemeContent> = {}): SchemeContent => ({
    ...ADALIMUMAB_SCHEME,
    companies: [given.newId()],
    ...over,
  })
  const propose = async (over: Partial<SchemeContent> = {}, ctx = pharmacist()) =>
    await proposeScheme(ctx, { vtmId: SAMPLE.adalimumab, name: 'Adalimumab', content: content(over) })
  const proposed = async (): Promise<string> => {
    const answer = await propose()
    assert.ok(typeof answer === 'object')
    return answer.schemeId
  }
  const history = (schemeId: string) => given.read('trust', (tx) => getSchemeHistory(tx, given.tenants.trust, schemeId))
  const approve = async (schemeId: string, ctx = doctor(), number = 1) => {
    const { version } = await history(schemeId)
    return await decideVersion(ctx, { schemeId, version, number, decision: 'approve', reason: '' })
  }
  const live = (schemeId: string) => given.read('trust', (tx) => findLiveScheme(tx, given.tenants.trust, schemeId))

  describe('A scheme', () => {
    it('is used once a second person has approved it, and says that nobody has signed it off', async () => {
      const schemeId = await proposed()
      assert.equal(await live(schemeId), undefined)
      assert.equal(await approve(schemeId), 'done')
      const scheme = await live(schemeId)
      assert.deepEqual([scheme?.version, scheme?.verified, scheme?.approvedBy.length], [1, false, 2])
    })
    it('is not approved by the one who proposed it', async () => {
      const schemeId = await proposed()
      assert.equal(await approve(schemeId, pharmacist()), 'own-proposal')
      assert.equal(await live(schemeId), undefined)
    })
    it('is approved once', async () => {
      const schemeId = await proposed()
      await approve(schemeId)
      assert.equal(await approve(schemeId), 'not-proposed')
    })
    it('goes on with the version in use until the next is approved; a version that is sent back is not used', async () => {
      const schemeId = await proposed()
      await approve(schemeId)
      const next = async (over: Partial<SchemeContent>) =>
        await proposeVersion(pharmacist(), {
          schemeId,
          version: (await history(schemeId)).version,
          content: content({ ...(await live(schemeId)), ...over }),
        })
      assert.deepEqual(await next({ mostCoverDays: 60 }), { number: 2 })
      assert.equal((await live(schemeId))?.mostCoverDays, 112)
      assert.equal(await next({ mostCoverDays: 61 }), 'waiting-already')
      const { version } = await history(schemeId)
      const decision = { schemeId, version, number: 2, decision: 'return', reason: 'Too little' } as const
      assert.equal(await decideVersion(doctor(), decision), 'done')
      assert.equal((await live(schemeId))?.mostCoverDays, 112)
      assert.deepEqual(await next({ mostCoverDays: 90 }), { number: 3 })
      assert.equal(await approve(schemeId, doctor(), 3), 'done')
      assert.equal((await live(schemeId))?.mostCoverDays, 90)
    })
    it('is signed off by name, and a new version is not signed off with the old', async () => {
      const schemeId = await proposed()
      const signOff = { by: 'Amira Osei', registration: 'GPhC 2012345', on: '2026-11-22' }
      assert.equal(await signOffScheme(doctor(), { schemeId, version: 1, signOff }), 'not-live')
      await approve(schemeId)
      assert.equal(await signOffScheme(doctor(), { schemeId, version: 2, signOff }), 'done')
      assert.deepEqual((await live(schemeId))?.signedOff, signOff)
      await proposeVersion(pharmacist(), { schemeId, version: 2, content: content({ mostCoverDays: 60 }) })
      await approve(schemeId, doctor(), 2)
      assert.equal((await live(schemeId))?.verified, false)
    })
    it('is no longer offered once it is closed', async () => {
      const schemeId = await proposed()
      await approve(schemeId)
      await closeScheme(doctor(), { schemeId, version: 2 })
      assert.equal(await live(schemeId), undefined)
      const all = await given.read('trust', (tx) => listLiveSchemes(tx, given.tenants.trust, SAMPLE.adalimumab))
      assert.ok(all.every((scheme) => scheme.schemeId !== schemeId))
    })
    it('is not proposed for what is no substance, or with a brand of another', async () => {
      const vtmId = SAMPLE.humiraPen40
      assert.equal(await proposeScheme(pharmacist(), { vtmId, name: 'x', content: content() }), 'not-a-substance')
      assert.equal(await propose({ brands: [SAMPLE.volibris] }), 'brand-not-of-substance')
    })
    it('is never kept with something wrong in it', () => assert.rejects(propose({ companies: [] }), BadRequestError))
    it('is not changed by somebody who looked at an older one', async () => {
      const schemeId = await proposed()
      await approve(schemeId)
      await assert.rejects(proposeVersion(pharmacist(), { schemeId, version: 1, content: content() }), ConflictError)
    })
    it('is proposed once when the form is sent twice', async () => {
      const idempotencyKey = given.newId()
      const same = { companies: [given.newId()] }
      const once = () => propose(same, pharmacist({ idempotencyKey }))
      assert.deepEqual(await once(), await once())
    })
    it('is not proposed by a nurse, nor seen by another trust', async () => {
      await assert.rejects(propose({}, given.as('trust', 'nurse', runs)), NotAllowedError)
      const schemeId = await proposed()
      const other = given.as('otherTrust', 'doctor', runs)
      await assert.rejects(
        decideVersion(other, { schemeId, version: 1, number: 1, decision: 'approve', reason: '' }),
        NotFoundError,
      )
    })
  })

  describe('A homecare company', () => {
    const details = {
      name: 'Second Homecare',
      recipientId: undefined,
      odsCode: undefined,
      telephone: '01632 960009',
      email: undefined,
      addressLines: ['1 Depot Road'],
      nation: 'england-and-wales',
      answerDays: 2,
    } as const
    const added = async () => {
      const answer = await addCompany(pharmacist(), details)
      assert.ok(typeof answer === 'object')
      return answer.companyId
    }
    it('may be one that does not use Troth', async () => {
      const companyId = await added()
      const company = await given.read('trust', (tx) => getCompany(tx, given.tenants.trust, companyId))
      assert.deepEqual([company.recipientId, company.answerDays], [undefined, 2])
    })
    it('is reached only when it stands on the register of recipients, and once', async () => {
      const through = async (recipientId: string) => await addCompany(pharmacist(), { ...details, recipientId })
      assert.equal(await through(given.newId()), 'not-a-recipient')
      assert.equal(await through(given.tenants.otherTrust), 'not-a-recipient')
      assert.equal(typeof (await through(given.tenants.surgery)), 'object')
      assert.equal(await through(given.tenants.surgery), 'organisation-taken')
    })
    it('is not left while patients are registered with it', async () => {
      const companyId = await added()
      await givenCare(given, { companyId })
      assert.equal(await endCompany(pharmacist(), { companyId, version: 1 }), 'has-patients')
    })
    it('is not changed by two at once, by a nurse, or by another trust', async () => {
      const companyId = await added()
      assert.equal(await changeCompany(pharmacist(), { companyId, version: 1, details }), 'done')
      await assert.rejects(changeCompany(pharmacist(), { companyId, version: 1, details }), ConflictError)
      await assert.rejects(
        changeCompany(given.as('trust', 'nurse', runs), { companyId, version: 2, details }),
        NotAllowedError,
      )
      await assert.rejects(
        changeCompany(given.as('otherTrust', 'pharmacist', runs), { companyId, version: 2, details }),
        NotFoundError,
      )
    })
  })
})
