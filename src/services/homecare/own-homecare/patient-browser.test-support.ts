import type { FastifyInstance } from 'fastify'
import { type BrowserLike, browserLike } from '../../../../test/support/browser-like.ts'
import { findSignedInOfTest } from '../../../../test/support/staff-session.ts'
import { buildServer } from '../../../core/http/server.ts'
import { giveActivationCode } from '../../../core/identity/patient-access/commands/make-code.ts'
import { AMINA_BORN, PASSWORD } from '../../../core/identity/patient-access/people.test-support.ts'
import { findSignedIn } from '../../../core/identity/accounts/find-signed-in.ts'
import type { HomecareTest } from '../homecare.test-support.ts'

/** A server in which both staff of the test and patients can be signed in. */
export const serverOf = (given: HomecareTest): Promise<FastifyInstance> =>
  buildServer(given.test.platform, {
    findSignedIn: (platform, session) =>
      session.accountKind === 'patient' ? findSignedIn(platform, session) : findSignedInOfTest(platform, session),
    demonstration: false,
    publicUrl: 'http://localhost:3000',
    rateLimits: false,
  })

/** A browser in which a patient is signed in, straight after using their code. */
export async function patientBrowser(
  given: HomecareTest,
  app: FastifyInstance,
  patientId: string,
): Promise<BrowserLike> {
  const made = await giveActivationCode(given.as('trust', 'receptionist'), { patientId, channel: 'letter' })
  if (typeof made === 'string') throw new Error(made)
  const browser = browserLike(app)
  await browser.get('/patient/activate')
  await browser.post('/patient/activate', { code: made.code, ...AMINA_BORN })
  await browser.get('/patient/activate/password')
  const done = await browser.post('/patient/activate/password', { password: PASSWORD })
  if (done.location !== '/patient/welcome') throw new Error(done.text)
  return browser
}
