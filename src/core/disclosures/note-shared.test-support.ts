import { sql } from 'kysely'
import { z } from 'zod'
import type { TestPlatform } from '../../../test/support/test-platform.ts'
import type { Clock } from '../clock.ts'
import { command } from '../command.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Context } from '../context.ts'
import { policy } from '../policy/policy.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { disclose } from './commands/disclose.ts'
import { registerRecipient } from './commands/recipients.ts'
import { disclosure } from './kind.ts'

/** Whether the recipient's record takes what arrives. */
export const recipient = { refuses: false }

/** A kind for tests: the words end up as the recipient's safety contact, and its version counts how often that happened. */
export const noteShared = disclosure<{ about: string; words: string }, TenancyTables>({
  name: 'test.note-shared',
  title: 'Note',
  why: 'A test.',
  purpose: 'direct-care',
  basis: 'public-task-care',
  ground: 'direct-care',
  content: z.object({ about: z.uuid(), words: z.string() }),
  newestOf: ({ about }) => about,
  async apply(tx, ctx, { words }) {
    if (recipient.refuses) throw new RangeError(`No room for ${words}`)
    await tx
      .updateTable('core.organisation')
      .set((row) => ({ safety_contact: words, version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .execute()
    return { subjects: [] }
  },
})

/** The patient of the sender that notes are about. */
export const PATIENT = '22222222-2222-4222-8222-222222222222'

/** A change of the sender that shares a note. */
export const shareNote = command<
  TenancyTables,
  { to: string; about: string; words: string },
  undefined,
  { disclosureId: string }
>({
  action: 'test.note.shared',
  policy: policy({ name: 'test.share-note', why: 'A test.', roles: ['nurse'], purposes: ['direct-care'] }),
  load: () => Promise.resolve(undefined),
  subjects: () => [PATIENT],
  async run(tx, ctx, _subject, { to, about, words }) {
    const shared = await disclose(tx, ctx, noteShared, { to, patientId: PATIENT, content: { about, words } })
    if (words === 'fail') throw new Error('the change failed')
    return shared
  },
})

/** Enters the other organisation on the sender's register. */
export const allowSending = (test: TestPlatform, kinds: readonly string[] = [noteShared.name]) =>
  registerRecipient(test.as(['administrator'], { purpose: 'administration' }), {
    slug: 'hillview',
    name: 'Hillview',
    agreement: 'DSA 7',
    kinds,
  })

/** What the recipient's record says, and how often it was told. */
export const recordOf = (ctx: Pick<Context, 'db' | 'tenantId'>) =>
  inTenant<TenancyTables, { words: string | null; times: number }>(ctx, (tx) =>
    tx
      .selectFrom('core.organisation')
      .select(['safety_contact as words', sql<number>`version - 1`.as('times')])
      .where('tenant_id', '=', ctx.tenantId)
      .executeTakeFirstOrThrow(),
  )

/** A clock of which every look is a second later, so that one disclosure is always older than another. */
export function tickingClock(): Clock {
  let seconds = 0
  const now = () => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds++))
  return { now, today: () => '2026-11-22' }
}
