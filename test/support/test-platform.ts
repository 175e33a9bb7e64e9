import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fixedClock, type Clock } from '../../src/core/clock.ts'
import type { Context, Platform } from '../../src/core/context.ts'
import { openDatabase } from '../../src/core/database/database.ts'
import { migrate } from '../../src/core/database/migrate.ts'
import { createKeyFile } from '../../src/core/encryption/key-file/index.ts'
import { openQueue, senderOf } from '../../src/core/jobs/queue.ts'
import { makeLog } from '../../src/core/observability/log.ts'
import type { NamedRight, Role } from '../../src/core/policy/roles.ts'
import type { Purpose } from '../../src/core/policy/purposes.ts'
import { createOrganisation } from '../../src/core/tenancy/create-organisation.ts'
import { newUuid } from '../../src/core/values/uuid.ts'
import '../../src/nouns.ts'
import { createTestDatabase, startTestServer } from './test-server.ts'

/** A migrated database of its own on real PostgreSQL, with keys, a queue and two organisations that are strangers. */
export interface TestPlatform {
  readonly platform: Platform
  /** The organisation most tests act in, and one that must never see it. */
  readonly tenantId: string
  readonly otherTenantId: string
  /** A context in the first organisation unless told otherwise. */
  readonly as: (
    roles: readonly Role[],
    over?: Partial<Context> & { rights?: readonly NamedRight[]; actorId?: string },
  ) => Context
  readonly connections: Awaited<ReturnType<typeof createTestDatabase>>
  /** The path of the key file, for a second process on the same database. */
  readonly keyFile: string
  readonly stop: () => Promise<void>
}

/** A migrated database with keys and a queue, and nobody in it. */
export interface EmptyTestPlatform {
  readonly platform: Platform
  readonly connections: Awaited<ReturnType<typeof createTestDatabase>>
  /** The path of the key file, for a second process on the same database. */
  readonly keyFile: string
  readonly stop: () => Promise<void>
}

export async function startEmptyTestPlatform(clock: Clock, over: Partial<Platform> = {}): Promise<EmptyTestPlatform> {
  const server = await startTestServer()
  const connections = await createTestDatabase(server, process.env['TROTH_TEST_TEMPLATE'])
  if (!process.env['TROTH_TEST_TEMPLATE']) {
    await migrate({
      owner: connections.owner,
      applicationLogin: String(connections.app.user),
      folder: join(import.meta.dirname, '../../migrations'),
      today: clock.today(),
    })
  }
  const { db } = openDatabase(connections.app, 20)
  const boss = openQueue(connections.app, { worker: false })
  boss.on('error', () => undefined)
  await boss.start()
  const keyFile = join(mkdtempSync('/tmp/troth-k-'), 'keys.json')
  const platform: Platform = {
    db,
    keys: createKeyFile(keyFile),
    jobs: senderOf(boss),
    clock,
    log: makeLog(process.env['TROTH_TEST_LOG'] === 'on' ? 'error' : 'silent'),
    ...over,
  }
  return {
    platform,
    connections,
    keyFile,
    async stop() {
      await boss.stop({ graceful: false, close: true })
      await db.destroy()
      await connections.drop()
      await server.stop()
    },
  }
}

export async function startTestPlatform(clock: Clock = fixedClock('2026-11-22T10:00:00Z')): Promise<TestPlatform> {
  const { platform, connections, keyFile, stop } = await startEmptyTestPlatform(clock)
  const tenantId = await createOrganisation(platform, {
    slug: 'riverside',
    name: 'Riverside NHS Trust',
    kind: 'nhs-trust',
    odsCode: 'RX1',
  })
  const otherTenantId = await createOrganisation(platform, {
    slug: 'hillview',
    name: 'Hillview NHS Trust',
    kind: 'nhs-trust',
    odsCode: 'RX2',
  })
  return {
    platform,
    tenantId,
    otherTenantId,
    connections,
    keyFile,
    as: (roles, { rights = [], actorId, ...over } = {}) => ({
      ...platform,
      tenantId,
      actor: { kind: 'staff', id: actorId ?? STAFF_ID, roles, rights },
      purpose: 'direct-care' satisfies Purpose,
      requestId: newUuid(clock.now()),
      confirmedAt: clock.now(),
      ...over,
    }),
    stop,
  }
}

/** The member of staff that tests act as unless they say otherwise. */
export const STAFF_ID = '11111111-1111-4111-8111-111111111111'
