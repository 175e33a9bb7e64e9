// The demonstration: organisations, people and stories, all built through the real commands, so that they cannot drift from the rules.
import type { ClientConfig } from 'pg'
import type { Platform } from '../src/core/context.ts'
import { onPlatform } from '../src/core/database/in-tenant.ts'
import { platformReader } from '../src/core/database/platform-reader.ts'
import { hashPassword, type PasswordHash } from '../src/core/identity/accounts/index.ts'
import { stretchSecret, type StretchedSecret } from '../src/core/signing/own-secret.ts'
import type { TenancyTables } from '../src/core/tenancy/tables.ts'
import { seedOrganisations } from './organisations-story.ts'
import { DEMONSTRATION_PASSWORD, DEMONSTRATION_SIGNING_SECRET } from './password.ts'
import { seedCaseload } from './stories/caseload.ts'
import { seedHomecare } from './stories/homecare.ts'
import { seedMedicines } from './stories/medicines.ts'
import { seedPatients } from './stories/patients.ts'
import { seedSigningKeys } from './stories/signing-keys.ts'
import { seedWork } from './stories/work.ts'

/** What stories need besides the platform. */
export interface Tools {
  /** The hash of the one password of every made-up account. */
  readonly password: () => Promise<PasswordHash>
  /** The one signing secret of those who sign, after the slow part. */
  readonly signingSecret: () => Promise<StretchedSecret>
  /** The database's owner, who brings in what the program may only read. Absent when somebody else migrates. */
  readonly owner: ClientConfig | undefined
}

/** One part of the demonstration. Started again after an interruption, it goes on where it was. */
export interface Story {
  readonly name: string
  readonly build: (platform: Platform, tools: Tools) => Promise<void>
}

/** Those of one line are built side by side, and rest on the lines above. */
const STORIES: readonly (readonly Story[])[] = [
  [
    { name: 'organisations and their staff', build: (platform, { password }) => seedOrganisations(platform, password) },
    { name: 'medicines', build: (platform, { owner }) => seedMedicines(platform, owner) },
  ],
  [
    { name: 'patients of every kind', build: (platform, { password }) => seedPatients(platform, password) },
    { name: 'a caseload', build: seedCaseload },
    { name: 'signing keys', build: (platform, { signingSecret }) => seedSigningKeys(platform, signingSecret) },
  ],
  [
    { name: 'a day of work', build: seedWork },
    { name: 'medicines homecare', build: seedHomecare },
  ],
]

/** Builds what is missing of the demonstration; nothing on a second start. Refuses outside a demonstration. */
export async function seedDemonstration(platform: Platform, owner: ClientConfig | undefined): Promise<void> {
  if (platform.demonstration !== true) throw new Error('Seeds are for demonstrations only')
  const built = await platformReader<TenancyTables>(platform)
    .selectFrom('core.demonstration_story')
    .select('story')
    .execute()
  const missing = STORIES.map((line) => line.filter(({ name }) => !built.some(({ story }) => story === name)))
  // One password for every made-up account, so one hash: it is made to be slow.
  let hash: Promise<PasswordHash> | undefined
  const password = () => (hash ??= hashPassword(platform.keys, DEMONSTRATION_PASSWORD))
  const signingSecret = () => stretchSecret(DEMONSTRATION_SIGNING_SECRET)
  const tools = { password, signingSecret, owner }
  for (const line of missing) await Promise.all(line.map((story) => build(platform, story, tools)))
}

async function build(platform: Platform, story: Story, tools: Tools): Promise<void> {
  await story.build(platform, tools)
  await onPlatform<TenancyTables, void>(platform, async (tx) => {
    await tx.insertInto('core.demonstration_story').values({ story: story.name }).execute()
  })
}
