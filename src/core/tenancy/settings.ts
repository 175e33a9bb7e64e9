import { z } from 'zod'

/** What an organisation has chosen within the platform's limits. Anything unreadable counts as "nothing chosen". */
export const organisationSettings = z.object({
  staffSession: z.object({ idleSeconds: z.number(), absoluteSeconds: z.number() }).partial().default({}).catch({}),
  /** Who needs an authenticator app beside a password. Administrators and data protection officers always do. */
  authenticatorFor: z.enum(['everyone', 'administrators']).default('everyone').catch('everyone'),
  /** Whether patients see the names of staff, as well as roles and teams, among those who opened their record. */
  staffNamesForPatients: z.boolean().default(false).catch(false),
  patientSession: z.object({ idleSeconds: z.number(), absoluteSeconds: z.number() }).partial().default({}).catch({}),
})
export type OrganisationSettings = z.infer<typeof organisationSettings>
