import { generateSync } from 'otplib'
import { movingClock, type MovingClock } from '../../../../test/support/identity.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { command, type CoreTables } from '../../command.ts'
import type { Context } from '../../context.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { policy } from '../../policy/policy.ts'
import type { StaffRole } from '../../policy/roles.ts'
import type { SignedDocument } from '../../signing/document.ts'
import type { Problem } from '../../signing/verify.ts'
import { newUuid } from '../../values/uuid.ts'
import { newAuthenticatorSecret } from '../accounts/authenticator.ts'
import { storeAuthenticator } from '../accounts/commands/store-secrets.ts'
import { createStaffAccount, hashPassword, type NewStaff, type PasswordHash } from '../accounts/index.ts'
import type { Registration } from '../accounts/staff-account.ts'
import {
  makeSigningKey,
  signWith,
  unlockSigningKey,
  verifyHere,
  type Expected,
  type SignatureTables,
  type UnlockedKey,
} from './index.ts'
import { findKeyOf } from './queries.ts'
import { SIGNING_ROLES } from './signature.ts'

export const OWN_SECRET = 'walnut harbour pepper'
export const PASSWORD = 'marmalade otter kettle'
export const CONTENT = { patient: 'Amina Khan', dose: '40 mg every 2 weeks' }

/** Someone with an account, a phone and a way to sign. */
export interface Signer {
  readonly accountId: string
  readonly ctx: (over?: Partial<Context>) => Context
  /** The next code of their app: the clock goes on by one step, so that it was not used before. */
  readonly code: () => string
}

export interface SignatureTest {
  readonly test: TestPlatform
  readonly clock: MovingClock
  readonly signer: (over?: Partial<NewStaff> & { tenantId?: string; hasApp?: boolean }) => Promise<Signer>
  /** A signer with a key. */
  readonly holder: (over?: Parameters<SignatureTest['signer']>[0]) => Promise<Signer>
  readonly key: (signer: Signer) => Promise<NonNullable<Awaited<ReturnType<typeof findKeyOf>>>>
  readonly unlock: (signer: Signer, ctx?: Context) => Promise<UnlockedKey>
  readonly read: <Result>(work: Parameters<typeof inTenant<SignatureTables & CoreTables, Result>>[1]) => Promise<Result>
  /** The same in the other organisation. */
  readonly inOther: SignatureTest['read']
  /** What is wrong with a document, as the first organisation sees it. */
  readonly problems: (document: unknown, over?: Partial<Expected>) => Promise<readonly Problem[]>
  /** Someone who looks after the service, of the first organisation unless told otherwise. */
  readonly as: (role: StaffRole, over?: Partial<Context>) => Context
  readonly stop: () => Promise<void>
}

const signContents = command<
  SignatureTables,
  { readonly key: UnlockedKey; readonly contents: readonly (typeof CONTENT)[] },
  undefined,
  string
>({
  action: 'identity.test.signed',
  policy: policy({
    name: 'identity.test.sign',
    why: 'A test.',
    roles: SIGNING_ROLES.value,
    purposes: ['direct-care', 'security'],
  }),
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { key, contents }) {
    const documents: SignedDocument[] = []
    for (const content of contents) documents.push(await signWith(tx, ctx, key, { kind: 'test', content }))
    return JSON.stringify(documents)
  },
})

/** Signs in a command, as services do: one document or many, in one transaction. */
export const signedAll = async (
  ctx: Context,
  key: UnlockedKey,
  contents: readonly (typeof CONTENT)[],
): Promise<SignedDocument[]> => JSON.parse(await signContents(ctx, { key, contents })) as SignedDocument[]

export const signed = async (ctx: Context, key: UnlockedKey, content = CONTENT): Promise<SignedDocument> =>
  (await signedAll(ctx, key, [content]))[0]!

export async function startSignatureTest(): Promise<SignatureTest> {
  const clock = movingClock('2026-11-22T10:00:00.250Z')
  const test = await startTestPlatform(clock)
  const password: PasswordHash = await hashPassword(test.platform.keys, PASSWORD)
  const read: SignatureTest['read'] = (work) => inTenant(test.as([]), work)
  let made = 0
  const signer: SignatureTest['signer'] = async ({ tenantId = test.tenantId, hasApp = true, ...over } = {}) => {
    made += 1
    const registrations: Registration[] = [{ register: 'gmc', number: String(7_000_000 + made) }]
    const staff = { name: 'Dr Anil Rao', email: `signer${made}@riverside.example`, password, registrations }
    const roles: readonly StaffRole[] = over.roles ?? ['doctor']
    const accountId = await createStaffAccount(
      { ...test.platform, demonstration: over.demonstration === true },
      { tenantId, ...staff, ...over, roles },
    )
    const secret = newAuthenticatorSecret(test.platform.keys, accountId)
    const address = `192.0.2.${made}`
    const ctx: Signer['ctx'] = (more = {}) =>
      test.as(roles, {
        tenantId,
        actorId: accountId,
        purpose: 'security',
        confirmedAt: clock.now(),
        visitor: { address },
        idempotencyKey: newUuid(clock.now()),
        ...more,
      })
    if (hasApp) {
      await inTenant<SignatureTables & CoreTables, void>(ctx(), (tx) =>
        storeAuthenticator(tx, ctx(), accountId, { secret, step: 0 }),
      )
    }
    const code = () => {
      clock.forward(61)
      return generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) })
    }
    return { accountId, ctx, code }
  }
  return {
    test,
    clock,
    signer,
    async holder(over) {
      const one = await signer(over)
      const code = one.code()
      const answer = await makeSigningKey(one.ctx(over?.demonstration ? { demonstration: true } : {}), {
        secret: OWN_SECRET,
        code,
      })
      if (answer !== 'done') throw new Error(`No key was made: ${JSON.stringify(answer)}`)
      return one
    },
    key: async ({ accountId, ctx }) =>
      (await inTenant<SignatureTables, ReturnType<typeof findKeyOf> extends Promise<infer Key> ? Key : never>(
        ctx(),
        (tx) => findKeyOf(tx, ctx().tenantId, accountId),
      ))!,
    async unlock(one, ctx) {
      const code = one.code()
      const answer = await unlockSigningKey(ctx ?? one.ctx(), { secret: OWN_SECRET, code })
      if (answer.state !== 'unlocked') throw new Error(`Not unlocked: ${answer.state}`)
      return answer.key
    },
    read,
    inOther: (work) => inTenant({ db: test.platform.db, tenantId: test.otherTenantId }, work),
    problems: async (document, over = {}) =>
      (await read((tx) => verifyHere(tx, test.as([]), document, { kind: 'test', ...over }))).problems,
    as: (role, over = {}) => test.as([role], { purpose: 'administration', confirmedAt: clock.now(), ...over }),
    stop: () => test.stop(),
  }
}
