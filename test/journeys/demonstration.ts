import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Browser } from 'playwright-core'
import type { OrganisationSlug } from '../../seeds/organisations.ts'
import { seededTenant } from '../../seeds/organisations-story.ts'
import { seedDemonstration } from '../../seeds/seed.ts'
import { systemClock } from '../../src/core/clock.ts'
import { buildServer } from '../../src/core/http/server.ts'
import { findSignedIn } from '../../src/core/identity/accounts/index.ts'
import { launchBrowser } from '../browser/browser.ts'
import { seededVisitors } from '../browser/seeded-accounts.ts'
import { startEmptyTestPlatform, type EmptyTestPlatform } from '../support/test-platform.ts'
import { Person } from './person.ts'

/** The demonstration as `npm start` builds it, served to a real browser. */
export class Demonstration {
  readonly #test: EmptyTestPlatform
  readonly #server: FastifyInstance
  readonly #browser: Browser
  readonly #origin: string
  private constructor(test: EmptyTestPlatform, server: FastifyInstance, browser: Browser, origin: string) {
    this.#test = test
    this.#server = server
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
    return new Demonstration(test, server, await launchBrowser(), origin)
  }
  get platform() {
    return this.#test.platform
  }
  /** A member of staff of the demonstration, signed in at a browser of their own. */
  async signedIn(slug: OrganisationSlug, role: string): Promise<Person> {
    const tenantId = await seededTenant(this.platform, slug)
    const visitors = await seededVisitors(this.platform, this.#test.connections.owner, tenantId)
    const visitor = visitors.find(({ who }) => who === role)
    if (!visitor) throw new Error(`There is no ${role} at ${slug}`)
    return await Person.at(this.#browser, this.#origin, visitor)
  }
  async stop(): Promise<void> {
    await this.#browser.close()
    await this.#server.close()
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
