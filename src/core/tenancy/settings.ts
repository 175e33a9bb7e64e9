import { z } from 'zod'

/** Seconds within bounds. Anything else counts as nothing chosen: the platform's own limit then holds, which is a strict one. */
const seconds = (least: number, most: number) => z.int().min(least).max(most).optional().catch(undefined)

const sessionLimits = z
  .object({ idleSeconds: seconds(60, 3_600), absoluteSeconds: seconds(300, 86_400) })
  .partial()
  .catch({})
  .default({})

export const DATA_PROTECTION_CONTACT_LENGTH = 300
export const IDENTIFIER_SYSTEM_LENGTH = 200

const stored = z.object({
  staffSession: sessionLimits,
  /** Who needs an authenticator app beside a password. Administrators and data protection officers always do. */
  authenticatorFor: z.enum(['everyone', 'administrators']).catch('everyone').default('everyone'),
  /** Whether patients see the names of staff, as well as roles and teams, among those who opened their record. */
  staffNamesForPatients: z.boolean().catch(false).default(false),
  patientSession: sessionLimits,
  /** How to reach the data protection officer: whoever is told of their rights is told this (UK GDPR, article 13(1)(b)). */
  dataProtectionContact: z.string().max(DATA_PROTECTION_CONTACT_LENGTH).optional().catch(undefined),
  /** Which of a person's other numbers is the hospital number on its documents: the system that machines send with it. */
  hospitalNumberSystem: z.string().max(IDENTIFIER_SYSTEM_LENGTH).optional().catch(undefined),
})

/**
 * What an organisation has chosen within the platform's limits. Anything unreadable counts as "nothing chosen", field by
 * field: one organisation's bad settings must not shut its own pages, nor one it shares with others.
 */
export const organisationSettings = stored.catch(() => stored.parse({}))
export type OrganisationSettings = z.infer<typeof stored>
