import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { UnavailableError } from '../../../../core/errors.ts'
import { listRelatedPeople, mayTell, nameOf, RELATIONSHIPS } from '../../../../core/patients/index.ts'
import { inUse } from '../../../../core/patients/reach.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { addressFor } from '../../../../core/values/address.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import { findLiveScheme } from '../../schemes/queries.ts'
import type { HomecareWork } from '../../tables.ts'
import { allergiesBodyOf } from './allergies-of.ts'
import { type DeliveryAddress, deliveryAddressOf } from '../enrolment-details.ts'
import { isComplete, type RegistrationBody } from '../registration-body.ts'
import { broughtInOf } from './brought-in-of.ts'
import { openNote } from './open-sealed.ts'
import type { Registration } from './registrations.ts'

/**
 * Everything that the company is told. How to get into the home is never among it, and of a sensitive record nothing that
 * leads to its door but the place of delivery, and that only from someone who may see it.
 */
export async function bodyOf(
  tx: Reader<HomecareWork & TenancyTables>,
  ctx: Context,
  registration: Registration,
  answerBy: Date,
  mayTellContact: boolean,
): Promise<RegistrationBody> {
  const { patient, patientId, recordIds, details, sensitive } = registration
  const today = ctx.clock.today()
  const { names, nhsNumber, birthDate, gender, communication } = patient
  const home = sensitive ? undefined : addressFor(patient.addresses, 'home', today)
  const points = mayTellContact ? inUse(patient.contactPoints, ['phone', 'textphone', 'email'], today) : []
  const people = await listRelatedPeople(tx, ctx, recordIds)
  const allergies = await allergiesBodyOf(tx, ctx, patientId)
  const hospital = await getOrganisation(tx as Reader<TenancyTables>, ctx.tenantId)
  const scheme = await findLiveScheme(tx, ctx.tenantId, registration.schemeId ?? '')
  const registeredBy = (await namesOf(tx as never, ctx.tenantId, [registration.createdBy])).get(registration.createdBy)
  const { agreement, supportProgramme, place } = details
  const body: RegistrationBody = {
    patient: {
      names: [nameOf({ names }, today)].map(({ use, prefix, given, family, suffix }) => ({
        use,
        prefix: [...prefix],
        given: [...given],
        family,
        suffix: [...suffix],
      })),
      nhsNumber,
      birthDate,
      gender,
      isSensitive: sensitive,
      homeAddress: home && plain(home),
      contactPoints: points.map(({ system, use, value }) => ({ system, use, value })),
      language: communication.language,
      needsInterpreter: communication.interpreterRequired,
      accessibleNeeds: [...communication.accessibleNeeds],
    },
    allergies,
    contacts: people
      .filter((person) => mayTell(person, 'deliveries', today))
      .map(({ name, relationships, telephone }) => ({
        name: fullName(name),
        relationship: relationships.map((code) => RELATIONSHIPS[code].words).join(', '),
        telephone: mayTellContact ? telephone : undefined,
      })),
    scheme: scheme?.name ?? registration.medicine,
    vtmId: registration.vtmId,
    medicine: registration.medicine,
    place,
    deliveryAddress: registration.deliveryAddress && withPlace(registration.deliveryAddress),
    agreement,
    supportProgramme,
    openingStock: details.openingStock,
    sharpsBin: details.sharpsBin,
    coldStore: details.coldStore,
    note: await openNote(tx, ctx, registration),
    from: {
      hospital: hospital.name,
      odsCode: hospital.odsCode ?? undefined,
      telephone: hospital.telephone ?? undefined,
      person: registeredBy ?? 'A member of staff',
    },
    answerBy: answerBy.toISOString(),
    broughtIn: await broughtInOf(tx, ctx, registration),
  }
  if (!isComplete(body)) throw new UnavailableError('The registration is not complete')
  return body
}

const plain = (address: Parameters<typeof deliveryAddressOf>[0]) => {
  const { lines, ...rest } = deliveryAddressOf(address)
  return { lines: [...lines], ...rest }
}

/** The telephone stands with the address: it is told to whoever is told where to go. */
const withPlace = (address: DeliveryAddress) => ({
  ...plain(address),
  kind: address.kind,
  telephone: address.telephone,
})
