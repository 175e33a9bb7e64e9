import { systemContext, type Context, type Platform } from '../../src/core/context.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import { applyDisclosure, deliverDisclosure } from '../../src/core/disclosures/jobs.ts'
import type { DisclosureTables } from '../../src/core/disclosures/tables.ts'
import { newUuid } from '../../src/core/values/uuid.ts'
import { seededTenant } from '../organisations-story.ts'
import type { OrganisationSlug } from '../organisations.ts'
import { sideBySide } from '../side-by-side.ts'

const PLACES: readonly OrganisationSlug[] = ['riverside', 'brightwell', 'meadow-lane']

/** Carries what waits between the organisations of the story, as the jobs do, until nothing does. */
export async function carry(platform: Platform): Promise<void> {
  for (let isMoving = true; isMoving;) {
    const moved = await Promise.all(PLACES.map((slug) => carryFrom(platform, slug)))
    isMoving = moved.includes(true)
  }
}

async function carryFrom(platform: Platform, slug: OrganisationSlug): Promise<boolean> {
  const ctx = systemContext(platform, await seededTenant(platform, slug), newUuid(platform.clock.now()))
  const { outbox, inbox } = await waiting(ctx)
  await sideBySide(outbox, ({ id }) => deliverDisclosure.work(ctx, { disclosureId: id }))
  // One after the other: what is about the same thing is taken in its order.
  for (const { id, senderId } of inbox) await applyDisclosure.work(ctx, { senderId, disclosureId: id })
  return outbox.length + inbox.length > 0
}

const waiting = (ctx: Context) =>
  readInTenant<DisclosureTables, { outbox: { id: string }[]; inbox: { id: string; senderId: string }[] }>(
    ctx,
    async (tx) => ({
      outbox: await tx
        .selectFrom('core.disclosure_outbox')
        .select('disclosure_id as id')
        .where('tenant_id', '=', ctx.tenantId)
        .where('delivered_at', 'is', null)
        .where('stopped_at', 'is', null)
        .orderBy('disclosure_id')
        .execute(),
      inbox: await tx
        .selectFrom('core.disclosure_inbox')
        .select(['disclosure_id as id', 'sender_tenant_id as senderId'])
        .where('tenant_id', '=', ctx.tenantId)
        .where('applied_at', 'is', null)
        .where('superseded_at', 'is', null)
        .orderBy('disclosure_id')
        .execute(),
    }),
  )
