import { command } from '../../../command.ts'
import { BadRequestError, ConflictError } from '../../../errors.ts'
import { parseLetterAddress } from '../../../tenancy/letter-address.ts'
import type { Organisation } from '../../../tenancy/organisation.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import {
  DATA_PROTECTION_CONTACT_LENGTH,
  IDENTIFIER_SYSTEM_LENGTH,
  type OrganisationSettings,
} from '../../../tenancy/settings.ts'
import type { TenancyTables } from '../../../tenancy/tables.ts'
import { formatTelephoneNumber, parseTelephoneNumber } from '../../../values/telephone-number.ts'
import { workingHoursProblems, type WorkingHours } from '../../../values/working-hours.ts'
import { tightenSessions } from '../../sessions/commands.ts'
import { isWithin, SESSION_LIMITS, tighten } from '../../sessions/session.ts'
import type { SessionTables } from '../../sessions/tables.ts'
import { changeOrganisationPolicy } from '../policy.ts'

export interface OrganisationChange {
  readonly version: number
  readonly name: string
  readonly telephone: string | undefined
  /** The head of letters, one line each; left out keeps what is there. */
  readonly addressLines?: readonly string[] | undefined
  /** Who answers for safety, as whoever reports a concern sees it; left out keeps what is there. */
  readonly safetyContact?: string | null | undefined
  readonly nation: Organisation['nation']
  readonly openingHours: WorkingHours
  readonly settings: Pick<OrganisationSettings, 'staffSession' | 'patientSession' | 'authenticatorFor'> &
    Partial<Pick<OrganisationSettings, 'dataProtectionContact' | 'hospitalNumberSystem'>>
}

export const SAFETY_CONTACT_LENGTH = 200

/** Changes what an organisation says about itself, and tightens how long people stay signed in. */
export const changeOrganisation = command<
  TenancyTables & SessionTables,
  OrganisationChange,
  Organisation & { readonly settings: OrganisationSettings },
  'done'
>({
  action: 'identity.organisation.changed',
  policy: changeOrganisationPolicy,
  load: (tx, _input, ctx) => getOrganisation(tx, ctx.tenantId),
  subjects: () => [],
  async run(tx, ctx, organisation, { version, name, nation, openingHours, settings, ...change }, note) {
    if (!isWithin(SESSION_LIMITS.staff, settings.staffSession)) throw loosens('staff')
    if (!isWithin(SESSION_LIMITS.patient, settings.patientSession)) throw loosens('patients')
    const parsed = change.telephone === undefined ? undefined : parseTelephoneNumber(change.telephone)
    if (change.telephone !== undefined && !parsed)
      throw new BadRequestError('The telephone number cannot be read', 'telephone')
    const telephone = parsed === undefined ? null : formatTelephoneNumber(parsed)
    const read =
      change.addressLines === undefined
        ? { value: organisation.addressLines }
        : parseLetterAddress(change.addressLines.join('\n'))
    if ('problem' in read) throw new BadRequestError(read.problem, 'addressLines')
    const addressLines = read.value
    const safetyContact =
      change.safetyContact === undefined ? organisation.safetyContact : change.safetyContact?.trim() || null
    for (const [field, words, text, most] of [
      ['safetyContact', 'safety contact', safetyContact, SAFETY_CONTACT_LENGTH],
      [
        'dataProtectionContact',
        'data protection officer',
        settings.dataProtectionContact,
        DATA_PROTECTION_CONTACT_LENGTH,
      ],
      ['hospitalNumberSystem', 'system of hospital numbers', settings.hospitalNumberSystem, IDENTIFIER_SYSTEM_LENGTH],
    ] as const) {
      if ((text ?? '').length > most)
        throw new BadRequestError(`The ${words} must be ${most} characters or fewer`, field)
    }
    // A time that cannot be read would stop whatever works out when something is due.
    const [badTimes] = workingHoursProblems(openingHours)
    if (badTimes !== undefined) throw new BadRequestError(badTimes, 'openingHours')
    note.entity = { type: 'organisation', id: ctx.tenantId }
    note.values = {
      old: JSON.stringify({
        name: organisation.name,
        telephone: organisation.telephone,
        addressLines: organisation.addressLines,
        safetyContact: organisation.safetyContact,
        nation: organisation.nation,
        openingHours: organisation.openingHours,
        settings: organisation.settings,
      }),
      new: JSON.stringify({ name, telephone, addressLines, safetyContact, nation, openingHours, settings }),
    }
    const { settings: kept } = await tx
      .selectFrom('core.organisation')
      .select('settings')
      .where('tenant_id', '=', ctx.tenantId)
      .executeTakeFirstOrThrow()
    const updated = await tx
      .updateTable('core.organisation')
      .set({
        name,
        telephone,
        address_lines: [...addressLines],
        safety_contact: safetyContact,
        nation,
        opening_hours: JSON.stringify(openingHours),
        // What this version does not know of, a newer one may have chosen.
        settings: JSON.stringify({ ...(kept as object), ...settings }),
        version: version + 1,
        updated_at: ctx.clock.now(),
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (updated.numUpdatedRows !== 1n) throw new ConflictError('The organisation was changed by someone else')
    await tightenSessions(tx, ctx.tenantId, 'staff', tighten(SESSION_LIMITS.staff, settings.staffSession))
    await tightenSessions(tx, ctx.tenantId, 'patient', tighten(SESSION_LIMITS.patient, settings.patientSession))
    return 'done'
  },
})

const loosens = (whom: string) =>
  new BadRequestError(`The time-outs for ${whom} can be shorter than the platform's, never longer`)
