// A program that gets as far as it is told and is then killed, without any chance to tidy up.
import type { ClientConfig } from 'pg'
import { systemClock } from '../clock.ts'
import { systemContext, type Platform } from '../context.ts'
import { openDatabase } from '../database/database.ts'
import { inTenant } from '../database/in-tenant.ts'
import { loadKeyFile } from '../encryption/key-file/index.ts'
import { openQueue, senderOf } from '../jobs/queue.ts'
import { makeLog } from '../observability/log.ts'
import { newUuid } from '../values/uuid.ts'
import { disclose } from './commands/disclose.ts'
import { receiveParcel, takeParcel } from './commands/deliver.ts'
import { noteShared } from './note-shared.test-support.ts'

export interface Orders {
  readonly app: ClientConfig
  readonly keyFile: string
  readonly tenantId: string
  readonly to: string
  readonly about: string
  readonly until: 'before the first commit' | 'after the first' | 'after the second'
}

const orders = JSON.parse(process.argv[2]!) as Orders
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('unreachable')
}

const { db } = openDatabase(orders.app, 2)
const boss = openQueue(orders.app, { worker: false })
await boss.start()
const keys = loadKeyFile(orders.keyFile)
const platform: Platform = { db, keys, jobs: senderOf(boss), clock: systemClock, log: makeLog('silent') }
const here = systemContext(platform, orders.tenantId, newUuid(new Date()))
const content = { about: orders.about, words: orders.until }
const { disclosureId } = await inTenant<never, { disclosureId: string }>(here, async (tx) => {
  const sent = await disclose(tx, here, noteShared, { to: orders.to, content })
  return orders.until === 'before the first commit' ? die() : sent
})
if (orders.until === 'after the first') die()
await receiveParcel(here, (await takeParcel(here, disclosureId))!)
die()
