import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { fixedClock } from '../clock.ts'
import { inTenant } from '../database/in-tenant.ts'
import { createApiClient, stopApiClient } from './commands.ts'
import { callerContext, findCaller, hasWorked, TRUST_MILLISECONDS } from './find-caller.ts'
import { apiClientNames, listApiClients } from './queries.ts'
import type { ApiClientTables } from './tables.ts'
import { apiToken, apiTokenHash } from './token.ts'

describe('A system that an organisation lets in', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())

  const admin = (over = {}) => test.as(['administrator'], { purpose: 'administration', ...over })
  const newClient = (token: string) => ({
    name: 'Hospital system',
    purpose: 'direct-care' as const,
    scopes: ['system/Patient.rs' as const],
    rights: [],
    days: 30,
    tokenHash: apiTokenHash(token),
  })
  const connect = async () => {
    const token = apiToken(admin())
    return { token, ...(await createApiClient(admin(), newClient(token))) }
  }

  it('is found by its token, with its organisation and scopes', async () => {
    const { token, clientId } = await connect()
    const caller = await findCaller(test.platform, token)
    assert.equal(caller?.tenantId, test.tenantId)
    assert.equal(caller?.client.clientId, clientId)
    const ctx = callerContext(test.platform, caller!, 'request')
    assert.deepEqual(ctx.actor, { kind: 'api-client', id: clientId, roles: ['api-client'], rights: [] })
    assert.equal(ctx.purpose, 'direct-care')
  })
  it('is not found by another token, a hash or nothing', async () => {
    const { token } = await connect()
    for (const wrong of ['', token.slice(0, -1), apiTokenHash(token), apiToken(admin())])
      assert.equal(await findCaller(test.platform, wrong), undefined)
  })
  it('is out at once when it is stopped', async () => {
    const { token, clientId } = await connect()
    assert.ok(await findCaller(test.platform, token))
    assert.equal(await stopApiClient(admin(), { clientId }), undefined)
    assert.equal(await findCaller(test.platform, token), undefined)
    assert.equal(hasWorked(test.platform, token), false)
    assert.equal(await stopApiClient(admin(), { clientId }), 'already-stopped')
  })
  it('is out within a second when another process stopped it', async () => {
    const { token, clientId } = await connect()
    assert.ok(await findCaller(test.platform, token))
    await inTenant<ApiClientTables, unknown>(admin(), (tx) =>
      tx
        .updateTable('core.api_client_token')
        .set({ revoked_at: new Date() })
        .where('client_id', '=', clientId)
        .execute(),
    )
    await sleep(TRUST_MILLISECONDS + 50)
    assert.equal(await findCaller(test.platform, token), undefined)
  })
  it('is out when its token ends, even while it is trusted', async () => {
    const { token } = await connect()
    assert.ok(await findCaller(test.platform, token))
    const later = { ...test.platform, clock: fixedClock('2026-12-23T10:00:00Z') }
    assert.equal(await findCaller(later, token), undefined)
  })
  it('is out when its organisation has closed', async () => {
    const other = { ...admin(), tenantId: test.otherTenantId }
    const token = apiToken(other)
    await createApiClient(other, newClient(token))
    assert.equal((await findCaller(test.platform, token))?.tenantId, test.otherTenantId)
    await inTenant<{ 'core.tenant': { tenant_id: string; closed_at: Date | null } }, unknown>(other, (tx) =>
      tx
        .updateTable('core.tenant')
        .set({ closed_at: new Date() })
        .where('tenant_id', '=', test.otherTenantId)
        .execute(),
    )
    await sleep(TRUST_MILLISECONDS + 50)
    assert.equal(await findCaller(test.platform, token), undefined)
  })
  it('is never stored with its token', async () => {
    const { token } = await connect()
    const rows = await inTenant<ApiClientTables, unknown[]>(admin(), (tx) =>
      tx.selectFrom('core.api_client_token').selectAll().execute(),
    )
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(token))
  })
  it('has a token that a form sent twice makes once', async () => {
    const idempotencyKey = '0192d9a0-0000-7000-8000-000000000001'
    const [one, two] = [apiToken(admin({ idempotencyKey })), apiToken(admin({ idempotencyKey }))]
    assert.equal(one, two)
    assert.notEqual(one, apiToken(admin()))
    const made = await createApiClient(admin({ idempotencyKey }), newClient(one))
    assert.deepEqual(await createApiClient(admin({ idempotencyKey }), newClient(two)), made)
  })
  it('is listed in its own organisation only', async () => {
    const { clientId } = await connect()
    const list = (tenantId: string) =>
      inTenant<ApiClientTables, readonly string[]>({ ...test.platform, tenantId }, async (tx) =>
        (await listApiClients(tx, tenantId)).map((client) => client.clientId),
      )
    assert.ok((await list(test.tenantId)).includes(clientId))
    assert.equal((await list(test.otherTenantId)).includes(clientId), false)
    const names = await inTenant<ApiClientTables, ReadonlyMap<string, string>>(admin(), (tx) =>
      apiClientNames(tx, test.tenantId, [clientId]),
    )
    assert.equal(names.get(clientId), 'Hospital system')
  })
  it('is let in and stopped by an administrator alone', async () => {
    const { token, clientId } = await connect()
    for (const ctx of [test.as(['doctor'], { purpose: 'administration' }), test.as(['administrator'])]) {
      await assert.rejects(createApiClient(ctx, newClient(`${token}x`)), { name: 'NotAllowedError' })
      await assert.rejects(stopApiClient(ctx, { clientId }), { name: 'NotAllowedError' })
    }
  })
  it('of another organisation cannot be stopped', async () => {
    const { clientId } = await connect()
    await assert.rejects(stopApiClient({ ...admin(), tenantId: test.otherTenantId }, { clientId }), {
      name: 'NotFoundError',
    })
  })
})
