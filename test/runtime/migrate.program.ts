// A migration in a process of its own, so that it can be killed half-way.
import type { ClientConfig } from 'pg'
import { migrate } from '../../src/core/database/migrate.ts'
import { systemClock } from '../../src/core/clock.ts'
import '../../src/nouns.ts'

const { owner, login, folder } = JSON.parse(process.env['TROTH_TEST_MIGRATE'] ?? '') as {
  owner: ClientConfig
  login: string
  folder: string
}
await migrate({ owner, applicationLogin: login, folder, today: systemClock.today() })
