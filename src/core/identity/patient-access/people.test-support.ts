import type { FastifyInstance } from 'fastify'
import { browserLike, type BrowserLike } from '../../../../test/support/browser-like.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import type { Clock } from '../../clock.ts'
import type { CoreTables } from '../../command.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { platformReader } from '../../database/platform-reader.ts'
import { buildServer } from '../../http/server.ts'
import { registerPatient } from '../../patients/commands/register-patient.ts'
import type { NewPatient } from '../../patients/patient.ts'
import { civilDateOf } from '../../values/london-time.ts'
import { parseTypedCode } from '../../values/opaque-token.ts'
import { findSignedIn } from '../accounts/find-signed-in.ts'
import { giveActivationCode } from './commands/make-code.ts'
import { codeIndex } from './indexes.ts'
import type { PatientAccessTables } from './tables.ts'

export const PASSWORD = 'teapot umbrella sixteen'

/** A person of the tests. NHS numbers of the 999 range belong to nobody. */
export const AMINA: NewPatient = {
  names: [{ use: 'usual', prefix: ['Mrs'], given: ['Amina'], family: 'Smith', suffix: [] }],
  nhsNumber: { number: '9990000018', status: '01' },
  gender: 'female',
  birthDate: '1961-03-12',
  addresses: [{ use: 'home', lines: ['1 High Street'], city: 'Leeds', postcode: 'LS1 1AA' }],
  contactPoints: [
    { system: 'phone', use: 'mobile', value: '+447700900123', source: 'staff', confirmedOn: '2026-10-01' },
  ],
}
export const AMINA_BORN = { 'birthDate-day': '12', 'birthDate-month': '3', 'birthDate-year': '1961' }

/** A person without an NHS number. */
export const visitor = (given: string): NewPatient => ({
  ...AMINA,
  names: [{ use: 'usual', prefix: [], given: [given], family: 'Visitor', suffix: [] }],
  nhsNumber: { absence: 'overseas-visitor' },
})

/** A clock that a test moves. */
export interface MovedClock extends Clock {
  readonly move: (minutes: number) => void
}
export function movedClock(start = '2026-11-22T10:00:00Z'): MovedClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    today: () => civilDateOf(new Date(now)),
    move: (minutes) => {
      now += minutes * 60_000
    },
  }
}

/** A platform, a server and what tests of patients' access do with them. */
export interface AccessTest extends TestPlatform {
  readonly clock: MovedClock
  readonly server: FastifyInstance
  readonly browser: () => BrowserLike
  readonly register: (person: NewPatient, tenantId?: string) => Promise<string>
  /** A letter's code, as the receptionist has just printed it. */
  readonly codeFor: (patientId: string, tenantId?: string) => Promise<string>
  readonly codeRow: (code: string) => Promise<{ codeId: string }>
  /** A browser in which the person is signed in, straight after using their code. */
  readonly signedIn: (
    patientId: string,
    person?: { born?: Record<string, string>; tenantId?: string },
  ) => Promise<BrowserLike>
  readonly events: (tenantId?: string) => Promise<{ action: string; outcome: string; subjects: string[] }[]>
}

export async function startAccessTest(over: Partial<TestPlatform['platform']> = {}): Promise<AccessTest> {
  const clock = movedClock()
  const started = await startTestPlatform(clock)
  const platform = { ...started.platform, ...over }
  const test: TestPlatform = { ...started, platform, as: (roles, given) => ({ ...started.as(roles, given), ...over }) }
  const server = await buildServer(platform, {
    findSignedIn,
    demonstration: platform.demonstration === true,
    publicUrl: platform.publicUrl ?? 'http://localhost',
    rateLimits: false,
  })
  const codeFor = async (patientId: string, tenantId = test.tenantId) => {
    const made = await giveActivationCode(test.as(['receptionist'], { tenantId }), { patientId, channel: 'letter' })
    if (typeof made === 'string') throw new Error(made)
    return made.code
  }
  return {
    ...test,
    clock,
    server,
    browser: () => browserLike(server),
    codeFor,
    async codeRow(code) {
      const index = codeIndex(platform.keys, parseTypedCode(code) ?? '')
      const row = await platformReader<PatientAccessTables>(platform)
        .selectFrom('core.activation_lookup')
        .select('code_id as codeId')
        .where('code_index', '=', index)
        .executeTakeFirstOrThrow()
      return row
    },
    async register(person, tenantId = test.tenantId) {
      const answer = await registerPatient(test.as(['receptionist'], { tenantId }), person)
      if ('refused' in answer) throw new Error(answer.refused)
      return answer.patientId
    },
    async signedIn(patientId, { born = AMINA_BORN, tenantId = test.tenantId } = {}) {
      const browser = browserLike(server)
      await browser.get('/patient/activate')
      await browser.post('/patient/activate', { code: await codeFor(patientId, tenantId), ...born })
      await browser.get('/patient/activate/password')
      const done = await browser.post('/patient/activate/password', { password: PASSWORD })
      if (done.location !== '/patient/welcome') throw new Error(done.text)
      return browser
    },
    async events(tenantId = test.tenantId) {
      return await inTenant<CoreTables, { action: string; outcome: string; subjects: string[] }[]>(
        { db: platform.db, tenantId },
        async (tx) => {
          const rows = await tx
            .selectFrom('core.audit_event as event')
            .leftJoin('core.audit_subject as subject', 'subject.event_id', 'event.event_id')
            .select(['event.action', 'event.outcome', 'subject.subject_id'])
            .orderBy('event.recorded_at')
            .orderBy('event.xid')
            .execute()
          return rows.map(({ action, outcome, subject_id }) => ({
            action,
            outcome,
            subjects: subject_id ? [subject_id] : [],
          }))
        },
      )
    },
    async stop() {
      await server.close()
      await started.stop()
    },
  }
}
