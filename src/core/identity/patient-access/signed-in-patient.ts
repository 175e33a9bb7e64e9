import { readInTenant } from '../../database/in-tenant.ts'
import type { FindSignedIn, SignedIn } from '../../http/sign-in-state.ts'
import { nameOf } from '../../patients/patient.ts'
import { organisationSettings, type OrganisationSettings } from '../../tenancy/settings.ts'
import { shortName } from '../../values/person-name.ts'
import { SESSION_LIMITS, tighten, type SessionLimits } from '../sessions/session.ts'
import { maySignIn } from './patient-account.ts'
import { accountsNow } from './queries.ts'
import type { AccessTables } from './tables.ts'

/** Who a patient's session belongs to: nobody once access was withdrawn or the person has died. Merges are followed at every request. */
export const findSignedInPatient: FindSignedIn = async (platform, { tenantId, accountId }) =>
  await readInTenant<AccessTables, SignedIn | undefined>({ ...platform, tenantId }, async (tx) => {
    const found = await accountsNow(tx, tenantId)
      .innerJoin('core.organisation as organisation', 'organisation.tenant_id', 'account.tenant_id')
      .select(['live.names', 'organisation.settings'])
      .where('account.account_id', '=', accountId)
      .executeTakeFirst()
    if (!found || !maySignIn(found, platform.demonstration === true)) return undefined
    return {
      actor: { kind: 'patient', id: accountId, roles: ['patient'], rights: [], patientId: found.livePatientId },
      name: shortName(nameOf({ names: found.names }, platform.clock.today())),
      roleName: 'Patient',
      limits: patientLimits(organisationSettings.parse(found.settings)),
    }
  })

/** How long a patient stays signed in: the platform's limits, tightened by the organisation. */
export const patientLimits = (settings: Pick<OrganisationSettings, 'patientSession'>): SessionLimits =>
  tighten(SESSION_LIMITS.patient, settings.patientSession as Partial<SessionLimits>)
