import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { CoreTables } from '../command.ts'
import { inTenant, onPlatform } from '../database/in-tenant.ts'
import { startSession } from '../identity/sessions/commands.ts'
import { findSession } from '../identity/sessions/queries.ts'
import { SESSION_LIMITS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { platformReader } from '../database/platform-reader.ts'
import { listOrganisations } from '../site/queries.ts'
import { createOrganisation } from './create-organisation.ts'
import { RESERVED_SLUGS } from './organisation.ts'
import { getOrganisation } from './queries.ts'
import type { TenancyTables } from './tables.ts'

describe('An organisation', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  /** The list as somebody sees it who has not seen it before. */
  const listed = async () => (await listOrganisations({ db: fresh() })).map(({ slug }) => slug)
  const fresh = () =>
    test.platform.db.withPlugin({ transformQuery: ({ node }) => node, transformResult: async ({ result }) => result })

  it('begins with its creation in its own trail', async () => {
    const tenantId = await createOrganisation(test.platform, {
      slug: 'lakeside',
      name: 'Lakeside',
      kind: 'gp-practice',
    })
    const events = await inTenant<CoreTables, unknown[]>({ ...test.platform, tenantId }, (tx) =>
      tx.selectFrom('core.audit_event').select(['action', 'actor_kind', 'entity_id']).execute(),
    )
    assert.deepEqual(events, [{ action: 'core.organisation.created', actor_kind: 'system', entity_id: tenantId }])
  })
  it('cannot have an address of the program itself', async () => {
    for (const slug of RESERVED_SLUGS)
      await assert.rejects(createOrganisation(test.platform, { slug, name: 'X', kind: 'icb' }), {
        name: 'BadRequestError',
        field: 'slug',
      })
  })
  it('with unreadable settings keeps its own page and the front page', async () => {
    const { tenantId } = test
    await inTenant({ ...test.platform, tenantId }, (tx) =>
      sql`update core.organisation set settings = '{"staffSession": {"idleSeconds": "soon"}, "authenticatorFor": 1}' where tenant_id = ${tenantId}`.execute(
        tx,
      ),
    )
    const { settings } = await inTenant<TenancyTables, Awaited<ReturnType<typeof getOrganisation>>>(
      { ...test.platform, tenantId },
      (tx) => getOrganisation(tx, tenantId),
    )
    assert.deepEqual(settings.staffSession.idleSeconds, undefined)
    assert.deepEqual(settings.authenticatorFor, 'everyone')
    assert.ok((await listed()).includes('riverside'))
  })
  it('without a description is left out of the front page, and takes nobody else with it', async () => {
    await onPlatform<TenancyTables, unknown>(test.platform, (tx) =>
      tx
        .insertInto('core.tenant')
        .values({ tenant_id: '99999999-9999-4999-8999-999999999999', slug: 'empty', closed_at: null })
        .execute(),
    )
    assert.deepEqual((await listed()).sort(), ['hillview', 'lakeside', 'riverside'])
  })
  it('is listed from memory for a few seconds', async () => {
    const db = fresh()
    assert.equal(await listOrganisations({ db }), await listOrganisations({ db }))
  })
  it('that has closed has no session left', async () => {
    const { tenantId, platform } = test
    const who = { tenantId, accountId: '22222222-2222-4222-8222-222222222222', accountKind: 'staff' as const }
    const { token } = await onPlatform<SessionTables, { token: string }>(platform, (tx) =>
      startSession(tx, platform.clock, who, SESSION_LIMITS.staff),
    )
    const found = () => findSession(platformReader<SessionTables>(platform), token)
    assert.equal((await found())?.tenantId, tenantId)
    await sql`update core.tenant set closed_at = now() where tenant_id = ${tenantId}`.execute(platform.db)
    assert.equal(await found(), undefined)
    assert.equal((await listed()).includes('riverside'), false)
    await sql`update core.tenant set closed_at = null where tenant_id = ${tenantId}`.execute(platform.db)
    assert.ok(await found())
  })
})
