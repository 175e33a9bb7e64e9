import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../../../../../test/support/browser-without-script.ts'
import { PASSWORD, startSignInTest, type SignInTest } from '../../../../../test/support/staff-sign-in.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { command } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { policy } from '../../../policy/policy.ts'
import {
  getOwnSigning,
  ownFingerprints,
  SIGN_MINUTES,
  SIGNING_ROLES,
  signingFields,
  SigningFields,
  signWith,
  unlockForForm,
  type SignatureTables,
  type UnlockedKey,
} from '../index.ts'

const OWN_SECRET = 'walnut harbour pepper'
const OWN = '/staff/account/signature'
const MAKE = `${OWN}/new`
const ALL = '/staff/administration/signatures'
const SIGN = '/staff/test-signing'

/** A service of the test, with a form that signs. */
const may = policy({ name: 'test.sign', why: 'A test.', roles: SIGNING_ROLES.value, purposes: ['direct-care'] })
const signOne = command<SignatureTables, { readonly key: UnlockedKey }, undefined, { readonly signature: string }>({
  action: 'test.signed',
  policy: may,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  run: async (tx, ctx, _subject, { key }) => ({
    signature: (await signWith(tx, ctx, key, { kind: 'test', content: 'content' })).signature.value,
  }),
})
page({
  path: SIGN,
  audience: 'staff',
  policy: may,
  purpose: 'direct-care',
  confirmedWithin: SIGN_MINUTES,
  rateLimit: 'secrets',
  load: async (tx: Reader<SignatureTables>, ctx: Context) => ({ signing: await getOwnSigning(tx, ctx) }),
  shows: () => [],
  form: {
    fields: { ...signingFields },
    async submit(ctx, _subject, values) {
      const unlocked = await unlockForForm(ctx, values)
      if ('errors' in unlocked) return unlocked
      const { signature } = await signOne(ctx, unlocked)
      return { redirect: `/staff?signature=${signature}` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Sign">
      <h1>Sign</h1>
      <Form {...form.hidden}>
        <SigningFields form={form} signing={subject.signing}>
          <Button>Sign</Button>
        </SigningFields>
      </Form>
    </Layout>
  ),
})

/** A person at a browser, with their app. */
interface Person {
  readonly browser: Browser
  readonly email: string
  readonly accountId: string
  readonly code: () => string
}

describe('The pages of signing keys', () => {
  let given: SignInTest
  let made = 0
  before(async () => {
    given = await startSignInTest()
  })
  after(() => given.stop())

  const person = async (role: 'doctor' | 'receptionist' | 'administrator' | 'data-protection-officer', over = {}) => {
    made += 1
    const registrations = role === 'doctor' ? [{ register: 'gmc' as const, number: String(7_000_000 + made) }] : []
    const account = await given.someone({ name: `Dr Person ${made}`, roles: [role], registrations, ...over })
    const browser = given.newBrowser()
    const { secret } = await given.enrol(browser, account.email)
    return {
      ...account,
      browser,
      code() {
        given.clock.forward(61)
        return given.codeOf(secret)
      },
    }
  }
  const holder = async (over = {}): Promise<Person> => {
    const doctor = await person('doctor', over)
    const answer = await doctor.browser.send(MAKE, { secret: OWN_SECRET, code: doctor.code() })
    assert.equal(answer.location, `${OWN}?notice=made`, answer.body)
    return doctor
  }
  const signInAgain = async ({ browser, email, code }: Person) => {
    await given.password(browser, email)
    await browser.send('/staff/sign-in/code', { code: code() })
  }
  const words = (body: string) =>
    (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? body).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

  describe('of one’s own key', () => {
    it('lead from the account to a key that is made and shown', async () => {
      const { browser, code } = await person('doctor')
      assert.match((await browser.get('/staff/account')).body, new RegExp(`href="${OWN}"`))
      assert.match(words((await browser.get(OWN)).body), /You do not have a signing key/)
      const made_ = await browser.send(MAKE, { secret: OWN_SECRET, code: code() })
      assert.equal(made_.location, `${OWN}?notice=made`, made_.body)
      const shown = words((await browser.get(made_.location)).body)
      assert.match(shown, /Your signing key is ready/)
      assert.match(shown, /Can sign .*GMC 7\d{6}.*Works until 22 November 2027.*([0-9A-F]{2}:){31}/)
      assert.doesNotMatch(shown, /ends soon/)
    })
    it('say beside each field what is wrong, and never show a secret again', async () => {
      const { browser, code } = await person('doctor')
      for (const [secret, typed, wrong] of [
        ['', '', /Enter a new signing secret/],
        ['short', '000000', /Signing secret must be 12 characters or more/],
        [OWN_SECRET, '', /Enter the code from your authenticator app/],
        [OWN_SECRET, '000000', /The code is not right, or was used before/],
        [PASSWORD, code(), /Signing secret must not be your password/],
      ] as const) {
        const answer = await browser.send(MAKE, { secret, code: typed })
        assert.equal(answer.status, 422)
        assert.match(words(answer.body), wrong)
        assert.match(answer.body, /href="#(secret|code)"/)
        assert.ok(secret === '' || !answer.body.includes(`"${secret}"`))
      }
    })
    it('ask who it is first, ten minutes after the last proof', async () => {
      const { browser } = await person('doctor')
      given.clock.forward(601)
      assert.match((await browser.get(MAKE)).location ?? '', /^\/staff\/confirm\?next=/)
    })
    it('withdraw it for a reason, and say so', async () => {
      const { browser } = await holder()
      assert.match((await browser.get(OWN)).body, new RegExp(`href="${OWN}/withdraw"`))
      assert.match(words((await browser.send(`${OWN}/withdraw`, {})).body), /Select why this key is withdrawn/)
      const answer = await browser.send(`${OWN}/withdraw`, { reason: 'perhaps-known' })
      assert.equal(answer.location, `${OWN}?notice=withdrawn`, answer.body)
      assert.match(
        words((await browser.get(OWN)).body),
        /Withdrawn Why Someone else may know the signing secret, on 22/,
      )
      const again = await browser.send(`${OWN}/withdraw`, { reason: 'not-needed' })
      assert.match(words(again.body), /You have no key to withdraw/)
    })
    it('are for those who sign', async () => {
      const { browser } = await person('receptionist')
      assert.doesNotMatch((await browser.get('/staff/account')).body, new RegExp(OWN))
      for (const path of [OWN, MAKE, `${OWN}/withdraw`]) assert.equal((await browser.get(path)).status, 403)
    })
  })

  describe('of a service that signs', () => {
    it('take secret and code, once for a form that is sent twice', async () => {
      const { browser, code } = await holder()
      assert.match(
        words((await browser.get(SIGN)).body),
        /your signing secret and a new code from your authenticator app/,
      )
      const answers = { signingSecret: OWN_SECRET, signingCode: code() }
      const first = await browser.post(SIGN, answers)
      assert.match(first.location ?? '', /^\/staff\?signature=/, first.body)
      assert.equal((await browser.post(SIGN, answers)).location, first.location)
    })
    it('say beside each field what is wrong', async () => {
      const { browser, code } = await holder()
      for (const [signingSecret, signingCode, wrong] of [
        ['', '', /Enter your signing secret/],
        [OWN_SECRET, '', /Enter the code from your authenticator app/],
        [OWN_SECRET, '000000', /The signing secret or the code is not right/],
        ['not the secret at all', code(), /The signing secret or the code is not right/],
      ] as const) {
        const answer = await browser.send(SIGN, { signingSecret, signingCode })
        assert.equal(answer.status, 422)
        assert.match(words(answer.body), wrong)
        assert.ok(!answer.body.includes(`"${OWN_SECRET}"`))
      }
      for (let tries = 0; tries < 4; tries += 1)
        await browser.send(SIGN, { signingSecret: 'not the secret at all', signingCode: '000000' })
      const locked = await browser.send(SIGN, { signingSecret: OWN_SECRET, signingCode: '000000' })
      assert.match(words(locked.body), /There were too many attempts. Wait 15 minutes/)
    })
    it('keep no secret and no code with what was typed', async () => {
      const { browser } = await holder()
      await browser.get(SIGN)
      await browser.post(`/drafts${SIGN}`, { signingSecret: OWN_SECRET, signingCode: '123456' })
      const { body } = await browser.get(SIGN)
      assert.ok(!body.includes(OWN_SECRET) && !body.includes('123456'))
    })
    it('ask who it is first, five minutes after the last proof', async () => {
      const { browser } = await holder()
      given.clock.forward(301)
      assert.match((await browser.get(SIGN)).location ?? '', /^\/staff\/confirm\?next=/)
    })
    it('say what is needed first, and offer no button', async () => {
      const { browser } = await person('doctor')
      const { body } = await browser.get(SIGN)
      assert.match(words(body), /You do not have a signing key. To sign, make a signing key/)
      assert.doesNotMatch(body, /signingSecret/)
      const answer = await browser.post(SIGN, { signingSecret: OWN_SECRET, signingCode: '000000' })
      assert.match(words(answer.body), /You do not have a signing key. Make one on your account page/)
    })
  })

  describe('of an organisation', () => {
    const fingerprint = async (tenantId: string) =>
      (
        await inTenant<SignatureTables, string[]>({ db: given.test.platform.db, tenantId }, (tx) =>
          ownFingerprints(tx, { tenantId }),
        )
      )[0] ?? ''
    it('list who holds keys and the fingerprint, for administrators and data protection officers alone', async () => {
      const signer = await holder({ name: 'Dr Listed' })
      const stranger = await holder({ name: 'Dr Stranger', tenantId: given.test.otherTenantId })
      for (const role of ['administrator', 'data-protection-officer'] as const) {
        const { browser } = await person(role)
        assert.match((await browser.get('/staff/administration')).body, new RegExp(`href="${ALL}"`))
        const { body } = await browser.get(ALL)
        assert.match(words(body), /Dr Listed Registration GMC 7\d{6} State Can sign/)
        assert.ok(body.includes(await fingerprint(given.test.tenantId)))
        assert.ok(!body.includes('Dr Stranger'))
      }
      assert.equal((await signer.browser.get(ALL)).status, 403)
      const { body } = await stranger.browser.get('/riverside/signing-authority')
      assert.ok(body.includes(await fingerprint(given.test.tenantId)))
      assert.ok(!body.includes('Dr Listed'))
    })
    it('withdraw somebody’s key for a reason, once, and none of another organisation', async () => {
      await holder({ name: 'Dr Withdrawn' })
      await holder({ name: 'Dr Foreign', tenantId: given.test.otherTenantId })
      const linkOf = (body: string, name: string) =>
        new RegExp(`href="(${ALL}/[0-9a-f-]+/withdraw)">\\s*Withdraw<span[^>]*>\\s*the key of ${name}`).exec(
          body,
        )?.[1] ?? ''
      const { browser } = await person('administrator')
      const path = linkOf((await browser.get(ALL)).body, 'Dr Withdrawn')
      assert.match(words((await browser.send(path, {})).body), /Select why this key is withdrawn/)
      const answer = await browser.send(path, { reason: 'not-needed' })
      assert.equal(answer.location, `${ALL}?notice=withdrawn`, answer.body)
      assert.match(words((await browser.get(path)).body), /This key was withdrawn already/)
      assert.equal(linkOf((await browser.get(ALL)).body, 'Dr Withdrawn'), '')
      assert.match(words((await browser.get(`${ALL}?show=withdrawn`)).body), /Dr Withdrawn .* not needed any more, on/)
      const other = await person('administrator', { tenantId: given.test.otherTenantId })
      const foreign = linkOf((await other.browser.get(ALL)).body, 'Dr Foreign')
      assert.notEqual(foreign, '')
      assert.equal((await browser.get(foreign)).status, 404)
    })
  })

  it('warn 30 days before the end, on the key and where it signs, and then say that it has ended', async () => {
    const doctor = await holder()
    given.clock.forward(336 * 86_400)
    await signInAgain(doctor)
    assert.match(words((await doctor.browser.get(OWN)).body), /Your key ends soon .*Make a new one before then/)
    assert.match(words((await doctor.browser.get(SIGN)).body), /Your signing key ends soon/)
    given.clock.forward(30 * 86_400)
    await signInAgain(doctor)
    assert.match(words((await doctor.browser.get(OWN)).body), /Has ended/)
    assert.match(words((await doctor.browser.get(SIGN)).body), /Your signing key does not work any more/)
  })
})
