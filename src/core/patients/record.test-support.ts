import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { browserLike, type Answer, type BrowserLike } from '../../../test/support/browser-like.ts'
import { findSignedInOfTest, signInForTest } from '../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { AuditTables } from '../audit/tables.ts'
import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import { buildServer } from '../http/server.ts'
import type { NamedRight, Role } from '../policy/roles.ts'
import { newUuid } from '../values/uuid.ts'
import { registerPatient } from './commands/register-patient.ts'
import { amina } from './people.test-support.ts'
import type { Patient } from './patient.ts'
import { getPatient } from './queries.ts'
import { searchPatients } from './queries/search-patients.ts'
import { readSearchText } from './search-query.ts'
import type { PatientTables } from './tables.ts'

export type RecordTables = PatientTables & CoreTables & AuditTables

/** A platform for the tests of one file, with what they say most often. Call it inside `describe`. */
export class RecordTest {
  test!: TestPlatform
  nurse!: Context
  constructor() {
    before(async () => {
      this.test = await startTestPlatform()
      this.nurse = this.test.as(['nurse'])
    })
    after(() => this.test.stop())
  }

  read<Output>(work: (tx: Reader<RecordTables>) => Promise<Output>, ctx: Context = this.nurse): Promise<Output> {
    return readInTenant<RecordTables, Output>(ctx, work)
  }
  get(patientId: string, ctx: Context = this.nurse): Promise<Patient> {
    return this.read((tx) => getPatient(tx, ctx, patientId), ctx)
  }
  /** The record with nothing hidden, whatever its mark. */
  getAll(patientId: string): Promise<Patient> {
    return this.get(patientId, this.test.as(['nurse'], { rights: ['see-sensitive-records'] }))
  }
  async find(text: string, ctx: Context = this.nurse): Promise<readonly string[]> {
    const asked = readSearchText(text)
    assert.ok('search' in asked, `${text} is a search`)
    return (await this.read((tx) => searchPatients(tx, ctx, asked.search, { number: 1, size: 25 }), ctx)).patientIds
  }
  async register(over: Parameters<typeof amina>[0] = {}): Promise<string> {
    const answer = await registerPatient(this.nurse, amina(over))
    assert.ok(!('refused' in answer))
    return answer.patientId
  }
  lastEvent(ctx: Context = this.nurse): Promise<{ action: string; outcome: string }> {
    return this.read(
      (tx) =>
        tx
          .selectFrom('core.audit_event')
          .select(['action', 'outcome'])
          .orderBy('xid', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow(),
      ctx,
    )
  }
}

/** As `RecordTest`, with the web side. */
export class RecordPagesTest extends RecordTest {
  server!: FastifyInstance
  /** A nurse without further rights. */
  desk!: BrowserLike
  constructor() {
    super()
    before(async () => {
      this.server = await buildServer(this.test.platform, {
        findSignedIn: findSignedInOfTest,
        demonstration: false,
        publicUrl: 'http://localhost',
        rateLimits: false,
      })
      this.desk = await this.as(['nurse'])
    })
    after(() => this.server.close())
  }

  async as(
    roles: readonly Role[],
    over: { rights?: readonly NamedRight[]; tenantId?: string } = {},
  ): Promise<BrowserLike> {
    return browserLike(this.server, (await signInForTest(this.test, newUuid(new Date()), roles, over)).cookies)
  }
  /** Opens a page, fills in its form and sends it. */
  async fill(browser: BrowserLike, path: string, answers: Record<string, string | readonly string[]>): Promise<Answer> {
    const shown = await browser.get(path)
    assert.equal(shown.status, 200, `${path} is shown`)
    return await browser.post(path, answers)
  }
  /** Searches as a person does, and sees the list; `address` is where it stands. */
  async search(
    browser: BrowserLike,
    typed: string | Record<string, string>,
    path = '/staff/patients',
  ): Promise<Answer & { readonly address: string }> {
    const sent = await this.fill(browser, path, typeof typed === 'string' ? { q: typed } : typed)
    assert.equal(sent.status, 303, `the search is taken: ${sent.text}`)
    return { ...(await browser.follow(sent)), address: sent.location ?? '' }
  }
}

/** The identity banner of a page. */
export const bannerOf = (html: string): string =>
  /<section class="troth-patient[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
