import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import type { PgBoss } from 'pg-boss'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { OrganisationSlug } from '../../seeds/organisations.ts'
import { seededTenant } from '../../seeds/organisations-story.ts'
import { seedDemonstration } from '../../seeds/seed.ts'
import { systemClock } from '../../src/core/clock.ts'
import { buildServer } from '../../src/core/http/server.ts'
import { findSignedIn } from '../../src/core/identity/accounts/index.ts'
import { openQueue } from '../../src/core/jobs/queue.ts'
import { startWorkers } from '../../src/core/jobs/worker.ts'
import { launchBrowser } from '../browser/browser.ts'
import { seededVisitors } from '../browser/seeded-accounts.ts'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../support/test-platform.ts'
import { Person } from './person.ts'

/** The demonstration as `npm start` builds it, served to a real browser, with its workers at work. */
export class Demonstration {
  readonly #test: EmptyTestPlatform
  readonly #server: FastifyInstance
  readonly #workers: PgBoss
  readonly #browser: Browser
  readonly #origin: string
  private constructor(
    test: EmptyTestPlatform,
    server: FastifyInstance,
    workers: PgBoss,
    browser: Browser,
    origin: string,
  ) {
    this.#test = test
    this.#server = server
    this.#workers = workers
    this.#browser = browser
    this.#origin = origin
  }
  static async start(): Promise<Demonstration> {
    const test = await startEmptyTestPlatform(systemClock, { demonstration: true })
    await seedDemonstration(test.platform, test.connections.owner)
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const options = { findSignedIn, demonstration: true, publicUrl: origin, rateLimits: false }
    const server = await buildServer(test.platform, options)
    await server.listen({ port, host: 'localhost' })
    const workers = openQueue(test.connections.app, { worker: true })
    workers.on('error', () => undefined)
    await workers.start()
    await startWorkers(workers, test.platform)
    return new Demonstration(test, server, workers, await launchBrowser(), origin)
  }
  /**
   * A member of staff of the demonstration, at a browser of their own. They signed in an hour ago: whatever asks for a new proof
   * of who they are asks them.
   */
  async signedIn(slug: OrganisationSlug, role: string, options: BrowserContextOptions = {}): Promise<Person> {
    const tenantId = await seededTenant(this.#test.platform, slug)
    const visitors = await seededVisitors(this.#test.platform, this.#test.connections.owner, tenantId)
    const visitor = visitors.find(({ who }) => who === role)
    if (!visitor) throw new Error(`There is no ${role} at ${slug}`)
    const owner = new Client(this.#test.connections.owner)
    await owner.connect()
    await owner.query(`update core.session set confirmed_at = confirmed_at - interval '1 hour' where tenant_id = $1`, [
      tenantId,
    ])
    await owner.end()
    return await Person.at(this.#browser, this.#origin, visitor, options)
  }
  /** Somebody at a browser of their own whom the program does not know yet. */
  async visitor(who: string, options: BrowserContextOptions = {}): Promise<Person> {
    return await Person.at(this.#browser, this.#origin, { who, token: '' }, options)
  }
  async stop(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
    await this.#workers.stop({ graceful: false, close: true })
    await this.#test.stop()
  }
}

/** A port that is free at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, 'localhost', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
