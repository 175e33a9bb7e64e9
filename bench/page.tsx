// A staff page with one indexed read and its durable access event, against a bare handler that does the same read and insert.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'pg'
import { Layout } from '../src/design-system/layout.tsx'
import type { Reader } from '../src/core/database/transaction.ts'
import { page } from '../src/core/http/page.ts'
import { buildServer } from '../src/core/http/server.ts'
import { policy } from '../src/core/policy/policy.ts'
import type { TenancyTables } from '../src/core/tenancy/tables.ts'
import { newUuid } from '../src/core/values/uuid.ts'
import { systemClock } from '../src/core/clock.ts'
import { findSignedIn } from '../src/core/identity/accounts/index.ts'
import { startTestPlatform } from '../test/support/test-platform.ts'
import { requestsPerSecond } from './support/load.ts'
import { median } from './support/rate.ts'
import { report } from './support/report.ts'
import { signedIn } from './support/signed-in.ts'

const PATIENT = '22222222-2222-4222-8222-222222222222'

page({
  path: '/staff/bench',
  audience: 'staff',
  policy: policy({ name: 'bench.page', why: 'A benchmark.', roles: ['receptionist'], purposes: ['direct-care'] }),
  purpose: 'direct-care',
  load: (tx: Reader<TenancyTables>, ctx) =>
    tx.selectFrom('core.organisation').select('name').where('tenant_id', '=', ctx.tenantId).executeTakeFirstOrThrow(),
  shows: () => [PATIENT],
  View: ({ subject, chrome }) => (
    <Layout {...chrome} title="Bench">
      <h1>{subject.name}</h1>
    </Layout>
  ),
})

export async function run(): Promise<void> {
  const test = await startTestPlatform(systemClock)
  const platform = { ...test.platform, demonstration: true }
  const headers = await signedIn(test, platform, 'receptionist')
  const server = await buildServer(platform, {
    findSignedIn,
    demonstration: true,
    publicUrl: 'http://localhost',
    rateLimits: false,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const pool = new Pool({ ...test.connections.app, max: 20 })
  const bare = createServer((_request, response) => {
    bareAnswer(pool, test.tenantId).then(
      (html) => response.end(html),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const address = (port: number) => `http://127.0.0.1:${port}`
  const ours = `${address((server.server.address() as AddressInfo).port)}/staff/bench`
  const theirs = address((bare.address() as AddressInfo).port)
  const values: number[] = []
  const floors: number[] = []
  for (let round = 0; round < 3; round += 1) {
    floors.push(await requestsPerSecond(theirs))
    values.push(await requestsPerSecond(ours, { headers }))
  }
  report({
    name: 'page with access event',
    value: median(values),
    unit: 'requests per second',
    floor: median(floors),
    note: 'sign-in, account, policy, read, event and frame; floor is the same read and insert in one transaction, no sign-in',
  })
  bare.close()
  await server.close()
  await pool.end()
  await test.stop()
}

async function bareAnswer(pool: Pool, tenantId: string): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query(`begin; set local app.tenant_id = '${tenantId}'`)
    const { rows } = await client.query<{ name: string }>({
      name: 'read',
      text: 'select name from core.organisation where tenant_id = $1',
      values: [tenantId],
    })
    await client.query({
      name: 'insert',
      text: "insert into core.audit_event (tenant_id, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome) values ($1, $2, 'staff', $2, '{}', 'direct-care', 'bench', 'viewed')",
      values: [tenantId, newUuid(new Date())],
    })
    await client.query('commit')
    return `<!doctype html><h1>${rows[0]?.name ?? ''}</h1>`
  } finally {
    client.release()
  }
}
